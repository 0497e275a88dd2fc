"""银行回盘: matched line by line, once; what came back is paid by the next batch when the account is corrected."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from apps.core.errors import Refused
from apps.core.sheets import write_sheet
from apps.households.services import set_bank_account
from apps.journal.models import Event, Run
from apps.payments import queries
from apps.payments.models import BankFile, Outcome, Payment, Retry
from apps.payments.services import draft_batch, match_return, receive_return, redraft_batch
from apps.payments.services.draft_batch import draft_is_outdated
from tests.payments.makers import DECEMBER, DRAFTED, NOVEMBER, answer, award, exported, returned

pytestmark = pytest.mark.django_db
LATER = dt.date(2025, 12, 10)


def november(w):
    return exported(w, draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED))


def receive(w, file, content, name="回盘.txt", by=None):
    file = BankFile.objects.select_related("batch", "run").get(pk=file.pk)
    return receive_return(file, name=name, content=content, by=by or w.hukou_clerk, on=DRAFTED)


def refusal(w, file, content) -> Refused:
    with pytest.raises(Refused) as caught:
        receive(w, file, content)
    return caught.value


def test_a_return_settles_the_batch_and_says_what_came_back(w):
    for name in ("张小满", "赵白露", "钱秋分"):
        award(w, name)
    file = november(w)
    returned(w, file, 2)
    file.batch.refresh_from_db()
    assert file.batch.state == "settled"
    assert [one.paid for one in Outcome.objects.order_by("transfer__line")] == [True, False, True]
    (failed,) = queries.sent_back(file.batch)
    assert failed.transfer.payment.award.household.head.name == "赵白露"
    assert "到账 2 笔，退票 1 笔" in Event.objects.filter(kind="outcome").latest("id").summary


def test_the_same_return_twice_is_imported_once(w):
    award(w, "张小满")
    file = november(w)
    returned(w, file)
    refused = refusal(w, file, answer(file))
    assert refused.code == "already_imported"
    assert "孙制表" in refused.message
    assert Outcome.objects.count() == 1


def test_a_second_return_with_the_same_lines_adds_nothing(w):
    award(w, "张小满")
    file = november(w)
    returned(w, file)
    kept = match_return(receive(w, file, answer(file, 1)).pk)
    assert [error["code"] for error in Run.objects.get(pk=kept.run_id).errors] == ["already_answered"]
    assert Outcome.objects.get().paid


def test_a_part_of_the_answers_leaves_the_batch_exported(w):
    award(w, "张小满")
    award(w, "赵白露")
    file = november(w)
    head, first, _second, end = answer(file).decode("gb18030").split("\r\n")
    match_return(receive(w, file, "\r\n".join((head, first, end)).encode("gb18030")).pk)
    file.batch.refresh_from_db()
    assert file.batch.state == "exported"
    assert queries.unanswered(file).count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda row: row.replace("1000.00", "1000.01"), "amount_differs"),
        (lambda row: row.replace("1|", "7|", 1), "unknown_line"),
        (lambda row: row.replace("622202", "622203"), "account_differs"),
    ],
)
def test_a_line_that_does_not_fit_is_left_out_with_its_reason(w, change, code):
    award(w, "张小满")
    file = november(w)
    head, row, _ = answer(file).decode("gb18030").split("\r\n")
    account = file.transfers.get().account
    account.number_index = makers_index(account.number)
    account.save()
    kept = match_return(receive(w, file, f"{head}\r\n{change(row)}\r\n".encode("gb18030")).pk)
    run = Run.objects.get(pk=kept.run_id)
    assert [error["code"] for error in run.errors] == [code]
    assert (run.done, run.excluded, run.total) == (0, 1, 1)
    assert not Outcome.objects.exists()


def makers_index(number):
    from apps.households.indexes import index_of

    return index_of(number, "bank_account")


def test_a_batch_of_nothing_but_what_came_back_is_approved_and_paid(w):
    made = award(w, "赵白露", last=NOVEMBER)
    made.ended_by = made.decision
    made.save()
    returned(w, november(w), 1)
    set_bank_account(
        made.household, holder=made.household.head, bank="天津银行", number="9999012020000099", by=w.clerk, on=LATER
    )  # fmt: skip
    batch = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=LATER)
    assert (batch.payments.count(), batch.retries.count()) == (0, 1)
    returned(w, exported(w, batch, LATER))
    batch.refresh_from_db()
    assert batch.state == "settled"


def test_a_corrected_account_is_paid_by_the_next_batch(w):
    made = award(w, "赵白露")
    award(w, "张小满")
    file = november(w)
    returned(w, file, 1)
    set_bank_account(
        made.household, holder=made.household.head, bank="天津银行", number="9999012020000099", by=w.clerk, on=LATER
    )  # fmt: skip
    batch = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=LATER)
    (again,) = batch.retries.all()
    assert (again.payment.month, again.transfer.line) == (NOVEMBER, 1)
    second = exported(w, batch, LATER)
    orders = list(queries.orders_in(second))
    assert [one.amount for one in orders] == [Decimal("1000.00")] * 3
    assert [one.account for one in orders].count("9999012020000099") == 2
    assert Payment.objects.filter(award=made, month=NOVEMBER).count() == 1
    returned(w, second, on=LATER)
    assert (
        draft_batch(w.hukou, dt.date(2026, 1, 1), by=w.hukou_clerk, on=dt.date(2026, 1, 5)).retries.count()
        == 0
    )


def test_an_account_that_is_corrected_again_after_the_draft_makes_what_is_tried_again_outdated(w):
    made = award(w, "赵白露", last=NOVEMBER)
    home = made.household
    returned(w, november(w), 1)

    def correct(number, on):
        set_bank_account(home, holder=home.head, bank="天津银行", number=number, by=w.clerk, on=on)

    correct("9999012020000099", LATER)
    batch = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=LATER)
    assert not draft_is_outdated(batch, LATER)
    day = LATER + dt.timedelta(days=1)
    correct("9999012020000098", day)
    assert draft_is_outdated(batch, day)
    redraft_batch(batch, by=w.hukou_clerk, on=day)
    assert not draft_is_outdated(batch, day)
    assert batch.retries.get().account.number == "9999012020000098"


def test_without_a_corrected_account_nothing_is_tried_again(w):
    award(w, "赵白露")
    returned(w, november(w), 1)
    draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=LATER)
    assert not Retry.objects.exists()


def test_a_failure_of_the_second_attempt_is_tried_a_third_time(w):
    made = award(w, "赵白露")
    file = november(w)
    for place, month in enumerate((DECEMBER, dt.date(2026, 1, 1)), start=1):
        returned(w, file, *range(1, 9), on=month)
        day = month.replace(day=9)
        set_bank_account(
            made.household, holder=made.household.head, bank="天津银行", number=f"999901202000009{place}",
            by=w.clerk, on=day,
        )  # fmt: skip
        file = exported(w, draft_batch(w.hukou, month, by=w.hukou_clerk, on=day), day)
        assert file.batch.retries.count() == place
    assert Retry.objects.filter(payment__month=NOVEMBER).count() == 2


def test_a_sheet_is_read_like_the_text(w):
    award(w, "张小满")
    file = november(w)
    rows = [line.split("|") for line in answer(file).decode("gb18030").split("\r\n") if line]
    match_return(receive(w, file, write_sheet("回盘", rows), "回盘.xlsx").pk)
    assert Outcome.objects.get().paid


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xff\xff",
        "没有抬头\r\n".encode("gb18030"),
        "H|别的\r\n1|2|3".encode("gb18030"),
        b"PK\x03\x04 no archive",
    ],
)
def test_what_is_no_return_is_refused_whole(w, content):
    award(w, "张小满")
    refused = refusal(w, november(w), content)
    assert refused.code in ("return_unreadable", "foreign_return")
    assert "请" in refused.message


def test_a_return_of_another_batch_is_refused(w):
    award(w, "张小满")
    file = november(w)
    content = answer(file).decode("gb18030").replace("2025-11", "2025-10").encode("gb18030")
    assert refusal(w, file, content).code == "foreign_return"


def test_an_archive_that_unpacks_to_too_much_is_never_unpacked(w, monkeypatch):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    award(w, "张小满")
    assert "过大" in refusal(w, november(w), kept.getvalue()).message


def test_only_who_records_outcomes_imports(w):
    award(w, "张小满")
    file = november(w)
    with pytest.raises(PermissionDenied):
        receive(w, file, answer(file), by=w.approver)


def test_the_database_keeps_an_outcome(w):
    award(w, "张小满")
    returned(w, november(w))
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        Outcome.objects.all().delete()
