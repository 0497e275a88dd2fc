"""Reading a register: one line a person; lines with the same 户号 are one household.

Everything is read as text: a spreadsheet turns long digits into 1.2E+17, so numbers of people and accounts must be text cells.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from apps.core.errors import Refused
from apps.core.sheets import Cell, Fault, Sheet, SheetRefused, open_sheet, words
from apps.reviews.register.columns import COLUMNS, HEAD_OF
from apps.reviews.register.judging import judge_household, judge_line
from apps.reviews.register.shapes import HouseholdRead, Problem

UNPACKED_BYTES = 200_000_000
LINES = 300_000
WIDTH = 40
STRIDE = 1000  # lines between two words about how far it is
REQUEST, WORKER = 60, 600  # seconds of processor time; 100,000 lines take 30
FAULTS = {
    Fault.NO_WORKBOOK: ("not_xlsx", "这不是 xlsx 表格；请在表格软件中另存为 xlsx 再上传。"),
    Fault.TOO_LARGE: ("file_too_large", "文件解开后过大；请分成几个文件，每个不超过十万户。"),
    Fault.MACROS: ("macros", "文件含有宏；请另存为不含宏的 xlsx 再上传。"),
    Fault.BROKEN: ("file_broken", "文件在第 {row} 行以后已损坏；请在表格软件中打开，另存为 xlsx 再上传。"),
    Fault.TOO_MANY_ROWS: ("too_many_lines", "超过 {row:,} 行；请分成几个文件上传。"),
}


def refuse_foreign(content: bytes) -> int:
    """Refuse at once what need not be read to its end: a hostile or foreign file, missing columns, no line at all.

    How many lines there are, as far as the file says.
    """
    with _opened(content, REQUEST) as sheet:
        if next(_lines(sheet), None) is None:
            raise Refused("register_empty", "没有读取。文件里没有一户；请检查是否填在第一个工作表。", "file")
        return max(min(sheet.told, LINES) - 1, 0)


@contextmanager
def _opened(content: bytes, seconds: int) -> Iterator[Sheet]:
    """The first sheet; what speaks against it is refused in words."""
    limits = {"columns": WIDTH, "most_rows": LINES, "most_bytes": UNPACKED_BYTES, "seconds": seconds}
    try:
        with open_sheet(content, **limits) as sheet:
            yield sheet
    except SheetRefused as refusal:
        code, why = FAULTS[refusal.fault]
        raise Refused(code, f"没有读取。{why.format(row=refusal.row)}", "file") from refusal


def _lines(sheet: Sheet) -> Iterator[tuple[int, dict[str, Cell]]]:
    """(line of the sheet, cell by key); the first line holds the heads. Refused: `columns_missing`."""
    places: dict[str, int] = {}
    for number, cells in sheet.rows:
        if not places:
            places = _places(cells)
        elif any(cell not in (None, "") for cell in cells):
            yield number, {key: cells[place] for key, place in places.items()}


def _places(cells: list[Cell]) -> dict[str, int]:
    """In which column each key stands. Refused when a head is missing."""
    heads = [words(cell) for cell in cells]
    missing = [head for head in COLUMNS if head not in heads]
    if missing:
        raise Refused(
            "columns_missing",
            f"没有读取。第一行缺少列：{'、'.join(missing)}；请下载模板，把内容贴进模板再上传。",
            "file",
        )
    return {COLUMNS[head][0]: heads.index(head) for head in COLUMNS}


def read_register(
    content: bytes, on: dt.date, told: Callable[[int], None] = lambda lines: None
) -> tuple[list[HouseholdRead], list[Problem], int]:
    """The households in order, everything that is wrong, and how many lines there were; `told` hears how far it is."""
    with _opened(content, WORKER) as sheet:
        return _read(_lines(sheet), on, told)


def _read(
    found: Iterator[tuple[int, dict[str, Cell]]], on: dt.date, told: Callable[[int], None]
) -> tuple[list[HouseholdRead], list[Problem], int]:
    households: dict[str, HouseholdRead] = {}
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    lines = 0
    for number, cells in found:
        lines += 1
        line, wrong = _texts(number, cells)
        wrong += judge_line(number, line, on)
        twice = seen.setdefault(line["id_number"], number) if line["id_number"] else number
        if twice != number:
            wrong.append(
                Problem(number, "身份证号", f"与第 {twice} 行重复；同一人只能登记一次，请删去一行。")
            )
        problems += wrong
        one = households.setdefault(line["household"] or f"?{number}", HouseholdRead(number))
        one.lines.append(line)
        one.places.append(number)
        if lines % STRIDE == 0:
            told(lines)
    for one in households.values():
        problems += judge_household(one, on)
    return list(households.values()), sorted(problems, key=lambda one: one.row), lines


def _texts(number: int, cells: dict[str, Cell]) -> tuple[dict[str, str], list[Problem]]:
    line, wrong = {}, []
    for key, cell in cells.items():
        if key in ("id_number", "account") and isinstance(cell, int | Decimal):
            wrong.append(
                Problem(
                    number, HEAD_OF[key], "是数字格式，后几位可能已经丢失；请把这一列设为文本后重新填写。"
                )
            )
        if isinstance(cell, dt.datetime):
            line[key] = f"{cell:%Y-%m}" if key in ("first_month", "paid_to") else f"{cell:%Y-%m-%d}"
        else:
            line[key] = words(cell)
    return line, wrong
