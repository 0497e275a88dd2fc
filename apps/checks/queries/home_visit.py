"""Reading visits: what is planned, what was declared, what was seen, who was not met."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from apps.checks.models import HomeVisit, PictureUse, Seen, VisitMode, VisitPicture, VisitPlan
from apps.checks.queries.economic_check import declared_rows
from apps.documents.models import Attachment, AttachmentKind
from apps.documents.queries import PictureTile, picture_tile
from apps.routing.queries import Due, clockwork, table_of
from apps.routing.special_times import emergency_of
from apps.rules.amounts import format_money


def last_visit(case) -> HomeVisit | None:
    """The last visit at which somebody was met."""
    return HomeVisit.objects.filter(step__case=case, met=True).order_by("-visited_at").first()


def last_plan(case) -> VisitPlan | None:
    """The plan that holds for the visit that is still to be made."""
    return VisitPlan.objects.filter(step__case=case, step__state__in=("open", "started")).last()


def visit_begin_due(step) -> Due | None:
    """Until when the visit must have begun (57号 第十五条); None where the procedure sets no such limit."""
    rule = table_of(step.case).step(step.name).begin_within
    return clockwork().due(rule, step.opened_on, step.case.hukou_office.jurisdiction.code) if rule else None


def photos_waiting(case) -> QuerySet[Attachment]:
    """Photographs that came before the form: of no visit yet, and not withdrawn."""
    return case.attachments.filter(
        kind=AttachmentKind.VISIT_PHOTO, visit_picture__isnull=True, withdrawal__isnull=True
    )


@dataclass(frozen=True, slots=True)
class DeclaredThing:
    """One declared member, income or property, beside which one says what was seen. `key` names its field."""

    key: str
    subject: str
    line: str
    part: str  # members | home | means


@dataclass(frozen=True, slots=True)
class VisitBoard:
    """The page of a visit: where to go, what is planned, what was declared, which photographs have arrived.

    `emergency`: the document by which it may be made by telephone or video, or "".
    """

    address: str
    plan: VisitPlan | None
    plan_text: str
    begin_due: Due | None
    emergency: str
    call_url: str
    attempts: tuple[HomeVisit, ...]
    things: tuple[DeclaredThing, ...]
    photos: tuple[PictureTile, ...]

    def part(self, name: str) -> tuple[DeclaredThing, ...]:
        return tuple(thing for thing in self.things if thing.part == name)


def visit_board(case, step, on: dt.date) -> VisitBoard:
    """What the investigators take along."""
    plan, switch = last_plan(case), emergency_of(case, on)
    return VisitBoard(
        address=case.household.address,
        plan=plan,
        plan_text=_plan_text(plan) if plan else "",
        begin_due=visit_begin_due(step),
        emergency=switch.document if switch else "",
        call_url=reverse("households:reveal", args=[case.applicant_id]),
        attempts=tuple(absences(case)),
        things=declared_things(case),
        photos=waiting_tiles(case),
    )


def waiting_tiles(case) -> tuple[PictureTile, ...]:
    """The photographs that have arrived, as tiles."""
    return tuple(picture_tile(row) for row in photos_waiting(case).select_related("uploaded_by"))


def declared_things(case) -> tuple[DeclaredThing, ...]:
    """What the family declared, one thing after the other; the home and unusual goods are always looked at."""
    rows = declared_rows(case)
    members = case.household.memberships.filter(valid_to__isnull=True).select_related("person")
    things = [
        DeclaredThing(f"member-{row.pk}", row.person.name, row.get_relation_display(), "members")
        for row in members
    ]
    things.append(DeclaredThing("home", "住房", case.household.address or "未填写", "home"))
    things.append(DeclaredThing("goods", "与生活水平不符的物品", "申报没有", "home"))
    things += [
        DeclaredThing(
            f"income-{row.pk}", f"{row.person.name} {row.get_type_display()}", _income(row), "means"
        )
        for row in rows["incomes"]
    ]
    things += [
        DeclaredThing(f"asset-{row.pk}", row.get_form_display(), f"{format_money(row.amount)} 元", "means")
        for row in rows["assets"]
    ]
    return tuple(things)


def _income(row) -> str:
    return f"{row.get_period_display()} {format_money(row.amount)} 元"


def _plan_text(plan: VisitPlan) -> str:
    local = timezone.localtime(plan.planned_at)
    return f"约定 {local:%-m月%-d日 %-H:%M}，{'、'.join(plan.investigators)}前往"


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One thing that was seen, as the case page shows it."""

    subject: str
    declared: str
    kind: str  # differs | unknown | equal
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """The last visit for whoever reviews it: how, who, what differed, with photographs and signatures."""

    head: str
    conclusion: str
    conditions: str
    interview: str
    lines: tuple[SeenLine, ...]
    photos: tuple[PictureTile, ...]
    signed_text: str


KINDS = {Seen.SAME: "equal", Seen.DIFFERS: "differs", Seen.UNSEEN: "unknown"}
ORDER = {"differs": 0, "unknown": 1, "equal": 2}


def visit_summary(case) -> VisitSummary | None:
    """The last visit, in a fixed number of queries; None before there was one."""
    pictures = Prefetch("pictures", VisitPicture.objects.select_related("attachment__uploaded_by"))
    visits = HomeVisit.objects.filter(step__case=case, met=True)
    visit = visits.prefetch_related("observations", "investigators", pictures).order_by("visited_at").last()
    if visit is None:
        return None
    lines = [
        SeenLine(row.subject, row.declared, KINDS[Seen(row.seen)], row.get_seen_display(), row.note)
        for row in visit.observations.all()
    ]
    return VisitSummary(
        head=_head(visit),
        conclusion=visit.conclusion,
        conditions=visit.living_conditions,
        interview=visit.neighbour_interview,
        lines=tuple(sorted(lines, key=lambda line: ORDER[line.kind])),
        photos=tuple(
            picture_tile(row.attachment) for row in visit.pictures.all() if row.use == PictureUse.PHOTO
        ),
        signed_text=_signed(visit),
    )


def _head(visit: HomeVisit) -> str:
    local = timezone.localtime(visit.visited_at)
    who = "、".join(row.name for row in visit.investigators.all())
    company = f"（{visit.contractor}）" if visit.contractor else ""
    how = VisitMode(visit.mode).label
    return f"{local:%-m月%-d日 %-H:%M} {how}，{who}{company}；在场 {visit.present}"


def _signed(visit: HomeVisit) -> str:
    uses = {row.use for row in visit.pictures.all()}
    if PictureUse.SHEET in uses:
        return "双方签字页已拍照留存"
    if PictureUse.HOUSEHOLD in uses:
        return "双方已在屏幕上签名"
    return f"签字人 {visit.signed_by_household}" if visit.signed_by_household else "非接触调查，没有签字"


def absences(case) -> list[HomeVisit]:
    """Attempts at which nobody was met, newest first."""
    return list(HomeVisit.objects.filter(step__case=case, met=False).order_by("-visited_at"))
