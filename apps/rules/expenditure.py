"""支出型: the 2020 rule for edge households and the rigid-expenditure household of 2025."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .amounts import money, shown
from .calendar import DAY, Month, add_months
from .errors import RuleError
from .facts.household import ZERO, at_least_one, take
from .standards import Standards

NOTHING = Fraction(0)
RIGID_CATEGORIES = ("living", "other_local", "medical", "rehabilitation", "education")


@dataclass(frozen=True)
class Expenditure2020:
    """Yuan of the year."""

    basic_living: Decimal
    total_expenditure: Decimal
    qualifies: bool
    reasons: tuple[str, ...]


def expenditure_2020(
    *,
    programme: str,
    members: int,
    year: int,
    previous_year_income: Decimal,
    medical: Decimal = ZERO,
    education: Decimal = ZERO,
    approved_nursing: Decimal = ZERO,
    standards: Standards,
    day: date,
) -> Expenditure2020:
    """津民发〔2020〕19号「对年度支出总和超过上年度总收入的低保边缘家庭给予基本生活救助。家庭支出总和包括医疗费用、教育费用以及临时救助审批
    部门认定的必要护理费用和基本生活费用（按低保标准核定）等」.

    Expenditure of the 12 months of `year` against the income of the year before, in yuan, strictly above.
    """
    at_least_one(members)
    if not standards.switch("expenditure_rule_2020", day):
        raise RuleError("missing_standard", "expenditure_rule_2020", region=standards.region, day=day)
    basic = sum((standards.dibao(Month(year, number).first) for number in range(1, 13)), NOTHING) * members
    total = basic + sum(Fraction(money(amount)) for amount in (medical, education, approved_nursing))
    reasons = (
        *([] if programme == "edge_household" else ["not_edge_household"]),
        *([] if total > Fraction(money(previous_year_income)) else ["expenditure_not_above_income"]),
    )
    return Expenditure2020(shown(basic), shown(total), not reasons, reasons)


@dataclass(frozen=True)
class RigidItem:
    """One expense of the 12 months, in yuan."""

    category: str
    amount: Decimal
    reimbursed: Decimal = ZERO
    receipts: bool = True
    public_price: Decimal | None = None

    def __post_init__(self) -> None:
        if self.category not in RIGID_CATEGORIES:
            raise RuleError("unknown_expenditure", self.category)
        take(
            self, money, "amount", "reimbursed", *(["public_price"] if self.public_price is not None else [])
        )

    @property
    def counted(self) -> Fraction:
        """刚性支出困难家庭认定办法: living as given, treatment net of insurance with receipts, education at the public price."""
        amount = Fraction(self.amount)
        if self.category in ("medical", "rehabilitation"):
            return max(NOTHING, amount - Fraction(self.reimbursed)) if self.receipts else NOTHING
        if self.category == "education" and self.public_price is not None:
            return min(amount, Fraction(self.public_price))
        return amount


@dataclass(frozen=True)
class RigidExpenditure:
    rigid_total: Decimal
    ratio: Decimal | None
    ratio_ok: bool
    income_ok: bool
    qualifies: bool
    reasons: tuple[str, ...]
    valid_to: date | None


def rigid_expenditure(
    *,
    programme: str,
    members: int,
    income_12_months: Decimal,
    items: Iterable[RigidItem],
    property_ok: bool = True,
    standards: Standards,
    day: date,
) -> RigidExpenditure:
    """天津市刚性支出困难家庭认定办法（试行）「达到或超过60%」: rigid expenses of 12 months against the household's income.

    Yuan of 12 months; `valid_to` is the last day of recognition.
    """
    at_least_one(members)
    income = Fraction(money(income_12_months))
    total = sum((item.counted for item in items), NOTHING)
    ratio_ok = _ratio_ok(total, income, standards, day)
    income_ok = income < standards.money("citywide_disposable_income", day) * members
    tests = (
        ("already_in_programme", programme == "none"),
        ("income", income_ok),
        ("property", property_ok),
        ("ratio", ratio_ok),
    )
    reasons = tuple(name for name, passed in tests if not passed)
    valid_to = None if reasons else add_months(day, standards.integer("rigid_validity", day)) - DAY
    ratio = shown(total / income, 4) if income else None
    return RigidExpenditure(shown(total), ratio, ratio_ok, income_ok, not reasons, reasons, valid_to)


def _ratio_ok(total: Fraction, income: Fraction, standards: Standards, day: date) -> bool:
    least = standards.ratio("rigid_ratio_min", day) * income
    return total >= least if standards.boolean("rigid_ratio_inclusive", day) else total > least
