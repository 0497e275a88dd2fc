"""算例: worked examples in the shape of fixtures/golden/README.md, written from facts and read back as a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .standards import Override

# What the contract names as the answer of a kind; whatever else an answer holds explains it and is not compared.
ANSWERS: dict[str, tuple[str, ...]] = {
    "assess": (
        "counted_members", "not_counted", "member_income", "employment_deductions", "support_payments",
        "income_before_uplift", "category_deductions", "counted_income", "per_capita_income", "compared_to_standard",
        "compared_to_edge_upper", "property", "dibao", "edge_household", "edge_cash", "single_person_route",
        "choice_required", "option_a", "option_b", "programme", "tekun_candidates", "warnings",
    ),
    "tekun": (
        "eligible", "reasons", "no_labour_capacity", "counted_income", "supporters", "self_care_level",
        "standard_code", "standard", "care_subsidy", "monthly_total", "care_paid_to", "floor", "floor_ok",
    ),
    "employment_deduction": ("members",),
    "taper": (
        "outcome", "frozen_base", "schedule", "exit_month", "fall_back_month", "stop_month", "recovery_months",
        "recovery_total",
    ),
    "deadline": ("due", "due_at", "count", "days", "calendar_end"),
    "review_cycle": ("cycle_months", "next_due", "due_soon_from"),
    "payment_start": ("first_month", "first_amount"),
    "recovery": ("first_month", "months", "total", "penalty"),
    "expenditure": (
        "basic_living", "total_expenditure", "qualifies", "reasons", "rigid_total", "ratio", "ratio_ok", "income_ok",
        "valid_to",
    ),
    "temporary": (
        "accepted", "reasons", "office", "per_person_ceiling", "household_ceiling", "street_authority", "approver",
        "case_deliberation", "reply_due_at", "warning_at", "reserve", "warnings",
    ),
    "price_subsidy": ("triggered", "rate", "per_person", "groups", "total"),
    "other_allowances": ("eligible", "reasons", "amount", "apply_by", "office", "per_person", "groups", "total"),
    "routing": ("accepted", "reasons", "mode", "steps", "limit_working_days"),
    "rehearsal": (
        "households", "gains", "newly_qualifies_dibao", "newly_edge", "drops", "monthly_cost_before",
        "monthly_cost_after", "monthly_cost_if_all_apply", "tekun_floor_ok",
    ),
    "id_number": ("number", "area_code", "birth_date", "sex", "check_digit"),
    "standard_lookup": ("value", "from", "confirmed", "document_number"),
}  # fmt: skip
# Errors whose detail the contract fixes; the others name their subject for the reader only.
DETAILED = ("invalid_id_number",)


def compared(kind: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The part of an answer that an example states."""
    return {name: answer[name] for name in ANSWERS[kind] if name in answer}


def refusal(code: str, detail: str | None) -> dict[str, Any]:
    """The answer of an example whose facts are refused."""
    return {"error": code, **({"detail": detail} if code in DETAILED else {})}


def overrides(parameters: Mapping[str, Any] | None) -> dict[str, Override]:
    """Parameters as the rules take them: text for every day, or pairs of first day and text."""
    return {
        code: value
        if isinstance(value, str)
        else [(date.fromisoformat(one["from"]), one["value"]) for one in value]
        for code, value in (parameters or {}).items()
    }


def stated(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Plain rows of standards as parameters: text where a code has one value, else each value from its first day."""
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_code.setdefault(row["code"], []).append(row)
    return {
        code: found[0]["value"]
        if len(found) == 1
        else [{"from": row["valid_from"], "value": row["value"]} for row in sorted(found, key=_first_day)]
        for code, found in by_code.items()
    }


def _first_day(row: Mapping[str, Any]) -> str:
    return str(row["valid_from"])
