"""Workbooks that come in and go out: what openpyxl says is in them is what we read and what we wrote."""

import datetime as dt
import io
import resource
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from apps.core.sheets import (
    Fault,
    Look,
    SheetRefused,
    Text,
    open_sheet,
    reading,
    words,
    write_sheet,
    write_table,
)

DAY = dt.datetime.fromisoformat("2026-05-20")
ROWS = [
    ["共享", DAY, 1894.5, 120101198001010000, True, None, " 空格 "],
    ["0012", "=1+1", dt.date(2026, 6, 1), "<&>", None, None, None],
]
SHEET = "xl/worksheets/sheet1.xml"


def saved(*rows, epoch=None) -> bytes:
    book = Workbook()
    if epoch:
        book.epoch = epoch
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def repacked(content: bytes, path: str, change) -> bytes:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == path else old.read(name))
    return kept.getvalue()


def sheet_of(xml: str) -> bytes:
    """A workbook whose sheet holds these rows as they are written here."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<worksheet xmlns="{space}"><sheetData>{xml}</sheetData></worksheet>'
    return repacked(saved([1]), SHEET, lambda _: part.encode())


def cells_of(content: bytes, columns=7, most_rows=1000, most_bytes=200_000_000, seconds=20) -> list:
    limits = {"columns": columns, "most_rows": most_rows, "most_bytes": most_bytes, "seconds": seconds}
    with open_sheet(content, **limits) as sheet:
        return [cells for _, cells in sheet.rows]


def fault(content: bytes, **limits) -> tuple[Fault, int]:
    with pytest.raises(SheetRefused) as refusal:
        cells_of(content, **limits)
    return refusal.value.fault, refusal.value.row


def test_texts_numbers_days_and_formulas_are_read_as_openpyxl_reads_them():
    content = saved(*ROWS)
    book = load_workbook(io.BytesIO(content), data_only=True)
    assert cells_of(content) == [list(row) for row in book.active.iter_rows(values_only=True)]
    with open_sheet(content, columns=7, most_rows=9, most_bytes=10**6, seconds=20) as sheet:
        assert sheet.told == 2


def test_a_number_is_read_as_it_is_seen_and_a_text_keeps_its_zeros():
    noise, long, whole, text, wrong, none = cells_of(
        sheet_of(
            "<row><c><v>0.30000000000000004</v></c><c><v>1.2010119800101E+17</v></c><c><v>6E2</v></c>"
            '<c t="str"><f>A1</f><v>007</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>1+1</f></c></row>'
        ),
        columns=6,
    )[0]
    assert (noise, whole, text, wrong, none) == (Decimal("0.3"), Decimal(600), "007", "#DIV/0!", None)
    assert [words(cell) for cell in (noise, long, whole, none)] == ["0.3", "120101198001010000", "600", ""]


def test_days_that_count_from_1904_are_the_days_that_are_seen():
    assert cells_of(saved([DAY], epoch=CALENDAR_MAC_1904), columns=1) == [[DAY]]


def test_hidden_rows_are_read_and_a_merged_cell_once():
    book = Workbook()
    book.active.append(["甲", None])
    book.active.append(["藏", "乙"])
    book.active.merge_cells("A1:B1")
    book.active.row_dimensions[2].hidden = True
    kept = io.BytesIO()
    book.save(kept)
    assert cells_of(kept.getvalue(), columns=2) == [["甲", None], ["藏", "乙"]]


def test_only_the_columns_and_rows_asked_for_are_read():
    assert cells_of(saved(["甲", "乙", "丙"]), columns=2) == [["甲", "乙"]]
    assert fault(saved(["甲"], ["乙"], ["丙"]), most_rows=2) == (Fault.TOO_MANY_ROWS, 2)
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000000"><c r="A900000000"><v>1</v></c></row>'
    assert fault(sheet_of(far), most_rows=50) == (Fault.TOO_MANY_ROWS, 50)


def test_a_sheet_that_says_a_wrong_size_is_read_whole():
    content = repacked(saved(*[[n] for n in range(9)]), SHEET, lambda part: part.replace(b"A1:A9", b"A1"))
    assert cells_of(content, columns=1) == [[n] for n in range(9)]


def test_a_sheet_with_entities_is_refused():
    bomb = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = repacked(saved(*ROWS), SHEET, lambda part: bomb + part)
    assert fault(content) == (Fault.BROKEN, 0)


def test_a_sheet_that_ends_in_the_middle_is_broken_and_not_merely_short():
    content = repacked(saved(*ROWS), SHEET, lambda part: part[: part.index(b"</row>") + 10])
    assert fault(content) == (Fault.BROKEN, 1)


def test_what_swells_is_refused_at_the_door():
    packed = repacked(saved(*ROWS), SHEET, lambda part: part + b" " * 30_000_000)
    assert fault(packed) == (Fault.TOO_LARGE, 0)
    assert fault(saved(*ROWS), most_bytes=1000) == (Fault.TOO_LARGE, 0)


def test_what_swells_behind_the_door_is_stopped_and_the_site_does_not_grow(monkeypatch):
    """A row is made whole before it is told: these five megabytes become 300, and take longer than they may."""
    monkeypatch.setattr(reading, "fault_of", lambda content, most_bytes: None)
    row = sheet_of(f'<row r="1">{"<c/>" * 1_000_000}</row>')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert fault(row, seconds=1) == (Fault.TOO_LARGE, 0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_what_is_written_is_a_workbook_of_texts_with_its_notes():
    rows = [
        [Text("头", Look.BOLD)],
        [Text("=1+1", Look.MARKED, "不是<金额>"), None, "  a\x07&b"],
        ["", Text("", Look.MARKED)],
    ]
    content = write_sheet("登记簿", rows)
    sheet = load_workbook(io.BytesIO(content))["登记簿"]
    first, _, third = sheet[2]
    assert (first.value, first.data_type, first.comment.text) == ("=1+1", "s", "不是<金额>")
    assert (first.number_format, first.quotePrefix, first.font.name) == ("@", True, "宋体")
    assert (first.fill.fgColor.rgb, third.value, sheet["B3"].fill.fgColor.rgb) == (
        "FFFBEAE6",
        "  a&b",
        "FFFBEAE6",
    )
    assert (sheet["A1"].font.b, sheet.freeze_panes) == (True, None)
    assert cells_of(content, columns=3)[:2] == [["头", None, None], ["=1+1", None, "  a&b"]]


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@A1", "＝1+1", "\t=1", "\r=1", " =1", "http://a.example", "{=1}", "1E5"]
)
def test_a_text_stays_a_text(words):
    cell = load_workbook(io.BytesIO(write_sheet("表", [[words]]))).active["A1"]
    assert (cell.data_type, cell.quotePrefix, cell.hyperlink) == ("s", True, None)
    assert cell.value == words.replace("\r", "")


@pytest.mark.parametrize("start", ["", "\x00"])
def test_a_text_that_looks_like_ready_made_xml_is_written_as_a_text(start):
    words = "<r><t>甲</t></r></is></c><c><f>1+1</f></c><c><is><r><t>乙</t></r>"
    row = load_workbook(io.BytesIO(write_sheet("表", [[start + words]]))).active[1]
    assert [cell.value for cell in row] == [words + " "]


def test_money_and_numbers_are_written_as_such_under_a_title_and_heads_that_stay_in_sight():
    content = write_table("表", "题", ["名", "数", "金额"], [("甲", 3, Decimal("1234567.89"))])
    sheet = load_workbook(io.BytesIO(content))["表"]
    assert (sheet.freeze_panes, sheet["A1"].value, sheet["A1"].font.b, sheet["C2"].font.b) == (
        "A3",
        "题",
        True,
        True,
    )
    assert [(cell.value, cell.number_format) for cell in sheet[3]] == [
        ("甲", "@"),
        (3, "0"),
        (1234567.89, "#,##0.00"),
    ]
    assert not sheet["B3"].quotePrefix


def test_the_same_rows_give_the_same_bytes():
    content = write_sheet("表", [["甲", 1, Text("乙", note="丙")]])
    assert write_sheet("表", [["甲", 1, Text("乙", note="丙")]]) == content
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.read("docProps/core.xml").count(b">2000-01-01T00:00:00Z<") == 2
    assert len({entry.date_time for entry in archive.infolist()}) == 1
