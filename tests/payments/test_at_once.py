"""Two people at the same moment, over two real connections."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from apps.core.errors import Refused
from apps.documents.models import Document
from apps.payments.models import Batch, Payment
from apps.payments.services import approve_batch, draft_batch
from tests.benefits import makers
from tests.payments.makers import DRAFTED, NOVEMBER, award

pytestmark = pytest.mark.usefixtures("own_database")


def at_once(*calls):
    """The results (or refusals) of calls that start together, each on a connection of its own."""
    gate = Barrier(len(calls))

    def run(call):
        gate.wait(timeout=10)
        try:
            return call()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [done.result(timeout=30) for done in [pool.submit(run, call) for call in calls]]


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
