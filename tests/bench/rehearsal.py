"""A rehearsal of 100,000 awards, from the database to each household's reason, beside one SQL sum of the bare gap."""

import datetime as dt
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from config.launcher.cluster import ADMIN

from .registry import Peer, workload
from .site import standing

ROWS = int(os.environ.get("ROWS") or 100_000)
BASE = 1_000_000  # ids of the copies begin here
MEMBERS = "(n % 4 + 1)"
CENTS = f"((n::bigint * 3701) % (104500 * {MEMBERS} - 100))"
AMOUNT = f"(1045 * {MEMBERS} - {CENTS} / 100.0)"
# Every second household has savings of its own, the others own nothing.
OWNED = """CASE n % 2 WHEN 1 THEN jsonb_set(model.facts -> 'property', '{monetary}', to_jsonb(n::text || '.50')) END"""
TOTALS = f"""jsonb_build_object('members', {MEMBERS}, 'income', {CENTS}::text || '/100', 'property', {OWNED},
              'cash_condition', false, 'local_hukou', true, 'other_benefit', false, 'refusing', '[]'::jsonb)"""
# Table -> what differs from the model row, in the order in which they refer to each other.
COPIES = {
    "routing_case": "'number', 'bench ' || n",
    "benefits_assessment": f"'case_id', {BASE} + n, 'amount', {AMOUNT}, 'totals', {TOTALS}",
    "benefits_opinion": f"'case_id', {BASE} + n, 'assessment_id', {BASE} + n",
    "benefits_decision": f"'case_id', {BASE} + n, 'assessment_id', {BASE} + n, 'opinion_id', {BASE} + n, 'amount', {AMOUNT}",
    "benefits_award": f"'decision_id', {BASE} + n",
    "benefits_awardamount": f"'award_id', {BASE} + n, 'decision_id', {BASE} + n, 'amount', {AMOUNT}",
}
COPY = """INSERT INTO {table} SELECT (jsonb_populate_record(model, jsonb_build_object('id', {base} + n, {changes}))).*
            FROM generate_series(1, {rows}) n, {table} model WHERE model.id = (SELECT min(id) FROM {table})"""
GAP = """
SELECT count(*), sum(round(1100 * (assessment.totals ->> 'members')::numeric
                 - split_part(assessment.totals ->> 'income', '/', 1)::numeric / 100, 2))
  FROM benefits_award award
  JOIN benefits_awardamount amount ON amount.award_id = award.id AND amount.from_month <= %(month)s
                                  AND (amount.to_month IS NULL OR amount.to_month >= %(month)s)
  JOIN benefits_decision decision ON decision.id = amount.decision_id
  JOIN benefits_assessment assessment ON assessment.id = decision.assessment_id
 WHERE award.id > %(base)s AND award.from_month <= %(month)s
   AND (award.to_month IS NULL OR award.to_month >= %(month)s)"""


@contextmanager
def caseload() -> Iterator[object]:
    """A drafted rehearsal of 1045 → 1100 over that many awards."""
    with standing() as (stand, database):
        from django.db import connection

        from apps.benefits import rehearsal
        from tests.benefits import caseload as small
        from tests.benefits import makers

        w = makers.world()
        small.decided(w, "南学低保 2025-0001", "1894")
        with connection.cursor() as cursor:
            for table, changes in COPIES.items():
                cursor.execute(COPY.format(table=table, base=BASE, changes=changes, rows=ROWS))
        with psycopg.connect(stand.cluster.database_url(ADMIN, database), autocommit=True) as admin:
            admin.execute("ANALYZE")  # as autovacuum does
        yield rehearsal.draft_rehearsal([small.draft()], by=small.policy(), on=makers.DAY)


def one_sum() -> Iterator[Callable[[], int]]:
    """The bare gap formula as one aggregate over the very rows of the workload, which stands first."""
    from django.db import connection

    def run() -> int:
        with connection.cursor() as cursor:
            cursor.execute(GAP, {"month": dt.date(2026, 1, 1), "base": BASE})
            return cursor.fetchone()[0]

    yield run


@workload(
    "rehearsal_100k",
    limit_seconds=60.0,
    runs=5,
    peers=(Peer("one SQL aggregate", one_sum, at_most=40),),
)
def rehearsal_100k() -> Iterator[Callable[[], int]]:
    """Every award read, judged, grouped and given its reason, in chunks; nothing is written."""
    with caseload() as made:
        from apps.benefits.rehearsal.judging import Court, row_of
        from apps.benefits.rehearsal.register import CHUNK, last_id, subjects

        def run() -> int:
            court, after, many = Court(made, made.drafts.select_related("code", "jurisdiction", "row")), 0, 0
            begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            while upto := last_id("awards", after, CHUNK):
                found = subjects(made, "awards", (after, upto), court.reading)
                many += len([row_of(court, subject) for subject in found])
                after = upto
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun) // 1024
            print(f"  rehearsal_100k: peak memory grew by {grown} MB over {many:,} households")
            return many

        yield run
