"""The rows of the first sheet of a workbook, as a stream: a register of 100,000 people is read in seconds, in little memory.

openpyxl makes an object of every cell and takes eight times as long. Hostile archives are `archives.fault_of`, asked first;
a part that declares a document type (only an attack does) is refused here.
"""

import datetime as dt
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, ParseError  # nosec B405 - types only; parsing is defusedxml's
from xml.parsers import expat  # nosec B407 - without entities, see `_refuse`

from defusedxml import DefusedXmlException, ElementTree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
PIECE = 1 << 16
SMALL_PART = 4_000_000
NUMBERED = "0123456789"


class SheetBroken(Exception):
    """The workbook is damaged, or is none."""


def read_sheet(content: bytes, *, columns: int) -> Iterator[tuple[int, list[Cell]]]:
    """(number of the row, its first `columns` cells) of every row with a cell. Raises `SheetBroken`, also half-way."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            path, since_1904 = _first_sheet(archive)
            cells = _Cells(archive, columns, CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
            yield from _streamed(archive, path, cells)
    except (
        zipfile.BadZipFile, zlib.error, expat.ExpatError, ParseError, DefusedXmlException, KeyError, IndexError,
        ValueError, OSError, NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        raise SheetBroken(str(error)) from error


def count_rows(content: bytes) -> int:
    """How many rows the first sheet has, by counting their marks; for telling how far a reading is. 0 when broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_first_sheet(archive)[0]) as part:
            many, tail = 0, b""
            while piece := part.read(PIECE):
                many += (tail + piece).count(b"</row>")
                tail = piece[-5:]
            return many
    except (zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, KeyError, ValueError, OSError):
        return 0


def _streamed(archive: zipfile.ZipFile, path: str, part: "_Part") -> Iterator[Any]:
    """Feed a part piece by piece; yield what it has found so far."""
    with archive.open(path) as source:
        while piece := source.read(PIECE):
            part.parser.Parse(piece, False)
            yield from part.found
            part.found.clear()
    part.parser.Parse(b"", True)
    yield from part.found


def _first_sheet(archive: zipfile.ZipFile) -> tuple[str, bool]:
    """The path of the first sheet, and whether its days count from 1904."""
    book = _small(archive, "xl/workbook.xml")
    targets = {one.get("Id"): one.get("Target", "") for one in _small(archive, "xl/_rels/workbook.xml.rels")}
    properties = _child(book, "workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    sheet = _child(book, "sheets")[0]
    wanted = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
    return posixpath.normpath(posixpath.join("/xl", targets[wanted])).lstrip("/"), since_1904


def _small(archive: zipfile.ZipFile, path: str) -> Element:
    if archive.getinfo(path).file_size > SMALL_PART:
        raise SheetBroken(path)
    return ElementTree.fromstring(archive.read(path), forbid_dtd=True)


def _child(parent: Element, name: str) -> Any:
    return next((one for one in parent if one.tag.rpartition("}")[2] == name), None)


def _refuse(*_: Any) -> None:
    raise SheetBroken("document type")


class _Part:
    """A part of the workbook; `found` holds what is complete. Texts are the `v` and `t` in it, without their phonetics."""

    def __init__(self) -> None:
        self.found: list[Any] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._text: list[str] = []
        self._phonetic = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self.parser.CharacterDataHandler = None if self._phonetic else self._text.append
        elif name == "rPh":
            self._phonetic = True
        else:
            self.begin(name, attributes)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self.parser.CharacterDataHandler = None
        elif name == "rPh":
            self._phonetic = False
        else:
            self.end(name)

    def taken(self) -> str:
        text = "".join(self._text)
        self._text.clear()
        return text

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element that is no text begins."""

    def end(self, name: str) -> None:
        """An element that is no text ends."""


class _Texts(_Part):
    """The texts that cells share, in order."""

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append(self.taken())


class _Cells(_Part):
    """The rows of a sheet."""

    def __init__(self, archive: zipfile.ZipFile, columns: int, epoch: dt.datetime) -> None:
        super().__init__()
        self._columns, self._epoch = columns, epoch
        self._texts = list(_shared(archive))
        self._dates = _date_styles(archive)
        self._number, self._place = 0, -1
        self._row: list[Cell] = []
        self._type, self._style = "n", ""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            reference = attributes.get("r", "")
            self._place = _column(reference.rstrip(NUMBERED)) if reference else self._place + 1
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        elif name == "row":
            self._number, self._place = int(attributes.get("r", self._number + 1)), -1
            self._row = [None] * self._columns

    def end(self, name: str) -> None:
        if name == "c":
            text = self.taken()
            if text and self._place < self._columns:
                self._row[self._place] = self._value(text)
        elif name == "row":
            self.found.append((self._number, self._row))

    def _value(self, text: str) -> Cell:
        kind = self._type
        if kind == "s":
            return self._texts[int(text)]
        if kind == "n":
            number = float(text) if "." in text or "e" in text.lower() else int(text)
            return self._moment(number) if self._style in self._dates else number
        if kind == "d":
            return dt.datetime.fromisoformat(text.removesuffix("Z"))
        return text == "1" if kind == "b" else text

    def _moment(self, number: int | float) -> Cell:
        try:
            return from_excel(number, self._epoch)
        except (ValueError, OverflowError):
            return number


@cache
def _column(letters: str) -> int:
    return column_index_from_string(letters) - 1


def _shared(archive: zipfile.ZipFile) -> Iterator[str]:
    if "xl/sharedStrings.xml" in archive.namelist():
        yield from _streamed(archive, "xl/sharedStrings.xml", _Texts())


def _date_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell styles that show a day."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    book = _small(archive, "xl/styles.xml")
    own, used = _child(book, "numFmts"), _child(book, "cellXfs")
    formats = {str(key): words for key, words in BUILTIN_FORMATS.items()}
    formats |= {one.get("numFmtId"): one.get("formatCode", "") for one in (() if own is None else own)}
    return frozenset(
        str(place)
        for place, one in enumerate(() if used is None else used)
        if is_date_format(formats.get(one.get("numFmtId"), ""))
    )
