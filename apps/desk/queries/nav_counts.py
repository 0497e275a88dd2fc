"""How much waits at one's own offices, for the side navigation of every page."""

import datetime as dt
from collections import defaultdict

from django.db.models import Count, Q

from apps.desk.queries.steps import PAGES
from apps.offices.access import offices_of
from apps.offices.roles import Permission
from apps.routing.models import Step
from apps.routing.queries import PENDING


def nav_counts(user, on: dt.date) -> dict[str, int]:
    """How many pending steps wait, by step; one query. Most steps are done at the same offices and share a condition."""
    names_at = defaultdict(list)
    for name in PAGES:
        names_at[offices_of(user, Permission(name), on)].append(name)
    where = Q(pk__in=())
    for offices, names in names_at.items():
        where |= Q(name__in=names, office__in=offices)
    waiting = Step.objects.filter(where, state__in=PENDING).order_by().values_list("name")
    return dict(waiting.annotate(Count("id")))
