"""Which drafts and applications a user sees."""

import datetime as dt

from django.db.models import QuerySet

from apps.applications.models import Application, EntryDraft
from apps.offices.access import offices_of
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.routing.access import cases_seen_by


def drafts_of(user, on: dt.date) -> QuerySet[EntryDraft]:
    """The user's own half-filled entries, at offices where he may still accept."""
    return EntryDraft.objects.filter(
        user=user, office__in=offices_of(user, Permission.ACCEPT, on)
    ).select_related("office__jurisdiction")


def entry_offices(user, on: dt.date) -> QuerySet[Office]:
    """The offices at which the user may enter applications."""
    return Office.objects.filter(pk__in=offices_of(user, Permission.ACCEPT, on)).order_by("code")


def applications_seen_by(user, on: dt.date) -> QuerySet[Application]:
    """The applications of the cases that the user sees."""
    return Application.objects.filter(case__in=cases_seen_by(user, on))
