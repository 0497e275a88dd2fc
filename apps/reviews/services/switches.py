"""Special times of a region: set, ended, and each use kept (津民发〔2020〕19号 二（五）)."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.reviews.models import Switch, SwitchKind, SwitchUse
from apps.reviews.queries.switches import moratorium_at, switch_at
from apps.routing.models import Case


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
        summary=f"{office}自{valid_from:%Y年%-m月%-d日}起{made.get_kind_display()}，依据{made.document}。",
    )  # fmt: skip
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
        summary=f"{switch.office}{switch.get_kind_display()}到{valid_to:%Y年%-m月%-d日}为止。",
    )  # fmt: skip
    return switch


def note_use(case: Case, what: str, *, on: dt.date) -> SwitchUse | None:
    """Keep that a case was decided otherwise because of the moratorium; None where a standard of the area says so."""
    switch = moratorium_at(case.hukou_office, on)
    return SwitchUse.objects.create(switch=switch, case=case, what=what, on=on) if switch else None
