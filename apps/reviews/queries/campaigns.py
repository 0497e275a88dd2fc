"""How a campaign stands, and who is late with what: by street, by worker, case by case."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case as SqlCase
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from apps.core.moment import one_moment
from apps.core.shapes import Figure, Proof, ProofRow
from apps.offices.access import offices_of
from apps.offices.roles import Permission
from apps.reviews.models import Campaign, CampaignRow, Review
from apps.routing.models import Step
from apps.routing.queries import PENDING
from apps.rules.review_cycle import reminded

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Stands:
    """done + excluded + pending = total."""

    total: int
    done: int
    excluded: int

    @property
    def pending(self) -> int:
        return self.total - self.done - self.excluded


@dataclass(frozen=True, slots=True)
class RowShown:
    """One household that is not done: who, where, until when, why it waits."""

    id: int
    name: str
    street: str
    due_on: dt.date
    late: bool
    why: str
    url: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class CampaignPage:
    campaign: Campaign
    figures: tuple[Figure, ...]
    proof: Proof
    rows: tuple[RowShown, ...]
    more: int
    closes: bool


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """Open reviews of a street or a worker, and how many of them are late."""

    name: str
    pending: int
    late: int
    oldest: dt.date | None


@dataclass(frozen=True, slots=True)
class ProgressPage:
    figures: tuple[Figure, ...]
    streets: tuple[WorkerRow, ...]
    workers: tuple[WorkerRow, ...]
    reminders: tuple[RowShown, ...]
    campaigns: tuple[Campaign, ...]
    may_plan: bool


def _states(campaign: Campaign, on: dt.date) -> QuerySet[CampaignRow]:
    """Each row with what it is: reviewed, excluded by a person, ended meanwhile, or pending."""
    reviewed = Review.objects.filter(
        grant=OuterRef("grant"), due_on=OuterRef("due_on"), reviewed_on__isnull=False
    )
    ended = Q(grant__award__to_month__lt=on.replace(day=1))
    return campaign.rows.annotate(is_reviewed=Exists(reviewed)).annotate(
        stands=SqlCase(
            When(is_reviewed=True, then=Value("done")),
            When(Q(excluded_by__isnull=False) | ended, then=Value("excluded")),
            default=Value("pending"),
            output_field=CharField(),
        )
    )


def standing_of_campaign(campaign: Campaign, on: dt.date) -> Stands:
    """The sum, counted from the register that was frozen when the campaign was opened."""
    counted = dict(_states(campaign, on).order_by().values_list("stands").annotate(many=Count("id")))
    return Stands(campaign.total, counted.get("done", 0), counted.get("excluded", 0))


@one_moment()
def campaign_page(campaign: Campaign, on: dt.date) -> CampaignPage:
    """The figures, the proof, and the first of those that are still open."""
    stands = standing_of_campaign(campaign, on)
    pending = (
        _states(campaign, on)
        .filter(stands="pending")
        .select_related("grant__case__applicant", "grant__case__household__hukou_office")
    )
    rows = list(pending[:SHOWN])
    open_ones = {
        review.grant_id: review
        for review in Review.objects.filter(
            grant__in=[row.grant_id for row in rows], reviewed_on=None, cancelled_on=None
        ).select_related("case")
    }
    return CampaignPage(
        campaign=campaign,
        figures=_figures(stands),
        proof=Proof(
            "登记簿相符",
            (
                ProofRow("已核查", stands.done),
                ProofRow("未列入（有理由）", stands.excluded),
                ProofRow("还没有核查", stands.pending),
            ),
            campaign.total,
            stands.pending == 0,
            f"还差 {stands.pending} 户",
        ),
        rows=tuple(_shown(row, open_ones.get(row.grant_id), on) for row in rows),
        more=max(0, stands.pending - len(rows)),
        closes=stands.pending == 0 and campaign.closed_on is None,
    )


def _figures(stands: Stands) -> tuple[Figure, ...]:
    return (
        Figure("登记簿", str(stands.total), "户"),
        Figure("已核查", str(stands.done), "户"),
        Figure("未列入", str(stands.excluded), "户", "都有理由"),
        Figure("没有核查", str(stands.pending), "户", kind="overdue" if stands.pending else ""),
    )


def _shown(row: CampaignRow, review: Review | None, on: dt.date) -> RowShown:
    due = review.case.due_on if review else row.due_on
    return RowShown(
        id=row.pk,
        name=row.grant.case.applicant.name,
        street=str(row.grant.case.household.hukou_office),
        due_on=due,
        late=due < on,
        why="核查正在办理" if review else "还没有到开始核查的日子",
        url=reverse("desk:case", args=[review.case_id]) if review else "",
    )


@one_moment()
def progress_page(
    user, on: dt.date, campaigns: Iterable[Campaign], reviews: QuerySet[Review]
) -> ProgressPage:
    """The open reviews that one sees, by street and by worker, and the late ones with the reason; four queries."""
    steps = list(
        Step.objects.filter(
            state__in=PENDING, case__in=reviews.filter(reviewed_on=None, cancelled_on=None).values("case")
        )
        .select_related("office__parent", "assignee", "case__applicant", "case__hukou_office", "case__review")
        .order_by("case__due_on", "id")
    )
    widened = [step for step in steps if _told(step, on) != "worker"]
    late = [step for step in steps if step.case.due_on < on]
    return ProgressPage(
        figures=(
            Figure("正在核查", str(len(steps)), "项"),
            Figure("已过应核查日", str(len(late)), "项", kind="overdue" if late else ""),
            Figure(
                "近三十天到期",
                str(sum(on <= step.case.due_on <= on + dt.timedelta(days=30) for step in steps)),
                "项",
            ),
        ),
        streets=_by(steps, lambda step: str(step.office), on),
        workers=_by(steps, lambda step: f"{step.assignee or '还没有人着手'}（{step.office}）", on),
        reminders=tuple(_reminder(step, on) for step in widened[:SHOWN]),
        campaigns=tuple(campaigns),
        may_plan=bool(offices_of(user, Permission.EXTEND_LIMIT, on)),
    )


def _by(steps: list[Step], name_of, on: dt.date) -> tuple[WorkerRow, ...]:
    grouped: dict[str, list[Step]] = {}
    for step in steps:
        grouped.setdefault(name_of(step), []).append(step)
    rows = (
        WorkerRow(
            name, len(own), sum(one.case.due_on < on for one in own), min(one.case.due_on for one in own)
        )
        for name, own in grouped.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.late, -row.pending, row.name)))


WHY = {
    "home_visit": "等{office}入户",
    "economic_check": "等{office}核对",
    "periodic_review": "等{office}提出核查意见",
    "decision": "等{office}审核确认",
}


def _told(step: Step, on: dt.date) -> str:
    return reminded(step.case.review.opened_on, step.case.due_on, on)


def _reminder(step: Step, on: dt.date) -> RowShown:
    """What waits for whom, and who is told of it now besides the worker."""
    late = _told(step, on) == "supervisor"
    return RowShown(
        id=step.case_id,
        name=step.case.applicant.name,
        street=str(step.case.hukou_office),
        due_on=step.case.due_on,
        late=late,
        why=WHY.get(step.name, "等{office}").format(office=step.office)
        + (f"，{step.assignee}承办" if step.assignee else "，还没有人着手"),
        url=reverse("desk:case", args=[step.case_id]),
        told=f"{step.office.parent}督办人员" if late else f"{step.office}全体同事",
    )
