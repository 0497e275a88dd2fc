"""Which households a person may report changes for, which reviews he watches over."""

import datetime as dt

from django.db.models import QuerySet

from apps.households.access import households_reached_by, households_seen_by
from apps.households.models import Household
from apps.offices.access import offices_of, seen_through
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.reviews.models import Campaign, Review, Takeover
from apps.routing.models import Switch
from apps.routing.special_times import covering


def household_seen_by(user, household_id: int, on: dt.date) -> Household | None:
    """The household if the user sees it."""
    seen = households_seen_by(user, on).select_related(
        "head", "residence_office", "hukou_office__jurisdiction"
    )
    return seen.filter(pk=household_id).first()


def reports_reached_by(user, on: dt.date) -> QuerySet[Household]:
    """The households for which the user may enter a change."""
    return households_reached_by(user, Permission.CHANGE_REPORT, on)


def reporting_office(user, household: Household, on: dt.date) -> Office | None:
    """The office of the household at which the user enters changes: where it lives first."""
    mine = offices_of(user, Permission.CHANGE_REPORT, on)
    offices = (household.residence_office, household.hukou_office)
    return next((office for office in offices if office.pk in mine), None)


def reviews_seen_by(user, on: dt.date) -> QuerySet[Review]:
    """The reviews of the cases that the user sees, through both streets."""
    return Review.objects.filter(seen_through(user, "case__residence_office", "case__hukou_office", on=on))


def streets() -> QuerySet[Office]:
    """The streets to which a household may move; which ones exist is no secret."""
    return Office.objects.filter(level="street").order_by("code")


def planning_offices(user, on: dt.date) -> QuerySet[Office]:
    """The offices for which the user may plan reviews, put them off, or set a measure."""
    return Office.objects.filter(pk__in=offices_of(user, Permission.EXTEND_LIMIT, on)).order_by("code")


def campaigns_seen_by(user, on: dt.date) -> QuerySet[Campaign]:
    """The campaigns of offices whose cases the user sees."""
    seen = offices_of(user, Permission.VIEW_CASES, on)
    return Campaign.objects.filter(office__in=seen).select_related("office", "opened_by", "closed_by")


def switches_seen_by(user, on: dt.date) -> QuerySet[Switch]:
    """The measures that hold in offices whose cases the user sees, also when the district or the city set them."""
    seen = Office.objects.filter(pk__in=offices_of(user, Permission.VIEW_CASES, on))
    codes = {code for office in seen.values_list("code", flat=True) for code in covering(office)}
    return Switch.objects.filter(office__code__in=codes).select_related("office", "set_by")


def takeover_offices(user, on: dt.date) -> QuerySet[Office]:
    """The offices whose register the user may bring in."""
    return Office.objects.filter(pk__in=offices_of(user, Permission.TAKEOVER, on)).order_by("code")


def takeovers_seen_by(user, on: dt.date) -> QuerySet[Takeover]:
    """The registers of offices at which the user may upload or confirm: they hold personal numbers."""
    offices = offices_of(user, Permission.TAKEOVER, on) | offices_of(user, Permission.DECISION, on)
    return Takeover.objects.filter(office__in=offices).select_related("office", "uploaded_by", "confirmed_by")
