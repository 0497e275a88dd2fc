"""导出名册: the roster of a batch as a spreadsheet, with account tails only; an event, since names leave the house."""

import datetime as dt
import io
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

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
    sheet.append([_text(sheet, f"{batch.office.full_name} {batch.number}", bold=True)])
    sheet.append([_text(sheet, head, bold=True) for head in HEADS])
    rows = 0
    for rows, row in enumerate(queries.roster_rows(batch), start=1):
        sheet.append([_cell(sheet, value) for value in (rows, *row)])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue(), rows


def _cell(sheet, value: str | int | Decimal) -> WriteOnlyCell:
    if isinstance(value, str):
        return _text(sheet, value)
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = "#,##0.00" if isinstance(value, Decimal) else "0"
    return cell


def _text(sheet, value: str, *, bold: bool = False) -> WriteOnlyCell:
    """A cell that is text and stays text: a name like `=1+1` is never a formula, here or when copied on."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type, cell.quotePrefix, cell.number_format = "s", True, "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
