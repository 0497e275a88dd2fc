"""Writing cases and steps. `advance` is the only writer of a step's state; it records the event.

Every service of an upper floor that acts on a step begins with `take_step`, which locks the case.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may, offices_of
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.routing import queries
from apps.routing.models import Case, CaseParty, CaseSeries, CaseState, HandOver, Outcome, Step, StepState
from apps.rules import procedures

PENDING = (StepState.OPEN, StepState.STARTED)
PROGRAMME_WORDS = {"dibao": "低保", "edge_household": "边缘", "tekun_support": "特困"}


@transaction.atomic
def submit_case(household, *, programme: str, persons: Iterable, applied_at: Office, by, on: dt.date) -> Case:
    """Open a case for `household` at the office where it applied; it then waits for acceptance there.

    Refuses a person who is in another live application, naming the office to call (`in_live_case`), an office that
    is neither the household's residence nor its hukou office, and what the routing of the day refuses.
    """
    if applied_at.pk not in (household.residence_office_id, household.hukou_office_id):
        raise Refused(
            "wrong_office",
            f"没有提交。{applied_at.name}既不是这一家的居住地街道，也不是户籍地街道；请改到其中之一申请。",
        )
    routing = queries.routing_of(household, applied_at=applied_at, on=on)
    case = Case.objects.create(
        number=_next_number(applied_at, programme, on),
        programme=programme,
        household=household,
        applicant=household.head,
        residence_office=household.residence_office,
        hukou_office=household.hukou_office,
        submitted_on=on,
        **queries.offices_by_role(routing),
        mode=routing.mode,
        limit_days=routing.limit_working_days,
    )
    _add_parties(case, persons)
    _open_ready_steps(case, on)
    return case


@transaction.atomic
def accept_case(case: Case, *, by, on: dt.date, summary: str) -> Case:
    """Accept: the routing answer is computed once, on this day, and the statutory clock starts.

    「…应当予以受理…」（民发〔2021〕57号 第十一条）; the day of acceptance is day 0 of all limits.
    """
    step = take_step(case, "accept", by=by, on=on)
    case = step.case
    routing = queries.routing_of(case.household, applied_at=case.intake_office, on=on)
    for field, value in queries.offices_by_role(routing).items():
        setattr(case, field, value)
    case.mode, case.limit_days = routing.mode, routing.limit_working_days
    case.extended_reasons = ["split_residence"] if case.split else []
    case.accepted_on, case.state = on, CaseState.OPEN
    case.save()
    advance(step, by=by, on=on, summary=summary)
    return case


def take_step(case: Case, name: str, *, by, on: dt.date) -> Step:
    """Lock the case and return its pending step `name` at one of `by`'s offices.

    PermissionDenied without the permission of that name; Refused `step_not_open` when somebody was faster or it is
    not its turn, `four_eyes` when `by` did a step that this one must be apart from. Call it inside a transaction.
    """
    if not may(by, Permission(name), on=on):
        raise PermissionDenied
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    mine = offices_of(by, Permission(name), on)
    pending = locked.steps.filter(name=name, state__in=PENDING).select_related("office")
    step = next((step for step in pending if step.office_id in mine), None)
    if step is None:
        raise _not_open(locked, name, pending)
    step.case = locked
    refuse_same_eyes(step, by)
    return step


def refuse_same_eyes(step: Step, by) -> None:
    """四眼原则: refuse whoever did a step from which this one must be apart, in any round."""
    apart = procedures.procedure(step.case.kind).step(step.name).apart_from
    done = step.case.steps.filter(name__in=apart, done_by=by).first()
    if done is not None:
        label = procedures.procedure(step.case.kind).step(done.name).label
        raise Refused(
            "four_eyes",
            f"没有办理。您办过本件的{label}，按四眼原则须由另一人办理；请交给本街道其他有权限的人员，期限不变。",
        )


@transaction.atomic
def advance(
    step: Step,
    *,
    by,
    on: dt.date,
    summary: str,
    detail: dict[str, Any] | None = None,
    to: StepState = StepState.DONE,
    kind: EventKind | None = None,
) -> Step:
    """Move a step on (started or done), record its event, and open what becomes ready. The only writer of its state."""
    step.started_on = step.started_on or on
    step.state, step.assignee, step.waiting_for = to, by, ""
    if to == StepState.DONE:
        step.done_on, step.done_by = on, by
    step.save()
    record_on_case(
        kind or EventKind(step.name),
        step.case,
        office=step.office,
        by=by,
        on=on,
        summary=summary,
        detail=detail,
    )
    if to == StepState.DONE:
        _open_ready_steps(step.case, on)
    return step


@transaction.atomic
def wait_for(step: Step, whom: str, *, by, on: dt.date) -> Step:
    """Say whom a started step waits for (`applicant`, `notice`); the event is the caller's."""
    step.started_on = step.started_on or on
    step.state, step.waiting_for, step.assignee = StepState.STARTED, whom, by
    step.save()
    return step


