"""导出名册: the roster of a batch as a spreadsheet, with account tails only; an event, since names leave the house."""

import datetime as dt
import io

from django.core.exceptions import PermissionDenied
from django.db import transaction
from openpyxl import Workbook

from apps.core.sheets import text_cell, value_cell
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments import queries
from apps.payments.models import Batch

HEADS = ("序号", "户主", "户名", "账号", "人数", "类别", "月份", "原由", "金额（元）", "办件号")


@transaction.atomic
def export_roster(batch: Batch, *, by, on: dt.date) -> bytes:
    """The xlsx of a batch. PermissionDenied without `export` at its office."""
    if not may(by, Permission.EXPORT, batch.office_id, on):
        raise PermissionDenied
    content, rows = _workbook(batch)
    record(
        EventKind.EXPORT,
        by=by,
        on=on,
        summary=f"导出 {batch.number} 名册，{rows} 行，账号只有尾号。",
        office=batch.office,
        batch=batch,
        detail={"rows": rows},
    )
    return content


def _workbook(batch: Batch) -> tuple[bytes, int]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"{batch.month:%Y-%m}")
    sheet.freeze_panes = "A3"
    sheet.append([text_cell(sheet, f"{batch.office.full_name} {batch.number}", bold=True)])
    sheet.append([text_cell(sheet, head, bold=True) for head in HEADS])
    rows = 0
    for rows, row in enumerate(queries.roster_rows(batch), start=1):
        sheet.append([value_cell(sheet, value) for value in (rows, *row)])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue(), rows
