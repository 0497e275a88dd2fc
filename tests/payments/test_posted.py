"""Whatever was posted stays: every column, every statement, as the role of the site. Maker ≠ checker in SQL too."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.payments import queries
from apps.payments.models import (
    BankFile,
    Batch,
    FilePiece,
    Held,
    Outcome,
    Payment,
    ReturnFile,
    ReturnPiece,
    Transfer,
)
from apps.payments.services import draft_batch, redraft_batch
from tests.benefits import makers
from tests.payments.makers import DECEMBER, DRAFTED, NOVEMBER, award, exported, returned

pytestmark = pytest.mark.django_db
POSTED = (Batch, Payment, Held, BankFile, FilePiece, Transfer, ReturnFile, ReturnPiece, Outcome)


@pytest.fixture
def w():
    return makers.world()


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


def test_no_column_of_what_was_posted_can_be_changed_and_no_row_removed(w):
    settled(w)
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
    assert tried > 70


def test_nothing_is_added_to_a_settled_batch(w):
    batch = settled(w)
    line = batch.payments.get()
    line.pk, line.kind = None, "taper"
    with pytest.raises(DatabaseError, match="批次已经批准"), transaction.atomic():
        line.save(force_insert=True)


def test_without_its_trigger_a_posted_line_would_change(w):
    """The negative control: the loop above sees the trigger and not something else."""
    settled(w)
    found = [
        trigger
        for trigger in ("line_is_not_edited", "posted_line_stays")
        if _has_trigger("payments_payment", trigger)
    ]
    assert found == ["line_is_not_edited", "posted_line_stays"]


def _has_trigger(table: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgenabled <> 'D' FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = %s",
            [table, name],
        )
        return bool((cursor.fetchone() or [False])[0])


def test_sql_refuses_the_maker_as_checker(w):
    award(w, "张小满")
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    statement = "UPDATE payments_batch SET state = 'approved', approved_on = %s, approved_by_id = drafted_by_id WHERE id = %s"
    assert refused(statement, DRAFTED, batch.pk)


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
