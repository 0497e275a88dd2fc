"""The household in month m: a question to its dated facts, whenever they became known."""

import datetime as dt

from apps.households.models import Household
from apps.households.queries import household_facts
from apps.rules.calendar import DAY, add_months
from apps.rules.facts import HouseholdFacts


def household_in_month(household: Household, month: dt.date) -> HouseholdFacts:
    """Who belonged to it and what it had on the last day of the month. Raises RuleError `no_members` for nobody."""
    last = add_months(month.replace(day=1), 1) - DAY
    return household_facts(household, last)