@transaction.atomic
def return_case(step: Step, to: Sequence[str], *, reason: str, by, on: dt.date) -> Case:
    """Go back from `step` to earlier ones: they and what follows get a new round; the statutory clock goes on."""
    case, table = step.case, procedures.procedure(step.case.kind)
    if not to or not set(to) <= set(table.step(step.name).returns):
        raise Refused("cannot_return", "没有退回。请选择要退回的环节。", "to")
    if not reason.strip():
        raise Refused("reason_missing", "没有退回。请写明退回原因，对方才知道补什么。", "reason")
    again = table.reopened_by(to)
    for pending in case.steps.filter(name__in=again, state__in=PENDING):
        pending.state, pending.done_on, pending.done_by = StepState.RETURNED, on, by
        pending.note = reason
        pending.save()
    _open_round(case, again, on=on, note=reason)
    labels = "、".join(table.step(name).label for name in to)
    record_on_case(
        EventKind.SEND_BACK,
        case,
        office=step.office,
        by=by,
        on=on,
        summary=f"退回{labels}：{reason}",
        detail={"to": list(to)},
    )
    return case


@transaction.atomic
def hand_over_dossier(case: Case, *, items: Sequence[str], message: str, by, on: dt.date) -> HandOver:
    """移送: the dossier leaves for the hukou office, which is notified by its work list.

    「居住地…将申请材料、核对报告（分析版）、入户调查表通过系统移送户籍地，并通知」（一城通办流程 2-3）.
    """
    step = take_step(case, "hand_over", by=by, on=on)
    sent = HandOver.objects.create(
        case=step.case,
        round=step.round,
        from_office=step.office,
        to_office=step.case.hukou_office,
        items=list(items),
        message=message,
        sent_by=by,
        sent_on=on,
    )
    summary = f"材料 {len(items)} 件移送{step.case.hukou_office}。" + (
        f"来件说明：“{message}”" if message else ""
    )
    advance(step, by=by, on=on, summary=summary, detail={"items": list(items)})
    return sent


@transaction.atomic
def receive_dossier(case: Case, *, by, on: dt.date) -> Step:
    """移送签收: the reviewer signs for the dossier; the first review is his from then on."""
    step = take_step(case, "first_review", by=by, on=on)
    if step.state == StepState.STARTED:
        return step
    sent = step.case.hand_overs.filter(received_on__isnull=True, returned_on__isnull=True).last()
    if sent is None:
        return advance(step, by=by, on=on, summary="开始初审。", to=StepState.STARTED)
    sent.received_by, sent.received_on = by, on
    sent.save()
    return advance(
        step,
        by=by,
        on=on,
        summary=f"移送签收，材料 {len(sent.items)} 件。",
        to=StepState.STARTED,
        kind=EventKind.HAND_OVER,
    )


@transaction.atomic
def return_dossier(case: Case, *, to: Sequence[str], reason: str, by, on: dt.date) -> Case:
    """Send the dossier back from the first review, with the reason; it comes again as a new round."""
    step = take_step(case, "first_review", by=by, on=on)
    return_case(step, to, reason=reason, by=by, on=on)
    last = step.case.hand_overs.filter(returned_on__isnull=True).last()
    if last is not None:
        last.returned_by, last.returned_on, last.return_reason = by, on, reason
        last.save()
    return step.case


@transaction.atomic
def set_proposed(case: Case, proposed: bool) -> None:
    """Keep what the first review proposes: only a proposal to approve is put to public notice."""
    case.proposed = proposed
    case.save()


@transaction.atomic
def extend_limit(case: Case, reason: str, *, by, on: dt.date, office: Office | None = None) -> None:
    """Extend the statutory limit for a legal reason (objection, hard_check, off_site); once is enough."""
    if reason in case.extended_reasons:
        return
    case.extended_reasons = [*case.extended_reasons, reason]
    case.limit_days = queries.extended_limit(case)
    case.save()
    record_on_case(
        EventKind.EXTEND_LIMIT,
        case,
        office=office or case.hukou_office,
        by=by,
        on=on,
        summary=f"办结期限延长至 {case.limit_days} 个工作日。",
    )


