"""A program of its own: a workbook comes in, the rows of its first sheet go out. Nothing of the site is imported here.

openpyxl makes an element of every cell of a row before it tells the row: a megabyte of zip may become gigabytes, and what
happens then happens to this process, which has little memory, little time, no environment, and may write no file.
Out goes one JSON value a line: how many rows the sheet says it has (0 when it does not say), the cells of each row, `null`
at the end; or `"broken"`. A day is `{"at": ISO}`. What stops before its end was stopped by a limit.
Its arguments: the columns and the rows that are read at most, and the seconds of processor time.
"""

import datetime as dt
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 768 * 1024 * 1024
MOST_TEXT = 32_767  # letters that a cell can have in Excel


def main() -> None:
    columns, rows, seconds = map(int, sys.argv[1:])
    limit(seconds)
    content = sys.stdin.buffer.read()
    try:
        for value in said(content, columns, rows):
            print(json.dumps(value, default=told))  # noqa: T201 - its words
    except MemoryError:
        raise
    except Exception:  # the library has no error of its own: a damaged part shows as nearly any
        print(json.dumps("broken"))  # noqa: T201


def limit(seconds: int) -> None:
    """Memory, processor time, no file written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def said(content: bytes, columns: int, rows: int) -> Iterator[Any]:
    """The values that go out, in order."""
    from openpyxl import load_workbook  # loaded under the limits

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    yield sheet.max_row or 0
    # the rows that a sheet says it has may be too few or too many: what is read has its own end
    for cells in sheet.iter_rows(max_col=columns, max_row=rows, values_only=True):
        yield [cell[:MOST_TEXT] if isinstance(cell, str) else cell for cell in cells]
    yield None


def told(cell: Any) -> Any:
    """What JSON has no words for: a day, a time of day, a span."""
    return {"at": cell.isoformat()} if isinstance(cell, dt.date) else str(cell)


if __name__ == "__main__":
    main()
