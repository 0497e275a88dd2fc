"""Reads of computations and awards, and what the calculation page shows."""

from apps.benefits.queries.awards import (
    compute,
    computed_reasons,
    counted_persons,
    covers,
    eligible,
    facts_of,
    household_awards,
    last_assessment,
    live_award_of_persons,
    monthly_amount,
    overlapping_members,
    reason_words,
    verdict,
)
from apps.benefits.queries.calculation import CalculationPage, calculation_page, equation_of, ledger_of

__all__ = [
    "CalculationPage",
    "calculation_page",
    "compute",
    "computed_reasons",
    "counted_persons",
    "covers",
    "eligible",
    "equation_of",
    "facts_of",
    "household_awards",
    "last_assessment",
    "ledger_of",
    "live_award_of_persons",
    "monthly_amount",
    "overlapping_members",
    "reason_words",
    "verdict",
]
