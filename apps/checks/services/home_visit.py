"""入户调查: at least two investigators, both sides sign, nobody at home is an attempt and not a visit.

「…应当…自受理之日起3个工作日内，启动…入户调查…由2名以上调查人员…」（民发〔2021〕57号 第十五条、第十六条）
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from apps.checks.models import HomeVisit, Investigator
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.routing.models import Step, StepState
from apps.routing.services import advance, record_on_case, take_step

INVESTIGATORS = 2


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """What stands on the visit form. `investigators` are names; those of the office's users are linked to them."""

    visited_at: dt.datetime
    investigators: tuple[str, ...]
    present: str
    members_seen: int
    living_conditions: str
    seen_against_declared: str
    conclusion: str
    signed_by_household: str
    neighbour_interview: str = ""


@transaction.atomic
def start_visit(case, *, by, on: dt.date) -> Step:
    """Plan the visit: the step has begun, which the three-day limit asks for."""
    step = take_step(case, "home_visit", by=by, on=on)
    if step.state == StepState.OPEN:
        advance(step, by=by, on=on, summary="安排入户调查。", to=StepState.STARTED)
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


@transaction.atomic
def record_visit(case, entry: VisitEntry, *, by, on: dt.date) -> HomeVisit:
    """Keep the visit and finish the step; refused with fewer than two investigators or without a signature."""
    step = take_step(case, "home_visit", by=by, on=on)
    _refuse_future(entry.visited_at, on)
    if not entry.signed_by_household.strip():
        raise Refused(
            "signature_missing",
            "没有完成入户调查。入户调查表缺少家庭成员签字；补签后再提交，期限不变。",
            "signed_by_household",
        )
    if not entry.conclusion.strip():
        raise Refused("conclusion_missing", "没有完成入户调查。请写调查结论。", "conclusion")
    visit = HomeVisit.objects.create(
        step=step,
        visited_at=entry.visited_at,
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
    summary = f"{'、'.join(names)}入户，见到 {entry.members_seen} 人。{entry.conclusion}"
    advance(step, by=by, on=on, summary=summary[:500])
    return visit


def _refuse_future(visited_at: dt.datetime, on: dt.date) -> None:
    if visited_at.date() > on:
        raise Refused("visit_in_future", "没有保存。入户时间晚于今天；请核对时间。", "visited_at")


def _name_investigators(visit: HomeVisit, names: Sequence[str], step: Step, by) -> tuple[str, ...]:
    """Write the investigators; two different names at least, one of them an official of the office."""
    distinct = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if len(distinct) < INVESTIGATORS:
        raise Refused(
            "two_investigators",
            "没有保存。入户调查须有两名以上调查人员；本街道只有一人的，请填写邻近街道或区里指定的第二人姓名。",
            "investigators",
        )
    users = {str(duty.user): duty.user for duty in step.office.duties.select_related("user")}
    for name in distinct:
        user = by if name == str(by) else users.get(name)
        Investigator.objects.create(visit=visit, name=name, user=user, official=user is not None)
    return distinct


def refuse_investigator(case, by) -> None:
    """四眼原则: whoever went to the home, also as the second investigator, neither reviews nor confirms the case."""
    if Investigator.objects.filter(visit__step__case=case, user=by).exists():
        raise Refused(
            "four_eyes",
            "没有办理。您参加过本件的入户调查，按四眼原则须由另一人办理；请交给本街道其他有权限的人员，期限不变。",
        )
