"""A month of payments: the draft, its comparison with the month before, the bank's return, beside the bare SQL of the same.

All of them run with every trigger and key awake, and pay for the checks of a commit before they are taken back. A peer
stands on the very rows of its workload. ROWS=… makes a smaller register of the same shape.
"""

import datetime as dt
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import psycopg

from config.launcher.cluster import ADMIN, APP

from .registry import Peer, workload
from .site import standing

NOVEMBER, DECEMBER = dt.date(2025, 11, 1), dt.date(2025, 12, 1)
ON = dt.date(2025, 12, 2)
ROWS = int(os.environ.get("ROWS") or 100_000)
MANY, FEW = ROWS * 10, ROWS // 100
# The same rows as the draft writes, chosen by nothing but the month.
BARE_INSERT = """
INSERT INTO payments_payment (batch_id, award_id, month, kind, cause, sequence, amount, set_off, members, account_id, payee)
SELECT %(batch)s, award.id, %(month)s, part.kind, 'regular', 0, part.amount, 0, 1, account.id, part.payee
  FROM benefits_award award JOIN benefits_awardamount part ON part.award_id = award.id
  JOIN households_bankaccount account ON account.household_id = award.household_id"""
BARE_DIFFERENCE = """
SELECT count(*), sum(coalesce(new.amount, 0) - coalesce(old.amount, 0))
  FROM (SELECT award_id, amount FROM payments_payment WHERE batch_id = %(old)s) old
  FULL JOIN (SELECT award_id, amount FROM payments_payment WHERE batch_id = %(new)s) new USING (award_id)"""
# Every twentieth household gets 50 yuan more from December on.
CHANGED = (
    "UPDATE benefits_awardamount SET to_month = '2025-11-01' WHERE id % 20 = 0",
    """INSERT INTO benefits_awardamount (award_id, kind, payee, amount, from_month, decision_id)
       SELECT award_id, kind, payee, amount + 50, '2025-12-01', decision_id FROM benefits_awardamount WHERE id % 20 = 0""",
)
BARE_OUTCOMES = """
INSERT INTO payments_outcome (transfer_id, source_id, paid, code, text, answered_on)
SELECT id, %(source)s, true, '00', '', %(on)s FROM payments_transfer WHERE file_id = %(file)s"""


@dataclass
class Register:
    """So many awards in a database of its own: its people, and its addresses for the site and for the administrator."""

    w: object
    app_url: str
    admin_url: str


STANDING: list[Register] = []  # the register of the workload, for its peers


@contextmanager
def register(rows: int, *, whole_accounts: bool = False) -> Iterator[Register]:
    with standing() as (stand, database):
        from tests.payments import caseload

        app_url, admin_url = (stand.cluster.database_url(role, database) for role in (APP, ADMIN))
        found = Register(caseload.fill(rows, admin_url, whole_accounts=whole_accounts), app_url, admin_url)
        STANDING.append(found)
        try:
            yield found
        finally:
            STANDING.remove(found)


class Undone:
    """What is timed is the act and every check that its commit would make; taken back afterwards, the rows swept away."""

    def __init__(self, found: Register, act: Callable[[], int]) -> None:
        self.found, self.act, self.block = found, act, ExitStack()

    def __call__(self) -> int:
        from django.db import connection, transaction

        from tests.machinery.databases import django_uses

        self.block.enter_context(django_uses(self.found.app_url))
        self.block.enter_context(transaction.atomic())
        found = self.act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return found

    def put_back(self) -> None:
        from django.db import transaction

        transaction.set_rollback(True)
        self.block.close()
        with psycopg.connect(self.found.admin_url, autocommit=True) as admin:
            admin.execute("VACUUM ANALYZE payments_payment, payments_outcome, payments_batch, journal_event")


