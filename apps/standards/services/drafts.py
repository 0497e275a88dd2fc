"""Two persons for every change of a standard: one drafts, another approves. A draft is tried out when it is made,
so that what the approval would refuse is refused to whoever drafts.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.core.chinese import date_text
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.models import Jurisdiction
from apps.standards.access import may_approve, may_draft
from apps.standards.models import DraftState, Standard, StandardCode, StandardDraft
from apps.standards.queries import needs_rehearsal
from apps.standards.services.rows import (
    Source,
    add_standard,
    correct_standard,
    replace_standard,
    succeed_standard,
    withdraw_standard,
)

Act = StandardDraft.Act
NO_SOURCE = Source()


@dataclass(frozen=True)
class Proposal:
    """What is to be done. `row` is missing only for ADD; a withdrawal needs no more than its row and reason."""

    act: str
    code: StandardCode
    jurisdiction: Jurisdiction
    valid_from: dt.date
    row: Standard | None = None
    value: str = ""
    valid_to: dt.date | None = None
    source: Source = NO_SOURCE
    reason: str = ""


@transaction.atomic
def draft_standard(proposal: Proposal, *, by, on: dt.date) -> StandardDraft:
    """Propose a change; nothing is in force before a second person approves.

    Refused: all that the act itself refuses, and draft_exists (another draft of the code waits for the same day).
    """
    if not may_draft(by, on):
        raise PermissionDenied
    draft = _draft_of(proposal)
    draft.drafted_by, draft.drafted_on = by, on
    with undone():
        perform(draft, by=by, on=on)
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError as error:
        if "one_open_draft_per_code_area_and_day" not in str(error):
            raise
        raise Refused(
            "draft_exists",
            f"没有保存。“{draft.code}”自{date_text(draft.valid_from)}起已有一份草案待批准；请先批准或作废那一份。",
            "valid_from",
        ) from error
    _note(draft, f"起草标准：{draft}，待第二人批准。", by=by, on=on)
    return draft


@transaction.atomic
def approve_draft(draft: StandardDraft, *, by, on: dt.date, rehearsed: bool = False) -> StandardDraft:
    """Write what was drafted. Refused: draft_closed, four_eyes (the author himself), needs_rehearsal, and all of the act.

    `rehearsed`: the approval is that of a rehearsal (`benefits.rehearsal`), which shows whom the change touches.
    """
    row = _locked(draft)
    if not may_approve(by, on):
        raise PermissionDenied
    if row.drafted_by_id == by.pk:
        raise Refused(
            "four_eyes", "没有批准。这份草案由您起草，须由另一位政策管理人员批准；请交给第二人办理。"
        )
    if needs_rehearsal(row) and not rehearsed:
        raise Refused(
            "needs_rehearsal",
            f"没有批准。“{row.code}”会改变在保家庭的金额，须先做调标测算，由批准测算的人一并发布。",
        )
    row.made = perform(row, by=by, on=on)
    row.state, row.approved_by, row.approved_on = DraftState.APPROVED, by, on
    row.save()
    _note(row, f"批准标准草案：{row}（起草人{row.drafted_by}）。", by=by, on=on)
    return row


@transaction.atomic
def discard_draft(draft: StandardDraft, *, reason: str, by, on: dt.date) -> StandardDraft:
    """Take a draft back or turn it down; it stays as it was written. Refused: draft_closed, reason_missing."""
    row = _locked(draft)
    if not (may_draft(by, on) or may_approve(by, on)):
        raise PermissionDenied
    if not reason.strip():
        raise Refused("reason_missing", "没有作废。请写明作废原因。", "reason")
    row.state = DraftState.DISCARDED
    row.save(update_fields=["state"])
    _note(row, f"作废标准草案：{row}，原因：{reason.strip()}。", by=by, on=on)
    return row


def perform(draft: StandardDraft, *, by, on: dt.date) -> Standard | None:
    """Do what the draft says; the row that came of it (the withdrawn one, for a withdrawal)."""
    signed = {"by": by, "on": on}
    days = {"valid_from": draft.valid_from, "valid_to": draft.valid_to}
    terms = {"value": draft.value, "source": draft_source(draft)}
    match draft.act:
        case Act.ADD:
            return add_standard(draft.code, jurisdiction=draft.jurisdiction, **terms, **days, **signed)
        case Act.CORRECT:
            return correct_standard(draft.row, **terms, **days, **signed)
        case Act.SUCCEED:
            return succeed_standard(draft.row, **terms, valid_from=draft.valid_from, **signed)
        case Act.REPLACE:
            return replace_standard(draft.row, **terms, **days, reason=draft.reason, **signed)
    withdraw_standard(draft.row, reason=draft.reason, **signed)
    return None


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the block writes is taken back; a refusal comes through."""

    class Undo(Exception):
        pass

    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


def draft_source(draft: StandardDraft) -> Source:
    """The document of a draft."""
    return Source(draft.document_title, draft.document_number, draft.article, draft.confirmed, draft.note)


def _draft_of(proposal: Proposal) -> StandardDraft:
    source = proposal.source
    return StandardDraft(
        act=proposal.act,
        row=proposal.row,
        code=proposal.code,
        jurisdiction=proposal.jurisdiction,
        value=proposal.value.strip(),
        valid_from=proposal.valid_from,
        valid_to=proposal.valid_to,
        document_title=source.title.strip(),
        document_number=source.number.strip(),
        article=source.article.strip(),
        confirmed=source.confirmed,
        note=source.note.strip(),
        reason=proposal.reason.strip(),
    )


def _locked(draft: StandardDraft) -> StandardDraft:
    row = (
        StandardDraft.objects.select_for_update(of=("self",))
        .select_related("code", "jurisdiction", "drafted_by", "row__code", "row__jurisdiction")
        .get(pk=draft.pk)
    )
    if row.state != DraftState.DRAFTED:
        raise Refused("draft_closed", f"没有办理。这份草案{row.get_state_display()}；请刷新页面后查看结果。")
    return row


def _note(draft: StandardDraft, summary: str, *, by, on: dt.date) -> None:
    detail = {"draft": draft.pk, "code": draft.code.code, "standard": draft.made_id}
    record(EventKind.STANDARD, by=by, on=on, summary=summary, detail=detail)
