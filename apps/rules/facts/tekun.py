"""Facts of one person who applies for tekun support."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..amounts import money
from ..errors import RuleError
from ..words import RELATIONS, STATUSES
from .household import Disability, Income, Property, closed, refuse_duplicates, take
from .reading import given, read_disabilities, read_incomes, read_property

INDICATORS = {
    "eat": "自主吃饭",
    "dress": "自主穿衣",
    "bed": "自主上下床",
    "toilet": "自主如厕",
    "walk": "室内自主行走",
    "bathe": "自主洗澡",
}
SUPPORTER_STATUSES = {
    "incapable": "无民事行为能力",
    "declared_missing": "被宣告失踪",
    "imprisoned": "在监狱服刑",
}


@dataclass(frozen=True)
class TekunPerson:
    person: str
    birth_date: date
    hukou_region: str
    hukou_nature: str
    contracted_land: bool = False
    collective_distribution: bool = False
    existing_tekun: bool = False
    disabilities: tuple[Disability, ...] = ()
    statuses: tuple[str, ...] = ()
    incomes: tuple[Income, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        for status in self.statuses:
            closed("unknown_status", status, STATUSES)

    @property
    def label(self) -> str:
        return self.name or self.person


@dataclass(frozen=True)
class TekunSupporter:
    """A legal supporter; `annual_income` in yuan a year, None where it is not known."""

    person: str
    relation: str
    birth_date: date
    programme: str = "none"
    annual_income: Decimal | None = None
    property_ok: bool = True
    disabilities: tuple[Disability, ...] = ()
    statuses: tuple[str, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        closed("unknown_relation", self.relation, RELATIONS)
        for status in self.statuses:
            closed("unknown_status", status, SUPPORTER_STATUSES)
        if self.annual_income is not None:
            take(self, money, "annual_income")

    @property
    def label(self) -> str:
        return self.name or self.person


@dataclass(frozen=True)
class TekunFacts:
    person: TekunPerson
    mode: str
    self_care: Mapping[str, bool]
    supporters: tuple[TekunSupporter, ...] = ()
    property: Property = field(default_factory=Property)
    child_scheme_chosen: bool = False

    def __post_init__(self) -> None:
        if set(self.self_care) != set(INDICATORS):
            raise RuleError("incomplete_self_care")
        refuse_duplicates([self.person.person, *(one.person for one in self.supporters)])

    def check(self, day: date) -> None:
        born = [(one.label, one.birth_date) for one in self.supporters]
        for label, birth_date in ((self.person.label, self.person.birth_date), *born):
            if birth_date > day:
                raise RuleError("future_birth_date", label)


def _person(row: Mapping[str, Any]) -> TekunPerson:
    names = (
        "person",
        "hukou_region",
        "hukou_nature",
        "contracted_land",
        "collective_distribution",
        "existing_tekun",
        "name",
    )
    return TekunPerson(
        **given(row, *names),
        birth_date=date.fromisoformat(row["birth_date"]),
        disabilities=read_disabilities(row.get("disabilities")),
        statuses=tuple(row.get("statuses") or ()),
        incomes=read_incomes(row.get("incomes")),
    )


def _supporter(row: Mapping[str, Any]) -> TekunSupporter:
    return TekunSupporter(
        **given(row, "person", "relation", "programme", "annual_income", "property_ok", "name"),
        birth_date=date.fromisoformat(row["birth_date"]),
        disabilities=read_disabilities(row.get("disabilities")),
        statuses=tuple(row.get("statuses") or ()),
    )


def tekun_from_plain(facts: Mapping[str, Any]) -> TekunFacts:
    """Facts from the plain shape; `plain(facts)` writes it back."""
    return TekunFacts(
        person=_person(facts["person"]),
        mode=facts["mode"],
        self_care=facts.get("self_care") or {},
        supporters=tuple(_supporter(row) for row in facts.get("supporters") or ()),
        property=read_property(facts.get("property")),
        child_scheme_chosen=facts.get("child_scheme_chosen", False),
    )
