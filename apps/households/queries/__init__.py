"""Reads of households: facts for the rules, search, and what the pages show."""

from apps.households.queries.accounts import account_in_order
from apps.households.queries.facts import household_facts, in_force, member_key
from apps.households.queries.page import current_members, household_page, household_rows
from apps.households.queries.search import find_person_by_id_number, search_people
from apps.households.queries.tekun import supporter_facts, tekun_facts

__all__ = [
    "account_in_order",
    "current_members",
    "find_person_by_id_number",
    "household_facts",
    "household_page",
    "household_rows",
    "in_force",
    "member_key",
    "search_people",
    "supporter_facts",
    "tekun_facts",
]
