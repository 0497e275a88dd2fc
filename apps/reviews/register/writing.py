"""The empty register, and the copy in which each wrong cell is marked. Written row by row, so that memory stays flat."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from apps.core.sheets import text_cell
from apps.reviews.register.columns import COLUMNS
from apps.reviews.register.shapes import HouseholdRead

SAMPLE = (
    ("0001", "本人", "张小满", "", "有", "在职", "工资", "1894.00", "低保", "1241.00", "2024-06", "2026-10", "2026-05-20",
     "", "文园里 3 号楼", "天津银行", ""),
    ("0001", "配偶", "李明远", "", "丧失", "未就业", "", "", "", "", "", "", "", "", "", "", ""),
)  # fmt: skip
FILL = PatternFill("solid", fgColor="FFFBEAE6")
HEADS = (*COLUMNS, "错误")
Marks = dict[str, str]


def template() -> bytes:
    """An empty register with its heads and two lines that show how it is filled in; numbers are text cells."""
    return _book((line, {}) for line in SAMPLE)


def marked_copy(households: Iterable[HouseholdRead], errors: list[dict[str, Any]]) -> bytes:
    """The lines as they were read, wrong cells coloured with what is wrong, and all of it in a last column."""
    marks: dict[int, Marks] = {}
    for error in errors:
        row = marks.setdefault(error["row"], {})
        row[error["column"]] = "；".join(filter(None, (row.get(error["column"]), error["message"])))
    numbered = sorted(
        ((place, line) for one in households for place, line in zip(one.places, one.lines, strict=True)),
        key=lambda one: one[0],
    )
    keys = [key for key, _, _ in COLUMNS.values()]
    return _book(([line[key] for key in keys], marks.get(place, {})) for place, line in numbered)


def _book(rows: Iterable[tuple[Sequence[str], Marks]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("登记簿")
    sheet.append([text_cell(sheet, head, bold=True) for head in HEADS])
    for texts, marks in rows:
        sheet.append(_cells(sheet, texts, marks))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cells(sheet, texts: Sequence[str], marks: Marks) -> list[Any]:
    """An empty cell stays empty, unless something is wrong with it."""
    cells = []
    for head, text in zip(COLUMNS, texts, strict=True):
        cell = text_cell(sheet, text) if text or head in marks else None
        if head in marks and cell is not None:
            cell.fill, cell.comment = FILL, Comment(marks[head], "救助办理")
        cells.append(cell)
    if marks:
        cells.append(text_cell(sheet, "；".join(f"{head}：{text}" for head, text in marks.items())))
    return cells
