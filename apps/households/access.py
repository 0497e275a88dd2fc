"""Which people and households a user sees: through the street where they live or the street of their hukou.

What an upper floor knows (a case that shows the household) arrives as `also`, a Q on the same model.
"""

import datetime as dt

from django.db.models import Q, QuerySet

from apps.households.models import BankAccount, Household, Person
from apps.offices.access import may, reached_through, seen_through
from apps.offices.roles import Permission

OFFICE_PATHS = ("residence_office", "hukou_office")
NOTHING = Q(pk__in=())


def households_seen_by(user, on: dt.date, *, also: Q = NOTHING) -> QuerySet[Household]:
    """The households of the user's offices, and those that `also` names."""
    return Household.objects.filter(seen_through(user, *OFFICE_PATHS, on=on) | also)


def people_seen_by(user, on: dt.date, *, also: Q = NOTHING) -> QuerySet[Person]:
    """The people who belong, or belonged, to a visible household; `also` is a Q on households."""
    seen = households_seen_by(user, on, also=also)
    return Person.objects.filter(Q(pk__in=seen.values("memberships__person")) | Q(pk__in=seen.values("head")))


def may_for_household(user, permission: Permission, household: Household, on: dt.date) -> bool:
    """Whether the user has `permission` at one of the two offices of the household."""
    offices = (household.residence_office_id, household.hukou_office_id)
    return any(may(user, permission, office, on) for office in offices)


def households_reached_by(user, permission: Permission, on: dt.date) -> QuerySet[Household]:
    """The households for which the user has `permission`; for lists that end in that act."""
    return Household.objects.filter(reached_through(user, permission, *OFFICE_PATHS, on=on))


def household_of_person(user, person: Person, on: dt.date) -> Household:
    """The household through which the user sees the person, the newest first."""
    seen = households_seen_by(user, on).filter(Q(memberships__person=person) | Q(head=person))
    return seen.select_related("residence_office", "hukou_office", "head").order_by("-pk").first()


def accounts_seen_by(user, on: dt.date) -> QuerySet[BankAccount]:
    """The bank accounts of visible households."""
    return BankAccount.objects.filter(household__in=households_seen_by(user, on)).select_related(
        "holder", "household__head", "household__residence_office", "household__hukou_office"
    )
