"""Spreadsheets that leave the house. A text stays a text, here and when it is copied on: `=1+1` is never a formula."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | Decimal


def table_sheet(name: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet: the title, the heads (both stay in sight), the rows. Read row by row, so that memory stays flat."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A3"
    sheet.append([text_cell(sheet, title, bold=True)])
    sheet.append([text_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([value_cell(sheet, value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def value_cell(sheet, value: Value) -> WriteOnlyCell:
    """Words as text, money with two decimals, numbers as they are."""
    if isinstance(value, str):
        return text_cell(sheet, value)
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = "#,##0.00" if isinstance(value, Decimal) else "0"
    return cell


def text_cell(sheet, value: str, *, bold: bool = False) -> WriteOnlyCell:
    """A cell that is text and stays text: a name like `=1+1` is never a formula, here or when copied on."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type, cell.quotePrefix, cell.number_format = "s", True, "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
