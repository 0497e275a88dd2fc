"""Which cases a person sees: those in which one of their offices has a part."""

import datetime as dt

from django.db.models import QuerySet

from apps.offices.access import seen_through
from apps.routing.models import Case, CloseRelative, Step

CASE_OFFICES = ("residence_office", "hukou_office", "intake_office", "decider_office")


def cases_seen_by(user, on: dt.date | None = None) -> QuerySet[Case]:
    """Cases through their four offices; whatever else is a 404."""
    return Case.objects.filter(seen_through(user, *CASE_OFFICES, on=on))


def steps_seen_by(user, on: dt.date | None = None) -> QuerySet[Step]:
    """Steps of the cases that `user` sees."""
    return Step.objects.filter(seen_through(user, *(f"case__{path}" for path in CASE_OFFICES), on=on))


def relatives_seen_by(user, on: dt.date | None = None) -> QuerySet[CloseRelative]:
    """Registered close relatives of the cases that `user` sees; a district sees those of all its streets."""
    return CloseRelative.objects.filter(
        seen_through(user, *(f"case__{path}" for path in CASE_OFFICES), on=on)
    )