def peak() -> int:
    """Most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def drafting(found: Register, rows: int) -> Undone:
    from apps.payments.services import draft_batch

    w = found.w

    def act() -> int:
        begun = peak()
        batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=ON)
        print(f"  draft of {rows:,}: peak memory grew by {peak() - begun} MB")
        assert batch.register_awards == rows
        return batch.payments.count()

    return Undone(found, act)


def bare_insert() -> Iterator[Callable[[], int]]:
    """The one INSERT … SELECT of the same rows."""
    from django.db import connection

    found = STANDING[-1]

    def act() -> int:
        with connection.cursor() as cursor:
            cursor.execute(BARE_INSERT, {"batch": bare_batch(found).pk, "month": NOVEMBER})
            return cursor.rowcount

    yield Undone(found, act)


def bare_batch(found: Register):
    from apps.payments.models import Batch

    w = found.w
    return Batch.objects.create(
        number="bench", office=w.hukou, month=NOVEMBER, drafted_by=w.hukou_clerk, drafted_on=ON
    )


def row_by_row() -> Iterator[Callable[[], int]]:
    """The object pattern: some two dozen statements for each beneficiary, for a hundredth of them."""
    from apps.benefits.models import Award

    found = STANDING[-1]

    def act() -> int:
        batch, awards = bare_batch(found), Award.objects.order_by("pk")[:FEW]
        for award in awards:
            pay_one(award, batch)
        return len(awards)

    yield Undone(found, act)


def pay_one(award, batch) -> None:
    """What a program does that looks at one household after the other."""
    from apps.journal.services import record
    from apps.payments.models import Payment

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
    record("payment", by=batch.drafted_by, on=ON, summary="列入", office=batch.office, household=home)
    home.head.refresh_from_db()
    home.residence_office.refresh_from_db()


@workload(
    "monthly_draft_100k",
    limit_seconds=30.0,
    peers=(
        Peer("INSERT … SELECT of the same rows", bare_insert, at_most=2.0),
        Peer("row by row", row_by_row, at_most=0.01),
    ),
)
def monthly_draft_100k() -> Iterator[Callable[[], int]]:
    """The draft through the service, all checks included."""
    with register(ROWS) as found:
        yield drafting(found, ROWS)


def a_tenth() -> Iterator[Callable[[], int]]:
    """The draft of a tenth of the register, in a database of its own."""
    with register(ROWS) as found:
        yield drafting(found, ROWS)


@workload(
    "monthly_draft_1m",
    limit_seconds=300.0,
    peers=(Peer("a tenth of it", a_tenth, at_most=1.3),),
)
def monthly_draft_1m() -> Iterator[Callable[[], int]]:
    """Ten times the register: time per row, and memory."""
    with register(MANY) as found:
        yield drafting(found, MANY)


def of_two_months(found: Register) -> tuple:
    """Batches of November and December, between which every twentieth amount was changed."""
    from apps.payments.services import draft_batch

    with psycopg.connect(found.admin_url, autocommit=True) as admin:
        for statement in CHANGED:
            admin.execute(statement)
    w = found.w
    made = tuple(draft_batch(w.hukou, month, by=w.hukou_clerk, on=ON) for month in (NOVEMBER, DECEMBER))
    with psycopg.connect(found.admin_url, autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")
    return made


def bare_difference() -> Iterator[Callable[[], int]]:
    """The bare sum of the differences."""
    from django.db import connection

    from apps.payments.models import Batch

    old, new = Batch.objects.order_by("month").values_list("pk", flat=True)

    def run() -> int:
        with connection.cursor() as cursor:
            cursor.execute(BARE_DIFFERENCE, {"old": old, "new": new})
            return cursor.fetchone()[0]

    yield run


@workload("difference_100k", limit_seconds=15.0, peers=(Peer("bare SQL", bare_difference),))
def difference_100k() -> Iterator[Callable[[], int]]:
    """Last month against this month, every household with its cause; every twentieth has changed."""
    with register(ROWS) as found:
        from apps.payments.queries import comparison

        _old, new = of_two_months(found)
        yield lambda: comparison(new).due.households


def exported(found: Register):
    """The bank file of November, approved without the roster, which is a paper of its own."""
    from apps.payments.models import Batch
    from apps.payments.services import draft_batch, export_batch, make_bank_file

    w = found.w
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=ON)
    Batch.objects.filter(pk=batch.pk).update(state="approved", approved_by=w.approver, approved_on=ON)
    file = make_bank_file(export_batch(batch, by=w.approver, on=ON).pk)
    with psycopg.connect(found.admin_url, autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")
    return file


def bare_outcomes() -> Iterator[Callable[[], int]]:
    """One INSERT … SELECT of the same outcomes."""
    from django.db import connection

    from apps.journal.runs import open_run
    from apps.payments.models import BankFile, ReturnFile

    found, file = STANDING[-1], BankFile.objects.get()

    def act() -> int:
        run = open_run("bank_return", "bare", total=0, by=None)
        source = ReturnFile.objects.create(
            file=file, name="bare", digest="", received_by=found.w.hukou_clerk, received_on=ON, run=run
        )
        with connection.cursor() as cursor:
            cursor.execute(BARE_OUTCOMES, {"source": source.pk, "file": file.pk, "on": ON})
            return cursor.rowcount

    yield Undone(found, act)


@workload("bank_return_100k", limit_seconds=120.0, runs=1, peers=(Peer("bare SQL", bare_outcomes),))
def bank_return_100k() -> Iterator[Callable[[], int]]:
    """The bank's answer: read, kept encrypted, matched line by line with amount and account."""
    with register(ROWS, whole_accounts=True) as found:
        from apps.payments.models import BankFile
        from apps.payments.services import match_return, receive_return
        from tests.payments.makers import answer

        content = answer(exported(found))
        fresh = BankFile.objects.select_related("batch__office", "run").get()

        def act() -> int:
            kept = receive_return(fresh, name="x", content=content, by=found.w.hukou_clerk, on=ON)
            return match_return(kept.pk).outcomes.count()

        yield Undone(found, act)
