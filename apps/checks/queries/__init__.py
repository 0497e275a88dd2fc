"""Reading checks and visits; split by step word, used as one."""

from apps.checks.queries.economic_check import (
    CheckBoard,
    adults_without_authorisation,
    check_board,
    counts_of,
    declared_rows,
    fact_row,
    facts_table,
    finding_of,
    held_against,
    last_check,
    open_differences,
)
from apps.checks.queries.home_visit import (
    Declared,
    absences,
    declared_summary,
    last_visit,
)

__all__ = [
    "CheckBoard",
    "Declared",
    "absences",
    "adults_without_authorisation",
    "check_board",
    "counts_of",
    "declared_rows",
    "declared_summary",
    "fact_row",
    "facts_table",
    "finding_of",
    "held_against",
    "last_check",
    "last_visit",
    "open_differences",
]
