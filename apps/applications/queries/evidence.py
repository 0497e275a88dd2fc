"""The facts of a case with what the floors beside this one know: self-care and placement for tekun."""

import datetime as dt

from apps.benefits import queries as benefits
from apps.care.queries import care_of
from apps.routing.models import Case, Programme


def case_facts(case: Case, on: dt.date):
    """The facts that a computation of the case reads on the day. Refused with the code of what is missing."""
    care = care_of(case) if case.programme == Programme.TEKUN_SUPPORT else None
    return benefits.facts_of(case, on, care)
