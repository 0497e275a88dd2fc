"""Whatever was posted stays: every column, every statement, as the role of the site. Maker ≠ checker in SQL too."""

from decimal import Decimal

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core import clock
from apps.core.errors import Refused
from apps.offices.roles import Role
from apps.payments import queries
from apps.payments.models import (
    BankFile,
    Batch,
    FilePiece,
    FundEntry,
    Held,
    Outcome,
    Payment,
    Retry,
    ReturnFile,
    ReturnPiece,
    Transfer,
)
from apps.payments.services import approve_batch, draft_batch, enter_funds, open_fund, redraft_batch
from tests.benefits import makers
from tests.payments.makers import DECEMBER, DRAFTED, NOVEMBER, award, exported, returned

pytestmark = pytest.mark.django_db
POSTED = (
    Batch,
    Payment,
    Held,
    Retry,
    BankFile,
    FilePiece,
    Transfer,
    ReturnFile,
    ReturnPiece,
    Outcome,
    FundEntry,
)


def refused(statement: str, *values) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        return True
    return False


def settled(w):
    award(w, "张小满")
    award(w, "郑霜降", account=None)
    file = exported(w, draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED))
    returned(w, file)
    return file.batch


def sent_back_and_paid_again(w) -> None:
    """A month in which one line came back, and the next, approved, which lists it again; money in a fund."""
    home = award(w, "张小满").household
    award(w, "郑霜降", account=None)
    returned(w, exported(w, draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)), 1)
    home.accounts.update(valid_to=makers.SINCE)
    makers.bank_account(home, "9999000000000000001")
    returned(w, exported(w, draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=DRAFTED)))
    fund = open_fund(
        w.hukou.parent,
        name="低保金",
        source="city",
        kinds=["dibao"],
        since=NOVEMBER,
        by=w.supervisor,
        on=DRAFTED,
    )
    enter_funds(fund, Decimal("1.00"), text="拨款", by=w.supervisor, on=DRAFTED)


def test_no_column_of_what_was_posted_can_be_changed_and_no_row_removed(w):
    sent_back_and_paid_again(w)
    tried = 0
    for model in POSTED:
        table = model._meta.db_table
        assert model.objects.exists(), table
        for column in (field.column for field in model._meta.concrete_fields):
            assert refused(f'UPDATE "{table}" SET "{column}" = "{column}"'), (table, column)
            tried += 1
        for statement in (f'DELETE FROM "{table}"', f'TRUNCATE "{table}" CASCADE'):
            assert refused(statement), statement
            tried += 1
    assert tried > 80


def test_nothing_is_added_to_a_settled_batch(w):
    batch = settled(w)
    line = batch.payments.get()
    line.pk, line.kind = None, "taper"
    with pytest.raises(DatabaseError, match="批次已经批准"), transaction.atomic():
        line.save(force_insert=True)


def test_sql_refuses_the_maker_as_checker(w):
    award(w, "张小满")
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    statement = "UPDATE payments_batch SET state = 'approved', approved_on = %s, approved_by_id = drafted_by_id WHERE id = %s"
    assert refused(statement, DRAFTED, batch.pk)


def test_nobody_approves_what_he_drafted_whatever_he_holds(w, client, monkeypatch):
    """Every role beside the one of the maker: in the service, in the page; the administration has no batches at all."""
    monkeypatch.setattr(clock, "today", lambda: DRAFTED)
    award(w, "张小满")
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    client.force_login(w.hukou_clerk, backend="django.contrib.auth.backends.ModelBackend")
    for role in Role:
        for office in (w.hukou, w.hukou.parent):
            held = {"user": w.hukou_clerk, "office": office, "role": role}
            makers.Duty.objects.get_or_create(**held, defaults={"valid_from": makers.SINCE})
        with pytest.raises((Refused, PermissionDenied)):
            approve_batch(batch, by=w.hukou_clerk, on=DRAFTED)
        answer = client.post(reverse("payments:approve", args=[batch.pk]))
        assert answer.status_code in (403, 409), (role, answer.status_code)
    assert Batch.objects.get().state == "draft"
    assert not [model for model in admin.site._registry if model._meta.app_label == "payments"]


def test_a_draft_written_anew_has_what_was_decided_since(w):
    award(w, "张小满")
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    award(w, "赵白露")
    redraft_batch(batch, by=w.hukou_clerk, on=DRAFTED)
    assert batch.payments.count() == 2


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    amounts=st.lists(st.decimals(Decimal("0.01"), Decimal("9999.99"), places=2), min_size=1, max_size=6),
    failed=st.integers(0, 7),
)
def test_file_batch_and_ledger_agree_to_the_fen(amounts, failed):
    with transaction.atomic():
        w = makers.world()
        for place, amount in enumerate(amounts):
            award(w, f"户{place}", str(amount))
        file = exported(w, draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED))
        ledger = sum(amounts)
        assert queries.heading_of(file).total == ledger
        assert sum(one.amount for one in queries.orders_in(file)) == ledger
        assert queries.register_proof(file.batch).agrees
        returned(w, file, failed)
        later = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=DRAFTED)
        assert sum(one.amount for one in later.payments.all()) == ledger
        transaction.set_rollback(True)
