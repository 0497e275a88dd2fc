"""导出补差建议: the proposals of a rehearsal as a spreadsheet for the streets; an event, since figures leave the house."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.benefits.access import exports_corrections
from apps.benefits.models import Rehearsal
from apps.benefits.queries.corrections import HEADS, correction_lines
from apps.core.sheets import write_table
from apps.journal.kinds import EventKind
from apps.journal.services import record


@transaction.atomic
def export_corrections(rehearsal: Rehearsal, *, by, on: dt.date) -> bytes:
    """The xlsx, one line for each household and month, without names. PermissionDenied for who may not export them."""
    if not exports_corrections(by, on):
        raise PermissionDenied
    title = f"补差建议（{rehearsal.title}）"
    content = write_table("补差建议", title, HEADS, correction_lines(rehearsal))
    many = rehearsal.corrections.count()
    record(
        EventKind.EXPORT,
        by=by,
        on=on,
        summary=f"导出补差建议：{rehearsal.title}，{many} 行，不含姓名。",
        detail={"rehearsal": rehearsal.pk},
    )
    return content
