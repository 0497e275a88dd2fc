"""Reading cases: who plays which side, which round a step is in, and until when (derived, never stored)."""

from apps.routing.queries.bar import identity, limit_words
from apps.routing.queries.clock import (
    Clockwork,
    Due,
    clockwork,
    due_of,
    extended_limit,
    next_due,
    total_due,
    total_limit_days,
)
from apps.routing.queries.pending import StepDone, not_open, pending_step
from apps.routing.queries.sides import (
    PENDING,
    case_words,
    conditions,
    last_rounds,
    offices_by_role,
    offices_for,
    opinion_before_notice,
    routing_of,
    side_of,
    table_of,
)

__all__ = [
    "PENDING",
    "Clockwork",
    "Due",
    "StepDone",
    "case_words",
    "clockwork",
    "conditions",
    "due_of",
    "extended_limit",
    "identity",
    "last_rounds",
    "limit_words",
    "next_due",
    "not_open",
    "offices_by_role",
    "offices_for",
    "opinion_before_notice",
    "pending_step",
    "routing_of",
    "side_of",
    "table_of",
    "total_due",
    "total_limit_days",
]
