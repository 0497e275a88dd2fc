"""A month of payments: the draft, its comparison with the month before, the bank's return, beside the bare SQL of the same."""

import datetime as dt
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from config.launcher.cluster import ADMIN

from .registry import Peer, workload
from .site import standing

NOVEMBER, DECEMBER = dt.date(2025, 11, 1), dt.date(2025, 12, 1)
ON = dt.date(2025, 12, 2)
ROWS, MANY, FEW = 100_000, 1_000_000, 1_000
# The same rows as the draft writes, chosen by nothing but the month.
BARE_INSERT = """
INSERT INTO payments_payment (batch_id, award_id, month, kind, cause, sequence, amount, members, account_id, payee)
SELECT %(batch)s, award.id, %(month)s, part.kind, 'regular', 0, part.amount, 1, account.id, part.payee
  FROM benefits_award award JOIN benefits_awardamount part ON part.award_id = award.id
  JOIN households_bankaccount account ON account.household_id = award.household_id"""
BARE_DIFFERENCE = """
SELECT count(*), sum(coalesce(new.amount, 0) - coalesce(old.amount, 0))
  FROM (SELECT award_id, amount FROM payments_payment WHERE batch_id = %(old)s) old
  FULL JOIN (SELECT award_id, amount FROM payments_payment WHERE batch_id = %(new)s) new USING (award_id)"""
BARE_OUTCOMES = """
INSERT INTO payments_outcome (transfer_id, source_id, paid, code, text, answered_on)
SELECT id, %(source)s, true, '00', '', %(on)s FROM payments_transfer WHERE file_id = %(file)s"""


@contextmanager
def register(rows: int, *, whole_accounts: bool = False) -> Iterator[object]:
    """That many awards in a database of its own; the people of the story."""
    with standing() as (stand, database):
        from tests.payments import caseload

        w = caseload.fill(rows, whole_accounts=whole_accounts)
        with psycopg.connect(stand.cluster.database_url(ADMIN, database), autocommit=True) as admin:
            admin.execute("ANALYZE")  # as autovacuum does
        yield w


def undone(act: Callable[[], int]) -> int:
    """Run it and take it back, so that the next run finds the same rows."""
    from django.db import transaction

    with transaction.atomic():
        found = act()
        transaction.set_rollback(True)
    return found


def drafting(rows: int) -> Iterator[Callable[[], int]]:
    with register(rows) as w:
        from apps.payments.services import draft_batch

        def run() -> int:
            begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            many = undone(lambda: draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=ON).payments.count())
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun) // 1024
            print(f"  draft of {many:,}: peak memory grew by {grown} MB")
            assert many == rows
            return many

        yield run


def bare_insert() -> Iterator[Callable[[], int]]:
    """The one INSERT … SELECT of the same rows."""
    with register(ROWS) as w:
        from django.db import connection

        from apps.payments.models import Batch

        def act() -> int:
            batch = Batch.objects.create(
                number="bench", office=w.hukou, month=NOVEMBER, drafted_by=w.hukou_clerk, drafted_on=ON
            )
            with connection.cursor() as cursor:
                cursor.execute(BARE_INSERT, {"batch": batch.pk, "month": NOVEMBER})
                return cursor.rowcount

        yield lambda: undone(act)


def row_by_row() -> Iterator[Callable[[], int]]:
    """The object pattern: some two dozen statements for each beneficiary, from 1,000 of them."""
    with register(FEW) as w:
        from apps.benefits.models import Award
        from apps.payments.models import Batch, Payment

        def pay(award, batch) -> None:
            from apps.journal.services import record

            home = award.household
            account = home.accounts.first()
            assert account.holder.death_date is None
            assert home.memberships.filter(person=account.holder).exists()
            assert not Payment.objects.filter(award=award, month=NOVEMBER).exists()
            assert award.decision.assessment.programme == award.decision.programme
            assert award.decision.case.hukou_office.jurisdiction.code
            members = [one.person.name for one in award.members.all()]
            for part in award.amounts.all():
                Payment.objects.create(
                    batch=batch,
                    award=award,
                    month=NOVEMBER,
                    kind=part.kind,
                    amount=part.amount,
                    members=len(members),
                    account=account,
                )
            batch.register_awards += 1
            batch.save()
            record("payment", by=w.hukou_clerk, on=ON, summary="列入", office=w.hukou, household=home)
            home.head.refresh_from_db()
            home.residence_office.refresh_from_db()

        def act() -> int:
            batch = Batch.objects.create(
                number="bench", office=w.hukou, month=NOVEMBER, drafted_by=w.hukou_clerk, drafted_on=ON
            )
            awards = Award.objects.all()
            for award in awards:
                pay(award, batch)
            return len(awards)

        yield lambda: undone(act)


