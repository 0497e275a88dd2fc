"""Workbooks that come in are judged by their table of contents alone, before a byte of them is unpacked.

A megabyte of zip may unpack to a gigabyte; a name may lead out of its folder; a macro may wait for whoever opens it.
What is said to the user is the caller's, who knows what kind of file was expected.
"""

import enum
import io
import zipfile

ENTRIES = 200
TIMES = 200  # unpacked bytes for each packed one


class Fault(enum.Enum):
    """Why a workbook is not opened, or not read to its end."""

    NO_WORKBOOK = "no_workbook"
    TOO_LARGE = "too_large"
    MACROS = "macros"
    BROKEN = "broken"
    TOO_MANY_ROWS = "too_many_rows"


def fault_of(content: bytes, *, most_bytes: int) -> Fault | None:
    """What speaks against opening it as xlsx; `most_bytes` when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return Fault.NO_WORKBOOK
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES or unpacked > most_bytes or unpacked > TIMES * max(len(content), 1):
        return Fault.TOO_LARGE
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names or any(name.startswith("/") or ".." in name for name in names):
        return Fault.NO_WORKBOOK
    return Fault.MACROS if any("vbaProject" in name for name in names) else None
