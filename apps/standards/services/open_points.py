"""Settling what the sources leave open: a shipped default is confirmed by replacing its row, never by editing it."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.standards.access import may_draft
from apps.standards.models import OpenPoint, Standard, StandardDraft
from apps.standards.services.drafts import Act, Proposal, draft_standard
from apps.standards.services.rows import Source


def draft_confirmation(
    standard: Standard, *, value: str, title: str, number: str = "", reason: str, by, on: dt.date
) -> StandardDraft:
    """Propose that the value of a row (or another one in its place) is confirmed by a document, for all its days.

    The old row is withdrawn and a confirmed one put in its place when a second person approves. Refused besides those
    of a replacement: already_confirmed (the same value once more).
    """
    if standard.confirmed and value.strip() == standard.value:
        raise Refused("already_confirmed", "没有保存。这一行已经确认；数值有误请用“替换”。", "value")
    source = Source(title, number, standard.article, True, standard.note)
    proposal = Proposal(
        act=Act.REPLACE,
        code=standard.code,
        jurisdiction=standard.jurisdiction,
        row=standard,
        value=value,
        valid_from=standard.valid_from,
        valid_to=standard.valid_to,
        source=source,
        reason=reason,
    )
    return draft_standard(proposal, by=by, on=on)


@transaction.atomic
def settle_open_point(point: OpenPoint, *, text: str, document: str, by, on: dt.date) -> OpenPoint:
    """Settle a point that no standard holds. Refused: has_parameters (confirm these), reason_missing, document_missing."""
    if not may_draft(by, on):
        raise PermissionDenied
    row = OpenPoint.objects.select_for_update().get(pk=point.pk)
    if row.parameters:
        raise Refused("has_parameters", "没有确认。这一项由标准数值体现；请逐个确认下列标准。")
    if not text.strip():
        raise Refused("reason_missing", "没有确认。请写明确认意见。", "text")
    if not document.strip():
        raise Refused("document_missing", "没有确认。请写明依据的文件。", "document")
    row.settled_text, row.settled_document = text.strip(), document.strip()
    row.settled_by, row.settled_on = by, on
    row.save()
    summary = f"确认{row.code}：{row.settled_text}，依据{row.settled_document}。"
    record(EventKind.STANDARD, by=by, on=on, summary=summary, detail={"open_point": row.code})
    return row
