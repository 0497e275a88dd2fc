"""Facts in: what is known of a household, frozen. Facts that stand are valid; words outside the closed lists are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..amounts import money, number
from ..calendar import Month
from ..errors import RuleError
from ..id_number import normalize, parse_id_number
from ..words import (
    DEDUCTIONS,
    DISABILITY_TYPES,
    ILLNESS_NAMES,
    INCOME_ITEMS,
    INCOME_TYPES,
    PERIODS,
    RELATIONS,
    STATUSES,
)

ZERO = Decimal(0)


def closed(code: str, value: Any, allowed: Mapping[str, Any]) -> None:
    """Refuse a word that is not in the closed list."""
    if not isinstance(value, str) or value not in allowed:
        raise RuleError(code, str(value))


def take(facts: Any, reader: Callable[[Any], Decimal], *names: str) -> None:
    """Read fields of a frozen dataclass through a door (money, number), in place."""
    for name in names:
        object.__setattr__(facts, name, reader(getattr(facts, name)))


def at_least_one(persons: int) -> None:
    if persons < 1:
        raise RuleError("no_members")


@dataclass(frozen=True)
class Income:
    """One income line: gross `amount` in yuan for the period, and what was taken off in the same period."""

    type: str
    amount: Decimal
    period: str
    item: str = "ordinary"
    deductions: Mapping[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        closed("unknown_income_type", self.type, INCOME_TYPES)
        closed("unknown_income_item", self.item, INCOME_ITEMS)
        closed("income_without_period", self.period, PERIODS)
        take(self, money, "amount")
        taken = {name: money(amount) for name, amount in (self.deductions or {}).items()}
        closed_names = [name for name in taken if name not in DEDUCTIONS]
        if closed_names:
            raise RuleError("unknown_income_item", closed_names[0])
        object.__setattr__(self, "deductions", taken)


@dataclass(frozen=True)
class Disability:
    type: str
    grade: int

    def __post_init__(self) -> None:
        closed("unknown_disability_type", self.type, DISABILITY_TYPES)
        if type(self.grade) is not int or not 1 <= self.grade <= 4:
            raise RuleError("invalid_disability_grade", str(self.grade))


@dataclass(frozen=True)
class Member:
    """A person of the household; `name` is for the reader only and falls back to the key."""

    person: str
    relation: str
    birth_date: date
    hukou_region: str
    hukou_nature: str
    joint_residence_months: int
    labour_capacity: str
    work_status: str
    name: str = ""
    id_number: str | None = None
    death_date: date | None = None
    co_resident: bool = True
    statuses: tuple[str, ...] = ()
    disabilities: tuple[Disability, ...] = ()
    illnesses: tuple[str, ...] = ()
    severe_illness: bool = False
    first_start: Month | None = None
    migrant_return: bool = False
    refused_jobs: int = 0
    current_benefit: str = "none"
    supporter_status: str = "able"
    incomes: tuple[Income, ...] = ()

    def __post_init__(self) -> None:
        closed("unknown_relation", self.relation, RELATIONS)
        for status in self.statuses:
            closed("unknown_status", status, STATUSES)
        for illness in self.illnesses:
            closed("unknown_illness", illness, ILLNESS_NAMES)

    @property
    def label(self) -> str:
        return self.name or self.person

    def check(self, day: date) -> None:
        """What can only be checked on a day: birth dates and ID numbers."""
        if self.birth_date > day:
            raise RuleError("future_birth_date", self.label)
        if self.id_number and parse_id_number(self.id_number, day).birth_date != self.birth_date:
            raise RuleError("id_number_mismatch", self.label)


@dataclass(frozen=True)
class Home:
    kind: str
    area: Decimal = ZERO

    def __post_init__(self) -> None:
        take(self, number, "area")
        if self.area < 0:
            raise RuleError("negative_amount", str(self.area))


@dataclass(frozen=True)
class Vehicle:
    kind: str
    exempt_reason: str = "none"
    approved: bool | None = None


@dataclass(frozen=True)
class MoneyExemption:
    reason: str
    amount: Decimal

    def __post_init__(self) -> None:
        take(self, money, "amount")


@dataclass(frozen=True)
class Property:
    """What the household owns; money in yuan, areas in square metres."""

    monetary: Decimal = ZERO
    registered_capital: tuple[Decimal, ...] = ()
    monetary_exempt: tuple[MoneyExemption, ...] = ()
    homes: tuple[Home, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    other: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        take(self, money, "monetary")
        object.__setattr__(self, "registered_capital", tuple(map(money, self.registered_capital)))


@dataclass(frozen=True)
class Supporter:
    """A person outside the household who owes support; amounts in yuan a month for all supported together."""

    person: str
    relation: str
    supports: tuple[str, ...]
    household_size: int = 1
    household_income: Decimal = ZERO
    programme: str = "none"
    children_of_supported: int = 1
    court_amount: Decimal | None = None
    actual_amount: Decimal | None = None
    name: str = ""

    def __post_init__(self) -> None:
        closed("unknown_relation", self.relation, RELATIONS)
        at_least_one(self.household_size)
        stated = [name for name in ("court_amount", "actual_amount") if getattr(self, name) is not None]
        take(self, money, "household_income", *stated)


@dataclass(frozen=True)
class Expenditure:
    category: str
    amount: Decimal
    reimbursed: Decimal = ZERO
    period: str | None = None

    def __post_init__(self) -> None:
        closed("income_without_period", self.period, PERIODS)
        take(self, money, "amount", "reimbursed")


@dataclass(frozen=True)
class HouseholdFacts:
    """Everything `assess` needs to know of one household."""

    members: tuple[Member, ...]
    current_programme: str = "none"
    single_parent: bool = False
    no_children: bool = False
    fp_special_support: bool = False
    district_cash_condition: bool = False
    property: Property = field(default_factory=Property)
    obliged_supporters: tuple[Supporter, ...] = ()
    expenditures: tuple[Expenditure, ...] = ()

    def __post_init__(self) -> None:
        at_least_one(len(self.members))
        refuse_duplicates(member.person for member in self.members)
        refuse_duplicates(normalize(member.id_number) for member in self.members if member.id_number)

    def check(self, day: date) -> None:
        for member in self.members:
            member.check(day)


def refuse_duplicates(keys: Any) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise RuleError("duplicate_person", key)
        seen.add(key)
