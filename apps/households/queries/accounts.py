"""Where a household can be paid."""

import datetime as dt

from apps.households.models import BankAccount, Household
from apps.households.queries.facts import in_force


def account_in_order(household: Household, on: dt.date) -> BankAccount | None:
    """Its one account of the day, held by a living member; None where money for the household would be held back.

    For whoever fills in a form; the draft of a batch looks for itself, and at accounts of two households besides.
    """
    found = list(household.accounts.filter(in_force(on)).select_related("holder")[:2])
    if len(found) != 1 or found[0].holder is None or found[0].holder.death_date:
        return None
    members = household.memberships.filter(in_force(on), person=found[0].holder)
    return found[0] if members.exists() else None
