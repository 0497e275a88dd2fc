"""Special times of a region: set, ended, and each use kept (津民发〔2020〕19号 二（五）；民发〔2021〕57号 第十六条、第二十二条)."""

import datetime as dt
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.chinese import date_text
from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.journal.kinds import EventKind, RunState
from apps.journal.models import Run
from apps.journal.runs import finish_run, locked_run, move_run, open_run, recount_run
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.routing.models import Case, Switch, SwitchKind, SwitchUse
from apps.routing.services.cases import extend_limit
from apps.routing.services.steps import record_on_case
from apps.routing.special_times import EMERGENCY, cases_to_extend, emergency_of, in_force, switch_at

RUN = "emergency_limits"
TASK = "apps.routing.tasks.extend_open_cases"
CHUNK = 50


@transaction.atomic
def set_switch(
    kind: SwitchKind, office: Office, *, valid_from: dt.date, document: str, by, on: dt.date
) -> Switch:
    """Let a measure begin at an office and all below it, by a named document."""
    if not may(by, Permission.EXTEND_LIMIT, office, on):
        raise PermissionDenied
    if not document.strip():
        raise Refused("document_missing", "没有设定。请写明文件名称和文号。", "document")
    if switch_at(kind, office, valid_from):
        raise Refused("already_set", "没有重复设定。这项措施在这里已经生效；请先结束原来的措施。")
    made = Switch.objects.create(
        kind=kind, office=office, valid_from=valid_from, document=document.strip(), set_by=by
    )
    record(
        EventKind.SWITCH, by=by, on=on, office=office, detail={"switch": made.pk},
        summary=f"{office}自{date_text(valid_from)}起{made.get_kind_display()}，依据{made.document}。",
    )  # fmt: skip
    if kind == SwitchKind.EMERGENCY_MODE:
        transaction.on_commit(partial(wake_worker, TASK, made.pk))
    return made


@transaction.atomic
def end_switch(switch: Switch, *, valid_to: dt.date, by, on: dt.date) -> Switch:
    """End a measure with a day; what was decided under it stays."""
    if not may(by, Permission.EXTEND_LIMIT, switch.office, on):
        raise PermissionDenied
    switch = Switch.objects.select_for_update().get(pk=switch.pk)
    if switch.valid_to is not None:
        raise Refused("already_ended", "没有重复结束。这项措施已经结束；请刷新。")
    if valid_to < switch.valid_from:
        raise Refused("ends_before_it_begins", "没有结束。止日早于起日；请核对日期。", "valid_to")
    switch.valid_to = valid_to
    switch.save(update_fields=["valid_to"])
    record(
        EventKind.SWITCH, by=by, on=on, office=switch.office, detail={"switch": switch.pk},
        summary=f"{switch.office}{switch.get_kind_display()}到{date_text(valid_to)}为止。",
    )  # fmt: skip
    return switch


def note_use(case: Case, switch: Switch, what: str, *, office: Office, by, on: dt.date) -> SwitchUse:
    """Keep, also on the case, that something was done otherwise than usual because of a measure."""
    summary = f"{what}（{switch.get_kind_display()}，依据{switch.document}）"
    record_on_case(EventKind.SWITCH, case, office=office, by=by, on=on, summary=summary)
    return SwitchUse.objects.create(switch=switch, case=case, what=what[:100], on=on)


@transaction.atomic
def extend_for_emergency(case: Case, *, by, on: dt.date) -> Case:
    """The longer statutory limit while an emergency is declared, for a case that has the ordinary one; kept as a use.

    「…特殊情况下，可以延长至45个工作日」（民发〔2021〕57号 第二十二条）. The caller has locked the case. What was extended
    stays so when the measure ends.
    """
    switch = None if case.extended_reasons else emergency_of(case, on)
    if switch is not None:
        extend_limit(case, EMERGENCY, by=by, on=on)
        note_use(case, switch, "延长办结期限", office=case.hukou_office, by=by, on=on)
    return case


def extend_open_cases(switch_id: int, on: dt.date) -> Run:
    """What is under way when an emergency begins gets the longer limit, as one run; may be called again at any time."""
    run = _run_of(Switch.objects.get(pk=switch_id))
    while _chunk(run.pk, switch_id, on):
        pass
    return Run.objects.get(pk=run.pk)


def switches_to_carry_out(on: dt.date) -> list[int]:
    """Emergencies that hold on the day, whose open cases are not all extended."""
    held = in_force(SwitchKind.EMERGENCY_MODE, on).values_list("pk", flat=True)
    closed = set(Run.objects.filter(kind=RUN, state=RunState.DONE).values_list("key", flat=True))
    return [pk for pk in held if f"{RUN} {pk}" not in closed]


@transaction.atomic
def _run_of(switch: Switch) -> Run:
    Switch.objects.select_for_update().get(pk=switch.pk)
    begun = Run.objects.filter(key=f"{RUN} {switch.pk}").first()
    return begun or open_run(RUN, str(switch.pk), total=cases_to_extend(switch).count(), by=switch.set_by)


@transaction.atomic
def _chunk(run_id: int, switch_id: int, on: dt.date) -> bool:
    """The next cases; those that were closed meanwhile, or extended for another reason, are no longer counted."""
    run = locked_run(run_id)
    if run.state == RunState.DONE:
        return False
    switch = Switch.objects.select_related("office", "set_by").get(pk=switch_id)
    read = ("residence_office", "hukou_office__jurisdiction", "household")
    cases = list(
        cases_to_extend(switch).select_for_update(of=("self",)).select_related(*read).order_by("pk")[:CHUNK]
    )
    for case in cases:
        extend_for_emergency(case, by=switch.set_by, on=on)
    extended = sum(bool(case.extended_reasons) for case in cases)
    move_run(run, done=extended)
    if extended < CHUNK:
        recount_run(run, done=run.done, excluded=0)
        finish_run(run)
    return extended == CHUNK
