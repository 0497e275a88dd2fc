"""接管登记: rehearsed first, every error by line and column, confirmed by a second person, nobody doubled."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from apps.benefits.models import Award
from apps.core.errors import Refused
from apps.journal.models import Run
from apps.payments.models import Payment
from apps.payments.services import draft_batch
from apps.reviews.models import Takeover
from apps.reviews.queries.takeovers import marked_copy_of, takeover_page
from apps.reviews.register import COLUMNS
from apps.reviews.services import (
    confirm_takeover,
    discard_takeover,
    open_reviews,
    read_takeover,
    rehearse_takeover,
    take_over,
)
from tests.reviews.sheets import householder, planted, spouse, xlsx

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 10)


def rehearsed(w, *lines, name="登记簿.xlsx") -> Takeover:
    return read(w, xlsx(*lines), name)


def read(w, content: bytes, name="登记簿.xlsx") -> Takeover:
    made = rehearse_takeover(w.hukou, name=name, content=content, by=w.hukou_clerk, on=ON)
    return read_takeover(made.pk)


def taken(w, *lines) -> Takeover:
    made = confirm_takeover(rehearsed(w, *lines), by=w.approver, on=ON)
    return take_over(made.pk)


def errors(made):
    return [(one["row"], one["column"]) for one in made.errors]


def test_each_household_gets_a_case_a_decision_and_an_award_from_the_next_month(w):
    made = taken(w, householder(1), spouse(1), householder(2))
    assert made.state == "done"
    awards = list(Award.objects.order_by("id"))
    assert [award.from_month for award in awards] == [dt.date(2026, 11, 1)] * 2
    first = awards[0]
    assert (first.amounts.get().amount, first.members.count()) == (Decimal("545.00"), 2)
    case = first.decision.case
    assert (case.kind, case.state, case.number) == ("takeover", "closed", "东大接管 2026-0001")
    assert (first.decision.reviewed_by, first.decision.decided_by) == (w.hukou_clerk, w.approver)
    assert "2024-06" in first.decision.text
    run = Run.objects.get(kind="takeover")
    assert (run.total, run.done, run.excluded, run.state) == (2, 2, 0, "done")


def test_what_was_paid_there_does_not_become_arrears_here(w):
    taken(w, householder(1))
    batch = draft_batch(w.hukou, dt.date(2026, 11, 1), by=w.hukou_clerk, on=ON)
    assert list(Payment.objects.filter(batch=batch).values_list("month", "cause")) == [
        (dt.date(2026, 11, 1), "regular")
    ]


def test_the_last_review_on_paper_counts(w):
    taken(w, householder(1))
    assert open_reviews(dt.date(2026, 11, 10)).done == 1
    assert open_reviews(dt.date(2026, 11, 10)).total == 1


def test_nothing_is_taken_over_by_a_rehearsal(w):
    rehearsed(w, householder(1))
    assert not Award.objects.exists()


def test_every_error_is_told_by_line_and_column_in_chinese(w):
    made = rehearsed(
        w,
        householder(1, 姓名=""),
        householder(2, 身份证号="12010119800101001X"),
        householder(3, 身份证号=120101198001010000),
        householder(4, 月金额="五百"),
        householder(5, 类别="五保"),
        householder(6, 已发至="2024-05"),
        householder(7, 上次核查="去年"),
        householder(8, 账号="12"),
        householder(9, 收入种类=""),
        spouse(10),
        householder(11),
        householder(12, 身份证号=householder(11)["身份证号"]),
    )
    assert set(errors(made)) >= {
        (2, "姓名"), (3, "身份证号"), (4, "身份证号"), (5, "月金额"), (6, "类别"), (7, "已发至"), (8, "上次核查"),
        (9, "账号"), (10, "收入种类"), (11, "与户主关系"), (13, "身份证号"),
    }  # fmt: skip
    assert all("；" in one["message"] or "。" in one["message"] for one in made.errors)


def test_the_marked_copy_has_each_error_in_its_cell(w):
    made = rehearsed(w, householder(1, 月金额="五百"), householder(2))
    sheet = load_workbook(io.BytesIO(marked_copy_of(made)))["登记簿"]
    heads = [cell.value for cell in sheet[1]]
    wrong = sheet.cell(2, heads.index("月金额") + 1)
    assert wrong.comment.text.startswith("不是大于零的金额")
    assert sheet.cell(2, len(heads)).value.startswith("月金额：")
    assert sheet.cell(3, len(heads)).value is None
    assert sheet.cell(3, heads.index("身份证号") + 1).data_type == "s"


def test_a_register_with_errors_is_not_confirmed(w):
    made = rehearsed(w, householder(1, 月金额=""))
    with pytest.raises(Refused) as refusal:
        confirm_takeover(made, by=w.approver, on=ON)
    assert refusal.value.code == "register_wrong"
    discard_takeover(made, by=w.hukou_clerk, on=ON)
    assert rehearsed(w, householder(1, 月金额="")).pk != made.pk


def test_whoever_uploaded_does_not_confirm(w):
    w.hukou_clerk.duties.create(office=w.hukou, role="approver", valid_from=dt.date(2024, 1, 1))
    made = rehearsed(w, householder(1))
    with pytest.raises(Refused) as refusal:
        confirm_takeover(made, by=w.hukou_clerk, on=ON)
    assert refusal.value.code == "four_eyes"


def test_the_same_file_twice_and_the_same_people_twice_give_no_doubles(w):
    content = xlsx(householder(1), householder(2))
    made = read(w, content)
    take_over(confirm_takeover(made, by=w.approver, on=ON).pk)
    with pytest.raises(Refused) as refusal:
        rehearse_takeover(w.hukou, name="副本.xlsx", content=content, by=w.hukou_clerk, on=ON)
    assert refusal.value.code == "already_uploaded"
    again = taken(w, householder(1), householder(2), householder(3))
    assert Award.objects.count() == 3
    page = takeover_page(again)
    assert (page.proof.agrees, len(page.excluded)) == (True, 2)
    assert "没有重复接管" in page.excluded[0][1]


def test_a_takeover_that_broke_off_goes_on(w, monkeypatch):
    monkeypatch.setattr("apps.reviews.services.taking_over.CHUNK", 1)
    made = confirm_takeover(rehearsed(w, householder(1), householder(2)), by=w.approver, on=ON)
    from apps.reviews.services.taking_over import _chunk

    assert _chunk(made.pk, 0)
    assert Award.objects.count() == 1
    assert take_over(made.pk).state == "done"
    assert take_over(made.pk).state == "done"
    assert Award.objects.count() == 2


def test_a_bomb_a_foreign_file_and_a_sheet_without_columns_are_refused_before_they_are_opened(w):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    for content, code in (
        (packed.getvalue(), "file_too_large"),
        (b"%PDF-1.7", "not_xlsx"),
        (xlsx(householder(1), heads=("户号", "姓名")), "columns_missing"),
        (xlsx(), "register_empty"),
    ):
        with pytest.raises(Refused) as refusal:
            rehearse_takeover(w.hukou, name="x.xlsx", content=content, by=w.hukou_clerk, on=ON)
        assert refusal.value.code == code


def test_of_many_lines_every_planted_error_is_told_and_nothing_else_and_the_copy_comes_back_right(w):
    lines, wrong = planted(700, every=20)
    made = rehearsed(w, *lines)
    assert set(errors(made)) == wrong
    assert len(wrong) == 35
    book = load_workbook(io.BytesIO(marked_copy_of(made)), read_only=True)
    told = [
        row
        for row in book["登记簿"].iter_rows(min_row=2, values_only=True)
        if row[len(COLUMNS) :] != (None,) * len(row[len(COLUMNS) :])
    ]
    assert len(told) == 35


def test_the_corrected_copy_is_taken_over_without_doubles(w):
    """The marked copy itself, its cells put right, is what is uploaded again; a third time finds everybody there."""
    made = rehearsed(w, householder(1), householder(2, 月金额="五百"))
    book = load_workbook(io.BytesIO(marked_copy_of(made)))
    book["登记簿"].cell(3, list(COLUMNS).index("月金额") + 1).value = "545.00"
    kept = io.BytesIO()
    book.save(kept)
    discard_takeover(made, by=w.hukou_clerk, on=ON)
    again = read(w, kept.getvalue(), "改正.xlsx")
    take_over(confirm_takeover(again, by=w.approver, on=ON).pk)
    third = taken(w, householder(1), householder(2))
    assert Award.objects.count() == 2
    assert third.read.exclude(excluded="").count() == 2