@workload(
    "monthly_draft_100k",
    limit_seconds=30.0,
    peers=(
        Peer("INSERT … SELECT of the same rows", bare_insert, at_most=2.0),
        Peer("row by row", row_by_row, at_most=0.01),
    ),
    in_turn=False,
)
def monthly_draft_100k() -> Iterator[Callable[[], int]]:
    """The draft through the service, all checks included."""
    yield from drafting(ROWS)


@workload(
    "monthly_draft_1m",
    limit_seconds=300.0,
    runs=1,
    peers=(Peer("a tenth of it", lambda: drafting(ROWS), at_most=1.3),),
    in_turn=False,
)
def monthly_draft_1m() -> Iterator[Callable[[], int]]:
    """Ten times the register: time per row, and memory."""
    yield from drafting(MANY)


@contextmanager
def two_months() -> Iterator[tuple]:
    with register(ROWS) as w:
        from apps.payments.services import draft_batch

        yield tuple(draft_batch(w.hukou, month, by=w.hukou_clerk, on=ON) for month in (NOVEMBER, DECEMBER))


def bare_difference() -> Iterator[Callable[[], int]]:
    """The bare sum of the differences."""
    with two_months() as (old, new):
        from django.db import connection

        def run() -> int:
            with connection.cursor() as cursor:
                cursor.execute(BARE_DIFFERENCE, {"old": old.pk, "new": new.pk})
                return cursor.fetchone()[0]

        yield run


@workload("difference_100k", limit_seconds=15.0, peers=(Peer("bare SQL", bare_difference),), in_turn=False)
def difference_100k() -> Iterator[Callable[[], int]]:
    """Last month against this month, every household with its cause."""
    with two_months() as (_old, new):
        from apps.payments.queries import comparison

        yield lambda: comparison(new).due.households


@contextmanager
def exported_month() -> Iterator[tuple]:
    with register(ROWS, whole_accounts=True) as w:
        from apps.payments.models import Batch
        from apps.payments.services import draft_batch, export_batch, make_bank_file

        batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=ON)
        # Without the roster, which is a paper of its own.
        Batch.objects.filter(pk=batch.pk).update(state="approved", approved_by=w.approver, approved_on=ON)
        yield w, make_bank_file(export_batch(batch, by=w.approver, on=ON).pk)


def bare_outcomes() -> Iterator[Callable[[], int]]:
    """One INSERT … SELECT of the same outcomes."""
    with exported_month() as (w, file):
        from django.db import connection

        from apps.journal.runs import open_run
        from apps.payments.models import ReturnFile

        def act() -> int:
            run = open_run("bank_return", "bare", total=0, by=None)
            source = ReturnFile.objects.create(
                file=file, name="bare", digest="", received_by=w.hukou_clerk, received_on=ON, run=run
            )
            with connection.cursor() as cursor:
                cursor.execute(BARE_OUTCOMES, {"source": source.pk, "file": file.pk, "on": ON})
                return cursor.rowcount

        yield lambda: undone(act)


@workload(
    "bank_return_100k", limit_seconds=120.0, runs=1, peers=(Peer("bare SQL", bare_outcomes),), in_turn=False
)
def bank_return_100k() -> Iterator[Callable[[], int]]:
    """The bank's answer: read, kept encrypted, matched line by line with amount and account."""
    with exported_month() as (w, file):
        from apps.payments.models import BankFile
        from apps.payments.services import match_return, receive_return
        from tests.payments.makers import answer

        content = answer(file)
        fresh = BankFile.objects.select_related("batch", "run").get(pk=file.pk)

        def act() -> int:
            kept = receive_return(fresh, name="x", content=content, by=w.hukou_clerk, on=ON)
            return match_return(kept.pk).outcomes.count()

        yield lambda: undone(act)
