"""Requests to the check centre: what is due, who is asked about what, what is still missing."""

import datetime as dt

from django.conf import settings
from django.db.models import Q

from apps.checks.centre import Subject
from apps.checks.models import CheckQuery, CheckRequest, EconomicCheck, QueryState, RequestState

OUTSTANDING = (QueryState.WAITING, QueryState.OFFLINE)
ANSWERED = (QueryState.FOUND, QueryState.NONE)
AT_ONCE = 20


def due_requests(now: dt.datetime) -> list[int]:
    """Requests that wait for their next attempt, or whose sender was lost, the oldest first."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    waiting = CheckRequest.objects.filter(free, state=RequestState.WAITING, next_at__lte=now)
    return list(waiting.order_by("next_at").values_list("pk", flat=True)[:AT_ONCE])


def pause_after(tries: int) -> dt.timedelta:
    """How long to wait after so many attempts."""
    pauses = settings.CHECK_CENTRE_PAUSES
    return dt.timedelta(seconds=pauses[min(tries, len(pauses)) - 1])


def subjects_of(request: CheckRequest) -> tuple[Subject, ...]:
    """Who is asked about, each with the sources that have not answered yet."""
    asked: dict[int, list[CheckQuery]] = {}
    for query in request.queries.filter(state__in=OUTSTANDING).select_related("person"):
        asked.setdefault(query.person_id, []).append(query)
    return tuple(
        Subject(f"p{pk}", rows[0].person.id_number, rows[0].person.name, tuple(row.source for row in rows))
        for pk, rows in asked.items()
    )


def outstanding(check: EconomicCheck) -> list[CheckQuery]:
    """Sources that were asked and have not answered, in any request that still waits."""
    waiting = CheckQuery.objects.filter(
        request__check_done=check, request__state=RequestState.WAITING, state__in=OUTSTANDING
    )
    return list(waiting.select_related("person", "request"))


def request_of(case, request_id: int) -> CheckRequest | None:
    """A request of this case and no other."""
    found = CheckRequest.objects.filter(pk=request_id, check_done__step__case=case)
    return found.select_related("check_done__step__case").first()
