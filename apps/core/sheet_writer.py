"""A workbook of texts as a stream of bytes: a copy of 100,000 lines begins to arrive at once, and memory stays flat.

Every cell is text and stays text, as in `core.sheets`, which is for tables with money and numbers and takes ten times as long.
A cell may be marked, with a note that opens beside it.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple
from xml.sax.saxutils import escape  # nosec B406 - writes, does not parse

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.cell import get_column_letter

ROWS = 200  # rows between two pieces
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Look(IntEnum):
    """How a cell looks; the place of its format in `STYLES`."""

    PLAIN = 0
    BOLD = 1
    MARKED = 2


class Text(NamedTuple):
    """A cell: its words, its look, and a note."""

    words: str
    look: Look = Look.PLAIN
    note: str = ""


STYLES = (
    f'{DECLARED}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFFBEAE6"/></patternFill></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="2" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFill="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
TYPES = (
    f'{DECLARED}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
    + "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'spreadsheetml.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("styles", "styles"),
            ("comments1", "comments"),
        )
    )
    + "</Types>"
)
DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="note" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype>'
)
SHAPE = (
    '<v:shape id="n{place}" type="#note" style="position:absolute;visibility:hidden" fillcolor="#ffffe1">'
    '<x:ClientData ObjectType="Note"><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>'
)


class _Pipe:
    """What the archive writes, until it is taken; it cannot be gone back in."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._kept.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        data = b"".join(self._kept)
        self._kept.clear()
        return data


class _Notes:
    """The notes of a sheet, met row by row."""

    def __init__(self) -> None:
        self.places: list[tuple[int, int, str]] = []

    def comments(self) -> str:
        rows = "".join(
            f'<comment ref="{get_column_letter(column + 1)}{row + 1}" authorId="0"><text><t>{_escaped(words)}</t></text></comment>'
            for row, column, words in self.places
        )
        authors = "<authors><author>救助办理</author></authors>"
        return f'{DECLARED}<comments xmlns="{MAIN}">{authors}<commentList>{rows}</commentList></comments>'

    def drawing(self) -> str:
        shapes = "".join(
            SHAPE.format(place=place, row=row, column=column)
            for place, (row, column, _) in enumerate(self.places)
        )
        return f"{DRAWING}{shapes}</xml>"


def text_book(name: str, rows: Iterable[Sequence[Text | None]]) -> Iterator[bytes]:
    """One sheet called `name`, piece by piece; None is an empty cell."""
    pipe, notes = _Pipe(), _Notes()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, words in _frame(name):
            archive.writestr(path, words)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            head = f'{DECLARED}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>'
            sheet.write(head.encode())
            for number, row in enumerate(rows):
                sheet.write(_row(number, row, notes).encode())
                if number % ROWS == 0:
                    yield pipe.taken()
            sheet.write(b'</sheetData><legacyDrawing r:id="rId1"/></worksheet>')
        archive.writestr("xl/comments1.xml", notes.comments())
        archive.writestr("xl/drawings/vmlDrawing1.vml", notes.drawing())
    yield pipe.taken()


def _row(number: int, row: Sequence[Text | None], notes: _Notes) -> str:
    cells = []
    for column, cell in enumerate(row):
        if cell is None:
            continue
        words, look, note = cell
        place = f"{LETTERS[column]}{number + 1}"
        cells.append(
            f'<c r="{place}" s="{look:d}" t="inlineStr"><is><t xml:space="preserve">{_escaped(words)}</t></is></c>'
        )
        if note:
            notes.places.append((number, column, note))
    return f'<row r="{number + 1}">{"".join(cells)}</row>'


LETTERS = tuple(get_column_letter(place) for place in range(1, 200))


def _escaped(words: str) -> str:
    return escape(ILLEGAL_CHARACTERS_RE.sub("", words))


def _frame(name: str) -> Iterator[tuple[str, str]]:
    """The parts around the sheet."""
    yield "[Content_Types].xml", TYPES
    yield "_rels/.rels", _relations(("rId1", "officeDocument", "xl/workbook.xml"))
    sheet = f'<sheet name="{_escaped(name)}" sheetId="1" r:id="rId1"/>'
    yield (
        "xl/workbook.xml",
        f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheet}</sheets></workbook>',
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml")),
    )
    yield "xl/styles.xml", STYLES
    yield (
        "xl/worksheets/_rels/sheet1.xml.rels",
        _relations(
            ("rId1", "vmlDrawing", "../drawings/vmlDrawing1.vml"), ("rId2", "comments", "../comments1.xml")
        ),
    )


def _relations(*targets: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{path}"/>' for key, kind, path in targets
    )
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'
