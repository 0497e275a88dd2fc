"""Reading checks and visits; split by step word, used as one."""

from apps.checks.queries.authorisation import Signer, authorisation_of, circle, supporters_of, unsigned
from apps.checks.queries.board import CheckBoard, check_board
from apps.checks.queries.economic_check import (
    FindingEntry,
    counts_of,
    declared_rows,
    fact_row,
    facts_table,
    finding_of,
    held_against,
    last_check,
    open_differences,
)
from apps.checks.queries.effects import (
    Effect,
    Effects,
    day_of_death,
    effects_of,
    in_period,
    queries_behind,
    size_of,
    thing_of,
    verdict_today,
)
from apps.checks.queries.home_visit import Declared, absences, declared_summary, last_visit
from apps.checks.queries.report import EDITIONS, Report, report_of
from apps.checks.queries.requests import due_requests, outstanding, request_of

__all__ = [
    "EDITIONS",
    "CheckBoard",
    "Declared",
    "Effect",
    "Effects",
    "FindingEntry",
    "Report",
    "Signer",
    "absences",
    "authorisation_of",
    "check_board",
    "circle",
    "counts_of",
    "day_of_death",
    "declared_rows",
    "declared_summary",
    "due_requests",
    "effects_of",
    "fact_row",
    "facts_table",
    "finding_of",
    "held_against",
    "in_period",
    "last_check",
    "last_visit",
    "open_differences",
    "outstanding",
    "queries_behind",
    "report_of",
    "request_of",
    "size_of",
    "supporters_of",
    "thing_of",
    "unsigned",
    "verdict_today",
]
