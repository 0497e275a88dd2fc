"""起草: which drafts are tried, from which month, and the run that will try them."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.benefits.models import Rehearsal, RehearsalState
from apps.benefits.rehearsal.register import count_register
from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.journal.kinds import EventKind
from apps.journal.runs import open_run
from apps.journal.services import record
from apps.offices.models import Jurisdiction
from apps.rules.calendar import month_of
from apps.standards.access import may_approve, may_draft
from apps.standards.models import DraftState, StandardDraft

REHEARSE = "apps.benefits.tasks.rehearse"
OPEN = (RehearsalState.WAITING, RehearsalState.READY, RehearsalState.PUBLISHING)


@transaction.atomic
def draft_rehearsal(
    drafts: Sequence[StandardDraft], *, by, on: dt.date, jurisdiction: Jurisdiction | None = None
) -> Rehearsal:
    """Try these drafts on everybody on record; without drafts (补算), the standards that stand already from next month.

    Refused: another_publishing, draft_closed, draft_rehearsed (it stands in another open rehearsal), different_days,
    different_areas, nobody (a catch-up without any household to look at).
    """
    if not may_draft(by, on):
        raise PermissionDenied
    refuse_while_publishing()
    _refuse_unfit(drafts)
    area = drafts[0].jurisdiction if drafts else jurisdiction
    if area is None:
        raise Refused("area_missing", "没有起草。请选择要测算的标准草案，或选择补算的政策区域。")
    next_month = month_of(on).plus(1).first
    from_month = _first_whole_month(drafts[0].valid_from) if drafts else next_month
    made = Rehearsal.objects.create(
        jurisdiction=area,
        title=_title(drafts),
        from_month=from_month,
        first_month=max(from_month, next_month),
        drafted_by=by,
        drafted_on=on,
    )
    if not drafts and not count_register(made):
        raise Refused("nobody", f"没有起草。{area.name}没有可测算的家庭，补算没有对象；有在保家庭后再补算。")
    made.drafts.set(drafts)
    made.run = open_run("rehearsal", str(made.pk), total=0, by=by)  # counted when the worker begins
    made.save(update_fields=["run"])
    _note(made, f"起草调标测算：{made.title}。", by=by, on=on)
    transaction.on_commit(partial(wake_worker, REHEARSE, made.pk))
    return made


@transaction.atomic
def discard_rehearsal(rehearsal: Rehearsal, *, reason: str, by, on: dt.date) -> Rehearsal:
    """Give a rehearsal up; its drafts stay. Refused: rehearsal_closed, reason_missing."""
    row = locked(rehearsal)
    if not (may_draft(by, on) or may_approve(by, on)):
        raise PermissionDenied
    if row.state not in (RehearsalState.WAITING, RehearsalState.READY):
        raise Refused("rehearsal_closed", f"没有作废。这次测算{row.get_state_display()}，不能作废。")
    if not reason.strip():
        raise Refused("reason_missing", "没有作废。请写明作废原因。", "reason")
    row.state = RehearsalState.DISCARDED
    row.save(update_fields=["state"])
    _note(row, f"作废调标测算：{row.title}，原因：{reason.strip()}。", by=by, on=on)
    return row


def locked(rehearsal: Rehearsal) -> Rehearsal:
    related = ("jurisdiction", "drafted_by", "run", "recalculation")
    return Rehearsal.objects.select_for_update(of=("self",)).select_related(*related).get(pk=rehearsal.pk)


def refuse_while_publishing() -> None:
    """One publishing at a time, and nothing is tried while the awards move."""
    other = Rehearsal.objects.filter(state=RehearsalState.PUBLISHING).first()
    if other is not None:
        raise Refused(
            "another_publishing",
            f"没有办理。“{other.title}”正在发布，在保家庭的金额正在调整；请等它完成后再办理。",
        )


def _refuse_unfit(drafts: Sequence[StandardDraft]) -> None:
    closed = next((one for one in drafts if one.state != DraftState.DRAFTED), None)
    if closed is not None:
        raise Refused("draft_closed", f"没有起草。“{closed}”{closed.get_state_display()}，不能再测算。")
    rehearsed = Rehearsal.objects.filter(state__in=OPEN, drafts__in=drafts).first()
    if rehearsed is not None:
        raise Refused("draft_rehearsed", f"没有起草。所选草案已在“{rehearsed.title}”中测算；请先作废那一次。")
    if len({one.jurisdiction_id for one in drafts}) > 1:
        raise Refused("different_areas", "没有起草。所选草案属于不同的政策区域；请分别测算。")
    if len({_first_whole_month(one.valid_from) for one in drafts}) > 1:
        raise Refused("different_days", "没有起草。所选草案的起始月不同；请分别测算。")


def _first_whole_month(day: dt.date) -> dt.date:
    """S(m) is looked up on the first day of the month, so a standard moves amounts from its first whole month on."""
    return day if day.day == 1 else month_of(day).plus(1).first


def _title(drafts: Sequence[StandardDraft]) -> str:
    words = "；".join(f"{one.code}：{_before(one)}{one.code.shown(one.value)}" for one in drafts)
    return words[:200] or "补算（按现行标准）"


def _before(draft: StandardDraft) -> str:
    return f"{draft.row.value} → " if draft.row else ""


def _note(rehearsal: Rehearsal, summary: str, *, by, on: dt.date) -> None:
    record(EventKind.REHEARSAL, by=by, on=on, summary=summary, detail={"rehearsal": rehearsal.pk})
