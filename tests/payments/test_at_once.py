"""Two people at the same moment, over two real connections."""

import datetime as dt
import importlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.offices.models import Office
from apps.payments.models import Batch, Payment
from apps.payments.services import approve_batch, draft_batch
from config.launcher.cluster import ADMIN
from tests.benefits import makers
from tests.payments.makers import DRAFTED, NOVEMBER, award

pytestmark = pytest.mark.usefixtures("own_database")


def at_once(*calls):
    """The results (or refusals) of calls that start together, each on a connection of its own."""
    gate = Barrier(len(calls))

    def run(call):
        gate.wait(timeout=60)
        try:
            return call()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [done.result(timeout=120) for done in [pool.submit(run, call) for call in calls]]


def test_two_drafts_at_once_are_one_batch():
    w = makers.world()
    for place in range(20):
        award(w, f"户{place}")
    second = makers.user("二号制表", w.hukou, "clerk")
    found = at_once(
        *(lambda by=by: draft_batch(w.hukou, NOVEMBER, by=by, on=DRAFTED) for by in (w.hukou_clerk, second))
    )
    assert found[0] == found[1] == Batch.objects.get()
    assert Payment.objects.count() == 20


def test_two_months_at_once_pay_no_month_twice():
    w = makers.world()
    award(w, "张小满")
    december = dt.date(2025, 12, 1)
    at_once(
        *(
            lambda month=month: draft_batch(w.hukou, month, by=w.hukou_clerk, on=DRAFTED)
            for month in (NOVEMBER, december)
        )
    )
    months = sorted(Payment.objects.values_list("month", flat=True))
    assert months == [NOVEMBER, december]


def test_two_approvals_at_once_issue_one_roster():
    w = makers.world()
    award(w, "张小满")
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    found = at_once(
        *(lambda by=by: approve_batch(batch, by=by, on=DRAFTED) for by in (w.approver, w.second_approver))
    )
    assert sorted(map(str, found)) == sorted(["already_approved", str(batch)])
    assert Document.objects.filter(kind="roster").count() == 1


def test_forty_requests_of_two_people_make_one_batch(own_database):
    w = makers.world()
    award(w, "张小满")
    people = (w.hukou_clerk, makers.user("二号制表", w.hukou, "clerk"))
    clock.set_demonstration_day(NOVEMBER, by=w.clerk)
    form = {"office": w.hukou.pk, "month": "2025-11-01"}

    def ask(by):
        client = Client(headers={"host": "localhost"})
        client.force_login(by, "django.contrib.auth.backends.ModelBackend")
        answers = [client.post(reverse("payments:draft"), form) for _ in range(5)]
        return {(one.status_code, one.get("Location")) for one in answers}

    found = set().union(*at_once(*(lambda by=by: ask(by) for by in people * 4)))
    assert found == {(302, reverse("payments:batch", args=[Batch.objects.get().pk]))}
    assert Payment.objects.count() == 1


def test_without_lock_and_constraint_there_would_be_several(own_database, stand, monkeypatch):
    """The negative control: with both let go, each draft is written before the other is committed."""
    w = makers.world()
    award(w, "张小满")
    with psycopg.connect(stand.cluster.database_url(ADMIN, own_database), autocommit=True) as admin:
        for table, name in (
            ("payments_batch", "one_batch_per_office_and_month"),
            ("payments_batch", "payments_batch_number_key"),
            ("payments_payment", "paid_once"),
        ):
            admin.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        admin.execute("DROP INDEX a_month_is_paid_in_its_time_or_later")
    both_wrote = Barrier(2)
    module = importlib.import_module("apps.payments.services.draft_batch")
    monkeypatch.setattr(Office.objects, "select_for_update", lambda **_: Office.objects)
    monkeypatch.setattr(module, "_record_draft", lambda *_, **__: both_wrote.wait(timeout=60))
    at_once(*(lambda: draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED) for _ in range(2)))
    assert Batch.objects.count() == Payment.objects.count() == 2


def test_without_its_trigger_a_posted_line_would_change(own_database, stand):
    """The negative control of `test_posted`: what refuses is the trigger and nothing else."""
    w = makers.world()
    award(w, "张小满")
    approve_batch(draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED), by=w.approver, on=DRAFTED)
    with pytest.raises(DatabaseError):
        Payment.objects.update(members=2)
    with psycopg.connect(stand.cluster.database_url(ADMIN, own_database), autocommit=True) as admin:
        admin.execute("DROP TRIGGER line_is_not_edited ON payments_payment")
    assert Payment.objects.update(members=2) == 1
