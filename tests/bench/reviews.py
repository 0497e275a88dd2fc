"""One night over a register of 125,000 standing decisions, of which a tenth falls due, beside the bare inserts of the same rows."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from config.launcher.cluster import ADMIN

from .registry import Peer, workload
from .site import standing

ROWS = int(os.environ.get("REVIEW_ROWS", "125000"))
BASE = 1_000_000
NIGHT = dt.date(2026, 4, 10)
# Table -> what differs from the model row, in the order in which they refer to each other; every tenth decision is old enough.
COPIES = {
    "households_household": "'id', {b} + n",
    "households_membership": "'household_id', {b} + n",
    "households_income": "'household_id', {b} + n",
    "routing_case": "'number', 'bench ' || n, 'household_id', {b} + n",
    "benefits_assessment": "'case_id', {b} + n",
    "benefits_opinion": "'case_id', {b} + n, 'assessment_id', {b} + n",
    "benefits_decision": "'case_id', {b} + n, 'assessment_id', {b} + n, 'opinion_id', {b} + n,"
    " 'decided_on', date '2026-04-10' - CASE WHEN n %% 10 = 0 THEN 160 ELSE 40 END",
    "benefits_award": "'decision_id', {b} + n, 'household_id', {b} + n",
}
COPY = """INSERT INTO {table} SELECT (jsonb_populate_record(model, jsonb_build_object('id', {b} + n, {changes}))).*
            FROM generate_series(1, {rows}) n, {table} model WHERE model.id = (SELECT min(id) FROM {table})"""
BARE_COPY = """INSERT INTO {table} SELECT (jsonb_populate_record(model, jsonb_build_object({changes}))).*
                 FROM generate_series(1, {rows}) n, {table} model WHERE model.{key} = (SELECT min({key}) FROM {table})"""
# What a night writes: table -> what differs; each with as many rows as are due, from one model row.
BARE = {
    "routing_case": "'id', {b} + n, 'number', 'bare ' || n",
    "routing_caseparty": "'id', {b} + n, 'case_id', {b} + n",
    "routing_step": "'id', {b} + n, 'case_id', {b} + n",
    "journal_event": "'id', {b} + n, 'case_id', {b} + n",
    "reviews_review": "'id', {b} + n, 'case_id', {b} + n, 'grant_id', 999991 + n * 10",
    "routing_historicalcase": "'history_id', {b} + n, 'id', {b} + n",
    "routing_historicalstep": "'history_id', {b} + n, 'id', {b} + n",
    "reviews_historicalreview": "'history_id', {b} + n, 'id', {b} + n",
}


@contextmanager
def register() -> Iterator[None]:
    """Standing decisions by the hundred thousand, copied from one that the services understand."""
    with standing() as (stand, database):
        from django.db import connection

        from tests.reviews import makers

        makers.standing(makers.world(), "张小满", decided=dt.date(2026, 3, 1), split=False)
        with connection.cursor() as cursor:
            for table, changes in COPIES.items():
                text = COPY.format(table=table, b=BASE, rows=ROWS, changes=changes.format(b=BASE))
                cursor.execute(text.replace("%%", "%"))
        with psycopg.connect(stand.cluster.database_url(ADMIN, database), autocommit=True) as admin:
            admin.execute("ANALYZE")
        yield


def bare_inserts() -> Iterator[Callable[[], int]]:
    """The same number of rows into the same eight tables, copied from one row each, with their indexes and keys."""
    from django.db import connection, transaction

    many, base = ROWS // 10, BASE * 5

    def run() -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, changes in BARE.items():
                key = "history_id" if "historical" in table else "id"
                cursor.execute(
                    BARE_COPY.format(table=table, key=key, rows=many, changes=changes.format(b=base))
                )
        return many

    yield run


@workload(
    "review_night_125k",
    limit_seconds=60.0,
    runs=1,
    peers=(Peer("bare inserts of the same rows", bare_inserts, at_most=3),),
)
def review_night() -> Iterator[Callable[[], int]]:
    """Everything due is found by the rule and opened; a second run of the night finds nothing to do."""
    with register():
        from apps.reviews.models import Review
        from apps.reviews.services import open_reviews

        def run() -> int:
            run = open_reviews(NIGHT)
            before = Review.objects.count()
            assert before == run.total == ROWS // 10
            return before

        yield run
        before = Review.objects.count()
        open_reviews(NIGHT)
        print(
            f"  review_night_125k: a second run of the night wrote {Review.objects.count() - before} reviews"
        )
