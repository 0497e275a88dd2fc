"""代发文件: the batch to the fen, the same bytes each time, every name a text."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from openpyxl import load_workbook

from apps.core.errors import Refused
from apps.journal.models import Event, Run
from apps.payments import queries, tasks
from apps.payments.access import awards_seen_by
from apps.payments.models import BankFile, FilePiece, Transfer
from apps.payments.services import (
    approve_batch,
    download_bank_file,
    draft_batch,
    export_batch,
    make_bank_file,
)
from tests.payments.makers import DRAFTED, NOVEMBER, award, exported

pytestmark = pytest.mark.django_db


def drafted(w, month=NOVEMBER):
    return draft_batch(w.hukou, month, by=w.hukou_clerk, on=DRAFTED)


def download(w, file, form="text") -> bytes:
    file = BankFile.objects.select_related("batch", "run").get(pk=file.pk)
    return download_bank_file(file, form, by=w.approver, on=DRAFTED)


def test_the_file_is_the_batch_line_by_line_and_to_the_fen(w):
    award(w, "张小满", "1241.05")
    award(w, "赵白露", "700.00")
    file = exported(w, drafted(w))
    head, first, second, end = download(w, file).decode("gb18030").split("\r\n")
    assert head == f"D|{file.batch.number}|2025-11|2|1941.05"
    assert first.split("|")[2:] == ["张小满", "1241.05", "低保金202511"]
    assert second.split("|")[0] == "2"
    assert end == ""
    assert queries.count_and_sum(file.transfers.all()).amount == Decimal("1941.05")


def test_the_batch_is_exported_when_its_run_is_done(w):
    award(w, "张小满")
    batch = drafted(w)
    approve_batch(batch, by=w.approver, on=DRAFTED)
    file = export_batch(batch, by=w.approver, on=DRAFTED)
    batch.refresh_from_db()
    assert (batch.state, file.run.state) == ("approved", "waiting")
    tasks.go_on_with_bank_runs()
    batch.refresh_from_db()
    run = Run.objects.get(pk=file.run_id)
    assert (batch.state, run.state, run.done, run.total) == ("exported", "done", 1, 1)


def test_a_file_in_many_chunks_has_every_line_once(w):
    for place in range(7):
        award(w, f"户{place}")
    batch = drafted(w)
    approve_batch(batch, by=w.approver, on=DRAFTED)
    file = export_batch(batch, by=w.approver, on=DRAFTED)
    make_bank_file(file.pk, chunk=2)
    make_bank_file(file.pk, chunk=2)
    assert list(file.transfers.order_by("line").values_list("line", flat=True)) == list(range(1, 8))
    assert FilePiece.objects.filter(file=file).count() == 4
    assert [one.line for one in queries.orders_in(file)] == list(range(1, 8))


@pytest.mark.parametrize("form", ["text", "sheet"])
def test_the_same_file_is_the_same_bytes_whatever_changed_since(w, form):
    made = award(w, "张小满")
    file = exported(w, drafted(w))
    before = download(w, file, form)
    made.household.head.name = "张改名"
    made.household.head.save()
    assert download(w, file, form) == before
    if form == "sheet":  # both files of a test are mostly of one second
        told = zipfile.ZipFile(io.BytesIO(before)).read("docProps/core.xml")
        assert told.count(b">2000-01-01T00:00:00Z<") == 2


def test_a_name_is_never_a_formula_nor_a_new_column(w):
    award(w, "=1+1|9999")
    file = exported(w, drafted(w))
    assert "|=1+1 9999|" in download(w, file).decode("gb18030")
    row = list(load_workbook(io.BytesIO(download(w, file, "sheet"))).active.iter_rows())[1]
    assert (row[2].value, row[2].data_type, row[2].quotePrefix) == ("=1+1 9999", "s", True)
    assert row[1].data_type == "s"


def test_a_download_is_an_event_that_says_how_many_accounts_left(w):
    award(w, "张小满")
    download(w, exported(w, drafted(w)))
    assert "含完整账号" in Event.objects.filter(kind="export").latest("id").summary


def test_money_that_an_institution_takes_is_left_out_and_counted(w):
    made = award(w, "张小满")
    made.amounts.update(payee="河东区福利院")
    award(w, "赵白露")
    file = exported(w, drafted(w))
    run = Run.objects.get(pk=file.run_id)
    assert (run.done, run.excluded, run.total, run.state) == (1, 1, 2, "done")
    assert run.errors[0]["code"] == "institution"


def test_only_an_approved_batch_is_exported_once_by_who_may(w):
    award(w, "张小满")
    batch = drafted(w)
    with pytest.raises(Refused) as caught:
        export_batch(batch, by=w.approver, on=DRAFTED)
    assert caught.value.code == "not_approved"
    with pytest.raises(PermissionDenied):
        export_batch(batch, by=w.hukou_clerk, on=DRAFTED)
    file = exported(w, batch)
    assert export_batch(batch, by=w.approver, on=dt.date(2025, 12, 9)) == file


def test_a_batch_that_was_paid_before_there_were_files_is_not_sent_again(w):
    made = award(w, "张小满")
    batch = drafted(w)
    batch.state, batch.approved_by, batch.approved_on = "settled", w.approver, DRAFTED
    batch.save()
    with pytest.raises(Refused) as caught:
        export_batch(batch, by=w.approver, on=DRAFTED)
    assert caught.value.code == "settled_before"
    (paid,) = queries.household_money(made.household, awards_seen_by(w.reviewer, DRAFTED), DRAFTED).paid
    assert (paid.state_kind, paid.state_text) == ("done", "已发放")


def test_a_file_that_is_not_made_is_not_downloaded(w):
    award(w, "张小满")
    batch = drafted(w)
    approve_batch(batch, by=w.approver, on=DRAFTED)
    with pytest.raises(Refused) as caught:
        download(w, export_batch(batch, by=w.approver, on=DRAFTED))
    assert caught.value.code == "not_made"


@pytest.mark.parametrize("table", [FilePiece, Transfer])
def test_the_database_keeps_what_went_out(w, table):
    award(w, "张小满")
    exported(w, drafted(w))
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        table.objects.all().delete()


def test_an_exported_batch_only_goes_on(w):
    award(w, "张小满")
    batch = exported(w, drafted(w)).batch
    for change in ({"state": "approved"}, {"state": "settled", "number": "x"}, {"register_amount": 1}):
        with pytest.raises(DatabaseError, match="批次已经批准"), transaction.atomic():
            type(batch).objects.filter(pk=batch.pk).update(**change)
