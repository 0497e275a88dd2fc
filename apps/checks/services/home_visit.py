"""入户调查: planned in time, at least two investigators, both sides sign; nobody at home is an attempt and not a visit.

「…应当…自受理之日起3个工作日内，启动…入户调查…由2名以上调查人员…」（民发〔2021〕57号 第十五条、第十六条）
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from apps.checks import queries
from apps.checks.models import HomeVisit, Investigator, Observation, Seen, VisitMode, VisitPlan
from apps.checks.services.visit_pictures import NOTHING_SIGNED, VisitPictures, attach_visit_pictures
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.offices.models import User
from apps.routing.models import Step, StepState
from apps.routing.services import advance, note_use, record_on_case, take_step
from apps.routing.special_times import emergency_of
from apps.routing.standing_aside import is_relative
from apps.rules.home_visit import INVESTIGATORS, may_be_contactless
from apps.standards.queries import standards_for


@dataclass(frozen=True, slots=True)
class Seeing:
    """One declared thing and what was seen of it; what differs says how."""

    subject: str
    seen: Seen | str
    declared: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """What stands on the visit form. `investigators` are names; those of the office's users are linked to them.

    `contractor`: the commissioned organisation, where others than officials go along.
    """

    visited_at: dt.datetime
    investigators: tuple[str, ...]
    present: str
    members_seen: int
    living_conditions: str
    seen_against_declared: str
    conclusion: str
    signed_by_household: str
    neighbour_interview: str = ""
    mode: VisitMode | str = VisitMode.DOOR
    contractor: str = ""
    seen: tuple[Seeing, ...] = ()


@transaction.atomic
def start_visit(
    case,
    *,
    planned_at: dt.datetime | None = None,
    investigators: Sequence[str] = (),
    late_reason: str = "",
    by,
    on: dt.date,
) -> Step:
    """安排入户: the step has begun, which the three-day limit asks for. A new plan may follow an old one.

    A day after the limit needs its reason (`plan_too_late`).
    """
    step = take_step(case, "home_visit", by=by, on=on)
    words = "安排入户调查。"
    if planned_at is not None:
        plan = _plan(step, planned_at, tuple(investigators), late_reason.strip(), by, on)
        words = f"约定{_said(plan.planned_at)}入户，{'、'.join(plan.investigators)}前往。{plan.late_reason}"
    if step.state == StepState.OPEN:
        advance(step, by=by, on=on, summary=words, to=StepState.STARTED)
    elif planned_at is not None:
        record_on_case(EventKind.HOME_VISIT, step.case, office=step.office, by=by, on=on, summary=words)
    return step


@transaction.atomic
def record_absence(
    case, *, visited_at: dt.datetime, investigators: Sequence[str], note: str, by, on: dt.date
) -> HomeVisit:
    """Keep an attempt at which nobody opened; the step stays open."""
    step = take_step(case, "home_visit", by=by, on=on)
    _refuse_future(visited_at, on)
    visit = HomeVisit.objects.create(
        step=step, visited_at=visited_at, met=False, absent_note=note, recorded_by=by
    )
    _name_investigators(visit, investigators, step, by)
    if step.state == StepState.OPEN:
        advance(step, by=by, on=on, summary=f"上门无人。{note}", to=StepState.STARTED)
    else:
        record_on_case(
            EventKind.HOME_VISIT, step.case, office=step.office, by=by, on=on, summary=f"上门无人。{note}"
        )
    return visit


def record_visit(
    case, entry: VisitEntry, *, pictures: VisitPictures = NOTHING_SIGNED, by, on: dt.date
) -> HomeVisit:
    """Keep the visit with its signatures and photographs and finish the step.

    Refused with fewer than two investigators, without an official among them, without the signatures of both sides (or
    the signed sheet), and by telephone or video as long as no emergency is declared. Photographs that were sent
    before (`attach_visit_photos`) belong to it too.
    """
    with transaction.atomic():
        step = take_step(case, "home_visit", by=by, on=on)
        _check(entry, step, on)
        visit = HomeVisit.objects.create(
            step=step,
            visited_at=entry.visited_at,
            mode=entry.mode,
            contractor=entry.contractor.strip(),
            present=entry.present,
            members_seen=entry.members_seen,
            living_conditions=entry.living_conditions,
            seen_against_declared=entry.seen_against_declared,
            neighbour_interview=entry.neighbour_interview,
            conclusion=entry.conclusion,
            signed_by_household=entry.signed_by_household,
            recorded_by=by,
        )
        names = _name_investigators(visit, entry.investigators, step, by)
        _observe(visit, entry.seen)
        attach_visit_pictures(visit, pictures, names, by=by, on=on)
        how = "入户" if entry.mode == VisitMode.DOOR else f"以{VisitMode(entry.mode).label}方式调查"
        summary = f"{'、'.join(names)}{how}，见到 {entry.members_seen} 人。{entry.conclusion}"
        advance(step, by=by, on=on, summary=summary[:500])
        _note_distance(step, visit, by, on)
    return visit


def refuse_investigator(case, by) -> None:
    """四眼原则: whoever went to the home, also as the second investigator, neither reviews nor confirms the case."""
    if Investigator.objects.filter(visit__step__case=case, user=by).exists():
        raise Refused(
            "four_eyes",
            "没有办理。您参加过本件的入户调查，按四眼原则须由另一人办理；请交给本街道其他有权限的人员，期限不变。",
        )


def _note_distance(step: Step, visit: HomeVisit, by, on: dt.date) -> None:
    """A visit by telephone or video under a measure of the region is a use of it."""
    if visit.mode == VisitMode.DOOR:
        return
    switch = emergency_of(step.case, timezone.localtime(visit.visited_at).date())
    if switch is not None:
        what = f"以{VisitMode(visit.mode).label}方式调查，没有上门"
        note_use(step.case, switch, what, office=step.office, by=by, on=on)


# Checks --------------------------------------------------------------------------------------------------------


def _plan(step: Step, planned_at, investigators, late_reason: str, by, on: dt.date) -> VisitPlan:
    day, due = timezone.localtime(planned_at).date(), queries.visit_begin_due(step)
    names = _distinct(investigators)
    if day < on:
        raise Refused("plan_in_past", "没有保存。约定时间早于今天；请选今天或以后的时间。", "planned_at")
    if due and day > due.day and not late_reason:
        raise Refused(
            "plan_too_late",
            f"没有保存。须在{due.day:%-m月%-d日}前启动入户调查；请提前，确实不能的请写明原因。",
            "late_reason" if day > due.day >= on else "planned_at",
        )
    return VisitPlan.objects.create(
        step=step,
        planned_at=planned_at,
        investigators=list(names),
        late_reason=late_reason,
        planned_by=by,
        planned_on=on,
    )


def _check(entry: VisitEntry, step: Step, on: dt.date) -> None:
    _refuse_future(entry.visited_at, on)
    if not entry.conclusion.strip():
        raise Refused("conclusion_missing", "没有完成入户调查。请写调查结论。", "conclusion")
    if entry.mode == VisitMode.DOOR:
        if not entry.signed_by_household.strip():
            raise Refused(
                "signature_missing",
                "没有完成入户调查。入户调查表缺少家庭成员签字；补签后再提交，期限不变。",
                "signed_by_household",
            )
        return
    day = timezone.localtime(entry.visited_at).date()
    declared = may_be_contactless(standards_for(step.case.hukou_office.jurisdiction.code), day)
    if not declared and emergency_of(step.case, day) is None:
        raise Refused(
            "must_go",
            "没有完成入户调查。只有发生重大突发事件、启用非接触调查或应急办理期间才能用电话或视频；请上门调查，"
            "需要启用的请联系督办人员设定应急办理。",
            "mode",
        )


def _observe(visit: HomeVisit, seen: Sequence[Seeing]) -> None:
    for one in seen:
        if one.seen == Seen.DIFFERS and not one.note.strip():
            raise Refused(
                "difference_without_words",
                f"没有完成入户调查。“{one.subject}”选了不相符；请写明看到或问到什么。",
                "seen_against_declared",
            )
        Observation.objects.create(
            visit=visit,
            subject=one.subject[:100],
            declared=one.declared[:150],
            seen=one.seen,
            note=one.note.strip()[:200],
        )


def _refuse_future(visited_at: dt.datetime, on: dt.date) -> None:
    if visited_at.date() > on:
        raise Refused("visit_in_future", "没有保存。入户时间晚于今天；请核对时间。", "visited_at")


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if len(distinct) < INVESTIGATORS:
        raise Refused(
            "two_investigators",
            "没有保存。入户调查须有两名以上调查人员；本街道只有一人的，请填写邻近街道或区里指定的第二人姓名。",
            "second_investigator",
        )
    return distinct


def _name_investigators(visit: HomeVisit, names: Sequence[str], step: Step, by) -> tuple[str, ...]:
    """Write the investigators; two different names at least, one of them an official of the office."""
    distinct = _distinct(names)
    users: dict[str, User] = {str(duty.user): duty.user for duty in step.office.duties.select_related("user")}
    users[str(by)] = by
    if not users.keys() & set(distinct):
        raise Refused(
            "no_official",
            "没有保存。至少一名调查人员须是本街道工作人员；委托第三方调查的，也须有一名街道人员到场。",
            "first_investigator",
        )
    if any(is_relative(step.case, users[name]) for name in distinct if name in users):
        raise Refused(
            "close_relative",
            "没有保存。调查人员中有本件的备案近亲属，须回避；请换一名调查人员。",
            "second_investigator",
        )
    for name in distinct:
        Investigator.objects.create(visit=visit, name=name, user=users.get(name), official=name in users)
    return distinct


def _said(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%-m月%-d日 %-H:%M}"
