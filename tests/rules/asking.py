"""Short questions to the rules in the words of the contract; answers are plain mappings."""

from __future__ import annotations

from typing import Any

from apps.rules.standards import Standards

from .golden import answer
from .loading import FIXTURES, standard_table


def standards(region: str = "TJ", **parameters: Any) -> Standards:
    return Standards(standard_table(), region, parameters)


def ask(
    kind: str, facts: dict[str, Any], *, day: str = "2024-05-15", region: str = "TJ", **parameters: Any
) -> Any:
    example = {"kind": kind, "region": region, "day": day, "parameters": parameters, "facts": facts}
    return answer(example, FIXTURES)


def member(person: str = "head", **changes: Any) -> dict[str, Any]:
    return {
        "person": person,
        "relation": "head" if person == "head" else "child",
        "birth_date": "1980-01-01",
        "hukou_region": "TJ",
        "hukou_nature": "urban",
        "joint_residence_months": 120,
        "labour_capacity": "full",
        "work_status": "employed",
        **changes,
    }


def wage(amount: str, **changes: Any) -> dict[str, Any]:
    return {"type": "W", "amount": amount, "period": "monthly", **changes}


def ask_household(
    *members: dict[str, Any],
    household: dict[str, Any] | None = None,
    property: dict[str, Any] | None = None,
    supporters: tuple[dict[str, Any], ...] = (),
    expenditures: tuple[dict[str, Any], ...] = (),
    **around: Any,
) -> Any:
    facts = {
        "household": household or {},
        "members": list(members),
        "property": property or {},
        "obliged_supporters": list(supporters),
        "expenditures": list(expenditures),
    }
    return ask("assess", facts, **around)
