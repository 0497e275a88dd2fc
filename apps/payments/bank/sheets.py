"""Spreadsheets that come back from the bank: no hostile one is opened, and what cannot be read is refused in words."""

from collections.abc import Generator

from apps.core.errors import Refused
from apps.core.sheets import Fault, SheetRefused, open_sheet, words

LIMITS = {"columns": 40, "most_rows": 300_000, "most_bytes": 64_000_000, "seconds": 120}
BROKEN = "不是 Excel 工作簿，或者已损坏"
TOO_LARGE = "解压后过大，不像银行的回盘文件"
WHY = {
    Fault.NO_WORKBOOK: BROKEN,
    Fault.BROKEN: BROKEN,
    Fault.TOO_LARGE: TOO_LARGE,
    Fault.TOO_MANY_ROWS: TOO_LARGE,
    Fault.MACROS: "含有宏，不像银行的回盘文件",
}


def read_rows(content: bytes) -> Generator[tuple[str, ...], None, None]:
    """The rows of the first sheet as words. Refuses (`return_unreadable`) what is no workbook or too large unpacked.

    To be closed by whoever stops half-way: a process waits.
    """
    try:
        with open_sheet(content, **LIMITS) as sheet:
            for _, cells in sheet.rows:
                yield tuple(words(cell) for cell in cells)
    except SheetRefused as refusal:
        raise unreadable(WHY[refusal.fault]) from refusal


def unreadable(why: str) -> Refused:
    return Refused(
        "return_unreadable",
        f"没有导入。文件{why}；请向银行重新索取回盘文件，不要手工修改。",
        "file",
    )
