"""The plain shape of facts: frozen facts in the database and examples look the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from ..calendar import Month
from ..plain import plain
from .household import (
    Disability,
    Expenditure,
    Home,
    HouseholdFacts,
    Income,
    Member,
    MoneyExemption,
    Property,
    Supporter,
    Vehicle,
)

HOUSEHOLD_KEYS = (
    "current_programme",
    "single_parent",
    "no_children",
    "fp_special_support",
    "district_cash_condition",
)


def given(mapping: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The named keys that say something; a missing or empty key keeps its default."""
    return {name: mapping[name] for name in names if mapping.get(name) is not None}


def built(kind: type, row: Mapping[str, Any]) -> Any:
    """A dataclass from the keys of a row that are its fields; lists become tuples."""
    stated = given(row, *(one.name for one in fields(kind)))
    return kind(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in stated.items()}
    )


def read_day(text: str | None) -> date | None:
    """A day that may be missing."""
    return date.fromisoformat(text) if text else None


def read_incomes(rows: Any) -> tuple[Income, ...]:
    return tuple(
        Income(
            row.get("type"),
            row.get("amount"),
            row.get("period"),
            row.get("item") or "ordinary",
            row.get("deductions") or {},
        )
        for row in rows or ()
    )


def read_disabilities(rows: Any) -> tuple[Disability, ...]:
    return tuple(Disability(row.get("type"), row.get("grade")) for row in rows or ())


def read_property(row: Mapping[str, Any] | None) -> Property:
    row = row or {}
    return Property(
        **given(row, "monetary"),
        registered_capital=tuple(row.get("registered_capital") or ()),
        monetary_exempt=tuple(built(MoneyExemption, one) for one in row.get("monetary_exempt") or ()),
        homes=tuple(built(Home, one) for one in row.get("homes") or ()),
        vehicles=tuple(built(Vehicle, one) for one in row.get("vehicles") or ()),
        other=tuple(row.get("other") or ()),
    )


def read_member(row: Mapping[str, Any]) -> Member:
    employment = row.get("employment") or {}
    first_start = employment.get("first_start")
    plain_keys = (
        "person",
        "hukou_region",
        "hukou_nature",
        "joint_residence_months",
        "labour_capacity",
        "work_status",
        "name",
        "id_number",
        "co_resident",
        "severe_illness",
        "refused_jobs",
        "current_benefit",
        "supporter_status",
    )
    return Member(
        **given(row, *plain_keys),
        relation=row.get("relation") or "",
        birth_date=date.fromisoformat(row["birth_date"]),
        death_date=read_day(row.get("death_date")),
        statuses=tuple(row.get("statuses") or ()),
        disabilities=read_disabilities(row.get("disabilities")),
        illnesses=tuple(row.get("illnesses") or ()),
        first_start=Month.parse(first_start) if first_start else None,
        migrant_return=employment.get("migrant_return") or False,
        incomes=read_incomes(row.get("incomes")),
    )


def from_plain(facts: Mapping[str, Any]) -> HouseholdFacts:
    """Facts from the plain shape (frozen facts in the database, examples): household, members, property and so on."""
    return HouseholdFacts(
        members=tuple(read_member(row) for row in facts.get("members") or ()),
        **given(facts.get("household") or {}, *HOUSEHOLD_KEYS),
        property=read_property(facts.get("property")),
        obliged_supporters=tuple(built(Supporter, row) for row in facts.get("obliged_supporters") or ()),
        expenditures=tuple(built(Expenditure, row) for row in facts.get("expenditures") or ()),
    )


def _plain_member(member: Member) -> dict[str, Any]:
    row = plain(member)
    row["employment"] = {"first_start": row.pop("first_start"), "migrant_return": row.pop("migrant_return")}
    return row


def to_plain(facts: HouseholdFacts) -> dict[str, Any]:
    """The plain shape of the facts, ready for JSON; `from_plain` reads it back unchanged."""
    return {
        "household": {name: getattr(facts, name) for name in HOUSEHOLD_KEYS},
        "members": [_plain_member(member) for member in facts.members],
        "property": plain(facts.property),
        "obliged_supporters": plain(facts.obliged_supporters),
        "expenditures": plain(facts.expenditures),
    }