@transaction.atomic
def close_case(case: Case, outcome: str, *, by, on: dt.date, summary: str, office: Office) -> Case:
    """End a case: what is pending is cancelled and its people are free for another application."""
    for pending in case.steps.filter(state__in=PENDING):
        pending.state, pending.note = StepState.CANCELLED, summary[:500]
        pending.save()
    for party in case.parties.filter(live=True):
        party.live = False
        party.save()
    case.state, case.outcome, case.closed_on = CaseState.CLOSED, outcome, on
    case.save()
    kind = EventKind.WITHDRAW_CASE if outcome == Outcome.WITHDRAWN else EventKind.CLOSE_CASE
    record_on_case(kind, case, office=office, by=by, on=on, summary=summary)
    return case


def record_on_case(
    kind: EventKind, case: Case, *, office: Office, by, on: dt.date, summary: str, detail=None
) -> None:
    """One event of a case, with the side (居, 户, 区) of the office that acted."""
    record(
        kind,
        by=by,
        on=on,
        summary=summary,
        office=office,
        case=case,
        side=queries.side_of(case, office),
        detail=detail,
    )


def _open_ready_steps(case: Case, on: dt.date) -> None:
    """Open every step whose predecessors are done in their last round and that is not there yet."""
    rounds = queries.last_rounds(case)
    finished = {name for name, steps in rounds.items() if all(step.state == StepState.DONE for step in steps)}
    for row in procedures.procedure(case.kind).ready(finished, queries.conditions(case)):
        last = rounds.get(row.name)
        if last is None or all(step.state in (StepState.RETURNED, StepState.DONE) for step in last):
            _open(case, row, (last[0].round + 1 if last else 1), on=on, note="")


def _open_round(case: Case, names: Sequence[str], *, on: dt.date, note: str) -> None:
    """Open the first of `names` (in the table's order) again; those after them follow when these are done."""
    rounds = queries.last_rounds(case)
    table = procedures.procedure(case.kind)
    finished = {
        name
        for name, steps in rounds.items()
        if name not in names and all(s.state == StepState.DONE for s in steps)
    }
    for row in table.ready(finished, queries.conditions(case)):
        if row.name in names:
            _open(case, row, rounds[row.name][0].round + 1 if row.name in rounds else 1, on=on, note=note)


def _open(case: Case, row: procedures.Step, round: int, *, on: dt.date, note: str) -> None:
    for office in queries.offices_for(case, row.side):
        Step.objects.create(
            case=case, name=row.name, round=round, side=row.side, office=office, opened_on=on, note=note[:500]
        )


def _add_parties(case: Case, persons: Iterable) -> None:
    for person in persons:
        other = (
            CaseParty.objects.filter(person=person, live=True).select_related("case__hukou_office").first()
        )
        if other is not None:
            office = other.case.hukou_office
            raise Refused(
                "in_live_case",
                f"没有提交。{person.name}正在另一件申请中；请先与{office.full_name or office.name}"
                f"（电话 {office.phone or '见机构名录'}）联系核实。",
            )
        CaseParty.objects.create(case=case, person=person)


def _next_number(office: Office, programme: str, on: dt.date) -> str:
    word = PROGRAMME_WORDS[programme]
    series, _ = CaseSeries.objects.select_for_update().get_or_create(office=office, kind=word, year=on.year)
    series.last += 1
    series.save()
    return f"{office.short_name}{word} {on.year}-{series.last:04d}"


def _not_open(case: Case, name: str, pending: Iterable[Step]) -> Refused:
    label = procedures.procedure(case.kind).step(name).label
    elsewhere = next(iter(pending), None)
    if elsewhere is not None:
        return Refused(
            "not_your_office", f"没有办理。{label}由{elsewhere.office}办理；请与对方联系，期限不变。"
        )
    done = case.steps.filter(name=name, state=StepState.DONE).select_related("done_by").last()
    if done is not None:
        return Refused(
            "step_not_open",
            f"没有重复办理。{label}已由{done.done_by}在{done.done_on:%-m月%-d日}办好；请刷新本页看最新进展。",
        )
    return Refused("step_not_open", f"没有办理。还没有轮到{label}；请看“办到哪里”，先办前面的环节。")
