"""Awards and payments on the page of a household, whose floor lies below them and cannot ask for them itself."""

import datetime as dt

from django import template

from apps.households.models import Household
from apps.payments import queries
from apps.payments.access import awards_seen_by

register = template.Library()


@register.simple_tag
def household_money(household_id: int, user, on: dt.date) -> queries.HouseholdMoney:
    """Of a household that the page shows already."""
    return queries.household_money(Household(pk=household_id), awards_seen_by(user, on), on)
