"""Spreadsheets that leave the house and come back: every text a text, the same bytes each time, no hostile archive opened."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator

from openpyxl import Workbook, load_workbook
from openpyxl.writer.excel import ExcelWriter

from apps.core.archives import Fault, fault_of
from apps.core.errors import Refused
from apps.core.sheets import Value, value_cell

EPOCH = (2000, 1, 1, 0, 0, 0)  # the time stamp of every entry: the same rows give the same bytes
MOST_BYTES = 64_000_000
WHY = {
    Fault.NO_WORKBOOK: "不是 Excel 工作簿，或者已损坏",
    Fault.TOO_LARGE: "解压后过大，不像银行的回盘文件",
    Fault.MACROS: "含有宏，不像银行的回盘文件",
}


def write_rows(title: str, rows: Iterable[Iterable[Value]]) -> bytes:
    """One sheet with these rows, byte for byte the same for the same rows."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = dt.datetime(*EPOCH)  # noqa: DTZ001 - Excel knows no zones
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([value_cell(sheet, value) for value in row])
    kept = io.BytesIO()
    archive = zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED)
    ExcelWriter(book, archive).save()  # closes it; `book.save` would write the present time
    return _without_times(kept.getvalue())


def read_rows(content: bytes) -> Iterator[tuple[str, ...]]:
    """The rows of the first sheet as words. Refuses (`return_unreadable`) what is no workbook or too large unpacked."""
    refuse_hostile(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield tuple("" if value is None else str(value).strip() for value in row)
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise unreadable("不是 Excel 工作簿，或者已损坏") from error


def refuse_hostile(content: bytes) -> None:
    """Refuse what is no workbook, or too large unpacked, before it is opened."""
    fault = fault_of(content, most_bytes=MOST_BYTES)
    if fault:
        raise unreadable(WHY[fault])


def unreadable(why: str) -> Refused:
    return Refused(
        "return_unreadable",
        f"没有导入。文件{why}；请向银行重新索取回盘文件，不要手工修改。",
        "file",
    )


def _without_times(content: bytes) -> bytes:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist()):
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return kept.getvalue()
