"""Reads of applications: duplicates, the preview, and what the pages show."""

from apps.applications.queries.accept import AcceptPage, accept_page, case_status, missing_materials
from apps.applications.queries.duplicates import Conflict, conflicts_of_numbers, conflicts_of_people
from apps.applications.queries.preview import Preview, entry_facts, preview_of
from apps.applications.queries.withdraw import may_withdraw, withdrawing_office

__all__ = [
    "AcceptPage",
    "Conflict",
    "Preview",
    "accept_page",
    "case_status",
    "conflicts_of_numbers",
    "conflicts_of_people",
    "entry_facts",
    "may_withdraw",
    "missing_materials",
    "preview_of",
    "withdrawing_office",
]
