"""Two workers and one request: one of them asks, nothing is applied twice, and a lost worker is made up for."""

import datetime as dt
from threading import Thread

from django.db import connections

from apps.checks import queries, services
from apps.checks.models import CheckRequest, Finding
from apps.core import clock
from tests import factories
from tests.applications.makers import HEAD_ID, HUSBAND_ID, SON_ID
from tests.checks import centre

DAY = dt.date(2026, 11, 4)


def asked(check_centre) -> CheckRequest:
    who = factories.people()
    case = factories.accepted(who)
    check_centre.knows(**centre.nothing(HEAD_ID, SON_ID), **{HUSBAND_ID: {"tax": [centre.WAGE]}})
    services.start_check(case, by=who.clerk, on=DAY)
    return CheckRequest.objects.get()


def send(pk: int) -> None:
    services.send_request(pk, on=DAY)
    connections.close_all()


def test_of_two_workers_that_are_woken_at_once_one_asks(own_database, check_centre):
    request = asked(check_centre)
    check_centre.order("slow", seconds=0.8)
    workers = [Thread(target=send, args=(request.pk,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    request.refresh_from_db()
    assert (request.tries, request.state, request.attempts.count()) == (1, "done", 1)
    assert Finding.objects.filter(label="李明远 工资性收入").count() == 1


def test_a_request_whose_worker_was_killed_is_swept_up_when_its_claim_runs_out(own_database, check_centre):
    request = asked(check_centre)
    request.tries, request.claimed_until = 1, clock.stamp() + dt.timedelta(minutes=2)
    request.next_at = request.claimed_until
    request.save()
    assert queries.due_requests(clock.stamp()) == []
    send(request.pk)
    request.refresh_from_db()
    assert request.tries == 1
    later = clock.stamp() + dt.timedelta(minutes=3)
    assert queries.due_requests(later) == [request.pk]
    request.claimed_until = clock.stamp() - dt.timedelta(seconds=1)
    request.save()
    send(request.pk)
    request.refresh_from_db()
    assert (request.tries, request.state) == (2, "done")
