"""Taking a step, moving it on, going back. `advance` is the only writer of a step's state; it records the event."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.routing import queries, standing_aside
from apps.routing.models import Case, Step, StepState
from apps.rules import procedures


def take_step(case: Case, name: str, *, by, on: dt.date) -> Step:
    """Lock and refresh the case and return its pending step `name` at one of `by`'s offices.

    PermissionDenied without the permission of that name; Refused `step_not_open` when somebody was faster or it is
    not its turn, `four_eyes` when `by` did a step that this one must be apart from, `close_relative` when `by` must stand aside. Call it inside a transaction.
    """
    if not may(by, Permission(name), on=on):
        raise PermissionDenied
    case.refresh_from_db(from_queryset=_locked_cases())
    step = queries.pending_step(case, name, by, on)
    refuse_relative(step, by, on)
    refuse_same_eyes(step, by)
    return step


def refuse_relative(step: Step, by, on: dt.date) -> None:
    """回避: refuse whoever is registered as a close relative of somebody in the case, and say who does it instead."""
    if standing_aside.is_relative(step.case, by):
        raise Refused(
            "close_relative",
            f"没有办理。您是本件的备案近亲属，须回避；{standing_aside.instead_of(step, by, on)}，期限不变。",
        )


def _locked_cases() -> QuerySet[Case]:
    """Cases with a lock on their own row, and with what every step then reads."""
    read = ("residence_office", "hukou_office__jurisdiction", "household", "applicant")
    return Case.objects.select_for_update(of=("self",)).select_related(*read)


def refuse_same_eyes(step: Step, by) -> None:
    """四眼原则: refuse whoever did a step from which this one must be apart, in any round."""
    apart = queries.table_of(step.case).step(step.name).apart_from
    done = step.case.steps.filter(name__in=apart, done_by=by).first()
    if done is not None:
        label = queries.table_of(step.case).step(done.name).label
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
    since: dt.date | None = None,
) -> Step:
    """Move a step on (started or done), record its event, and open what becomes ready. The only writer of its state.

    `since`: the day from which it counts as started, where that lies before today (a notice posted yesterday).
    """
    step.started_on = step.started_on or since or on
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
        open_ready_steps(step.case, on)
    return step


@transaction.atomic
def wait_for(step: Step, whom: str, *, by, on: dt.date) -> Step:
    """Say whom a started step waits for (`applicant`, `notice`); the event is the caller's."""
    step.started_on = step.started_on or on
    step.state, step.waiting_for, step.assignee = StepState.STARTED, whom, by
    step.save()
    return step


@transaction.atomic
def restart_step(step: Step, *, by, on: dt.date, summary: str) -> Step:
    """What was begun was wrong: the step waits again from today, and a limit that runs from its start runs anew."""
    step.state, step.started_on, step.opened_on, step.waiting_for = StepState.OPEN, None, on, ""
    step.save()
    record_on_case(EventKind(step.name), step.case, office=step.office, by=by, on=on, summary=summary)
    return step


@transaction.atomic
def ask_for(step: Step, names: Sequence[str], *, reason: str, by, on: dt.date) -> Case:
    """Have evidence gathered that was not thought necessary so far; `step` is open again when it is there."""
    case = step.case
    case.asked = sorted({*case.asked, *names})
    case.save()
    return return_case(step, names, reason=reason, by=by, on=on, words="要求")


@transaction.atomic
def stop_asking(case: Case, name: str) -> None:
    """Evidence that was asked for is needed no longer; a step that is only done when asked for is passed over."""
    case.asked = [asked for asked in case.asked if asked != name]
    case.save()


@transaction.atomic
def return_case(step: Step, to: Sequence[str], *, reason: str, by, on: dt.date, words: str = "退回") -> Case:
    """Go back from `step` to earlier ones: they and what follows get a new round; the statutory clock goes on.

    The rows of the round that is over stay, as returned: who did them still counts for the four eyes.
    """
    case, table = step.case, queries.table_of(step.case)
    if not to or not set(to) <= set(table.step(step.name).returns):
        raise Refused("cannot_return", "没有退回。请选择要退回的环节。", "to")
    if not reason.strip():
        raise Refused("reason_missing", "没有退回。请写明退回原因，对方才知道补什么。", "reason")
    again = table.reopened_by(to)
    for name, steps in queries.last_rounds(case).items():
        for over in steps if name in again else ():
            over.state, over.note, over.waiting_for = StepState.RETURNED, reason[:500], ""
            over.save()
    labels = "、".join(table.step(name).label for name in to)
    record_on_case(
        EventKind.SEND_BACK,
        case,
        office=step.office,
        by=by,
        on=on,
        summary=f"{words}{labels}：{reason}",
        detail={"to": list(to)},
    )
    open_ready_steps(case, on, note=reason)
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


def open_ready_steps(case: Case, on: dt.date, note: str = "") -> None:
    """Open every step whose predecessors are done in their last round and that is not there yet."""
    rounds = queries.last_rounds(case)
    finished = {name for name, steps in rounds.items() if all(step.state == StepState.DONE for step in steps)}
    for row in queries.table_of(case).ready(finished, queries.conditions(case)):
        last = rounds.get(row.name)
        if last is None or all(step.state == StepState.RETURNED for step in last):
            _open(case, row, last[0].round + 1 if last else 1, on=on, note=note)


def _open(case: Case, row: procedures.Step, round: int, *, on: dt.date, note: str) -> None:
    for office in queries.offices_for(case, row.side):
        Step.objects.create(
            case=case, name=row.name, round=round, side=row.side, office=office, opened_on=on, note=note[:500]
        )
