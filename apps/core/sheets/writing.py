"""Workbooks that leave the house: written row by row, so that memory stays flat; the same rows give the same bytes.

A text stays a text, here and when it is copied on: `=1+1` is never a formula.
"""

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from itertools import chain
from typing import Any, NamedTuple

from xlsxwriter import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AUTHOR = "救助办理"
MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones; always this, so that bytes are the same
FONT = {"font_name": "宋体"}
TEXT = FONT | {"num_format": 49, "quote_prefix": True}  # 49 is text, as in 单元格格式 › 文本
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")  # what XML cannot hold, and carriage returns


class Look(Enum):
    """How a text looks."""

    PLAIN = {}
    BOLD = {"bold": True}
    MARKED = {"bg_color": "#FBEAE6"}


class Text(NamedTuple):
    """A cell: its words, its look, and a note that opens beside it."""

    words: str
    look: Look = Look.PLAIN
    note: str = ""


Value = str | int | Decimal | Text | None
Row = Sequence[Value]


def write_table(name: str, title: str, heads: Sequence[str], rows: Iterable[Row]) -> bytes:
    """One sheet: the title, the heads (both stay in sight), the rows."""
    above = ([Text(title, Look.BOLD)], [Text(head, Look.BOLD) for head in heads])
    return write_sheet(name, chain(above, rows), in_sight=len(above))


def write_sheet(name: str, rows: Iterable[Row], *, in_sight: int = 0) -> bytes:
    """One sheet called `name`; its first rows stay in sight. None is an empty cell."""
    kept = io.BytesIO()
    with Workbook(kept, {"constant_memory": True, "default_format_properties": dict(FONT)}) as book:
        book.set_properties({"created": MADE})
        page = _Page(book, name)
        if in_sight:
            page.sheet.freeze_panes(in_sight, 0)
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                page.write(place, column, value)
    return kept.getvalue()


class _Page:
    """A sheet with its formats."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self._texts = {look: book.add_format(TEXT | look.value) for look in Look}
        self._money = book.add_format(FONT | {"num_format": "#,##0.00"})
        self._number = book.add_format(FONT | {"num_format": "0"})

    def write(self, row: int, column: int, value: Value) -> None:
        """Words as text, money with two decimals, numbers as they are."""
        if value is None:
            return
        if isinstance(value, str):
            self._write_text(row, column, Text(value))
        elif isinstance(value, Text):
            self._write_text(row, column, value)
        else:
            is_money = isinstance(value, Decimal)
            self.sheet.write_number(row, column, value, self._money if is_money else self._number)

    def _write_text(self, row: int, column: int, text: Text) -> None:
        self.sheet.write_string(row, column, _writable(text.words), self._texts[text.look])
        if text.note:
            looks: dict[str, Any] = {"author": AUTHOR, "x_scale": 2}
            self.sheet.write_comment(row, column, _writable(text.note), looks)


def _writable(words: str) -> str:
    """Without what XML cannot hold. Between `<r>` and `</r>` the library would write them as XML: a space prevents it."""
    clean = UNWRITABLE.sub("", words)
    return f"{clean} " if clean.startswith("<r>") and clean.endswith("</r>") else clean
