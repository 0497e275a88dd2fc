"""Workbooks that come in and go out as streams: what openpyxl says is in them is what we read and what we wrote."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from apps.core.sheet_reader import SheetBroken, count_rows, read_sheet
from apps.core.sheet_writer import Look, Text, text_book

ROWS = [
    ["共享", dt.datetime.fromisoformat("2026-05-20"), 1894.5, 120101198001010000, True, None, " 空格 "],
    ["共享", "=1+1", dt.date(2026, 6, 1), "<&>", None, None, None],
]


def saved(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def repacked(content: bytes, path: str, change) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == path else old.read(name))
    return kept.getvalue()


def test_shared_texts_numbers_days_and_formulas_are_read_as_openpyxl_reads_them():
    content = saved(*ROWS)
    book = load_workbook(io.BytesIO(content), data_only=True)
    assert [cells for _, cells in read_sheet(content, columns=7)] == [
        list(row) for row in book.active.iter_rows(values_only=True)
    ]
    assert count_rows(content) == 2


def test_only_the_columns_asked_for_are_read():
    assert [cells for _, cells in read_sheet(saved(["甲", "乙", "丙"]), columns=2)] == [["甲", "乙"]]


def test_a_sheet_with_a_document_type_is_refused():
    bomb = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = repacked(saved(*ROWS), "xl/worksheets/sheet1.xml", lambda part: bomb + part)
    with pytest.raises(SheetBroken):
        list(read_sheet(content, columns=7))


def test_a_sheet_that_ends_in_the_middle_is_broken_and_not_merely_short():
    content = repacked(saved(*ROWS), "xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2])
    with pytest.raises(SheetBroken):
        list(read_sheet(content, columns=7))


def test_what_is_written_as_a_stream_is_a_workbook_of_texts_with_its_notes():
    rows = [[Text("头", Look.BOLD)], [Text("=1+1", Look.MARKED, "不是<金额>"), None, Text("  a\x07&b")]]
    content = b"".join(text_book("登记簿", rows))
    sheet = load_workbook(io.BytesIO(content))["登记簿"]
    first, _, third = sheet[2]
    assert (first.value, first.data_type, first.comment.text) == ("=1+1", "s", "不是<金额>")
    assert (first.fill.fgColor.rgb, third.value) == ("FFFBEAE6", "  a&b")
    assert [cells for _, cells in read_sheet(content, columns=3)] == [
        ["头", None, None],
        ["=1+1", None, "  a&b"],
    ]


def test_a_long_book_comes_in_pieces():
    assert sum(bool(piece) for piece in text_book("长", ([Text(f"{n} {n * n}")] for n in range(20_000)))) > 1
