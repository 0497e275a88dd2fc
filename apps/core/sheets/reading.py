"""The rows of the first sheet of a workbook that comes in. A hostile one is refused at the door, or harms a small process.

Numbers are those that are seen: a spreadsheet keeps 0.30000000000000004 and shows 0.3, since it knows 15 digits.
"""

import datetime as dt
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from apps.core.limited import said_by
from apps.core.sheets.archives import Fault, fault_of

Cell = str | int | Decimal | bool | dt.datetime | None
MOST_SECONDS = 3600  # by the clock, since a reading waits for whoever judges its rows
PROGRAM = Path(__file__).with_name("program.py")
_TWO_AT_A_TIME = threading.BoundedSemaphore(2)


class SheetRefused(Exception):
    """The workbook is not read (any further); `row` is the last one that was."""

    def __init__(self, fault: Fault, row: int = 0) -> None:
        super().__init__(fault.value)
        self.fault, self.row = fault, row


@dataclass(frozen=True, slots=True)
class Sheet:
    """`told`: how many rows it says it has, 0 when it does not say; `rows`: the number and the cells of each."""

    told: int
    rows: Iterator[tuple[int, list[Cell]]]


@contextmanager
def open_sheet(
    content: bytes, *, columns: int, most_rows: int, most_bytes: int, seconds: int
) -> Iterator[Sheet]:
    """The first `columns` of each row. Raises `SheetRefused`, also half-way; `seconds` of processor time.

    More than `most_rows`, or `most_bytes` unpacked, are too many.
    """
    fault = fault_of(content, most_bytes=most_bytes)
    if fault:
        raise SheetRefused(fault)
    limits = (columns, most_rows + 1, seconds)
    with _TWO_AT_A_TIME, said_by(PROGRAM, *limits, data=content, seconds=MOST_SECONDS) as out:
        yield Sheet(_said(out), _rows(out, most_rows))


def words(cell: Cell) -> str:
    """What is seen in a cell; digits stay digits, never 1.2E+17."""
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell).strip()


def _rows(out: IO[bytes], most: int) -> Iterator[tuple[int, list[Cell]]]:
    row = 0
    while (cells := _said(out, row)) is not None:
        row += 1
        if row > most:
            raise SheetRefused(Fault.TOO_MANY_ROWS, most)
        yield row, cells


def _said(out: IO[bytes], row: int = 0) -> Any:
    """The next value of the program, after so many rows."""
    line = out.readline()
    if not line.endswith(b"\n"):
        raise SheetRefused(Fault.TOO_LARGE, row)
    value = json.loads(line, parse_float=_shown, parse_constant=str, object_hook=_moment)
    if value == "broken":
        raise SheetRefused(Fault.BROKEN, row)
    return value


def _shown(number: str) -> Decimal:
    return Decimal(f"{float(number):.15g}")


def _moment(told: dict[str, str]) -> dt.datetime:
    return dt.datetime.fromisoformat(told["at"])
