"""价格补贴: the linkage of assistance with consumer prices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .amounts import number, yuan
from .calendar import Month
from .errors import RuleError
from .facts.household import at_least_one
from .standards import Standards

ZERO = Decimal("0.00")
GROUPS = ("dibao", "tekun_support", "unemployment_benefit", "preferential", "orphan", "edge_household")


@dataclass(frozen=True)
class GroupAmount:
    group: str
    amount: Decimal


@dataclass(frozen=True)
class PriceSubsidy:
    """`rate` in percent as it was written; amounts in yuan for the index month."""

    triggered: bool
    rate: str | None
    per_person: Decimal
    groups: tuple[GroupAmount, ...]
    total: Decimal


def price_subsidy(
    index_month: Month, cpi: str, food: str, groups: Iterable[tuple[str, int]], standards: Standards
) -> PriceSubsidy:
    """发改价格〔2021〕1553号: 社会救助和保障标准与物价上涨挂钩的联动机制.

    Triggered if one index (percent, year on year) reaches its trigger; per person yuan(S × the highest triggered index).
    All parameters of the first day of the index month.
    """
    day, groups = index_month.first, tuple(groups)
    for group, persons in groups:
        if group not in GROUPS:
            raise RuleError("unknown_group", group)
        at_least_one(persons)
    rate = _highest_triggered(cpi, food, standards, index_month)
    per_person = yuan(standards.dibao(day) * Fraction(number(rate)) / 100) if rate else ZERO
    amounts = tuple(
        GroupAmount(group, per_person * persons if _paid(group, standards, index_month) else ZERO)
        for group, persons in groups
    )
    return PriceSubsidy(
        rate is not None, rate, per_person, amounts, sum((one.amount for one in amounts), ZERO)
    )


def _highest_triggered(cpi: str, food: str, standards: Standards, month: Month) -> str | None:
    indices = (("price_cpi_trigger", cpi), ("price_food_trigger", food))
    reached = [text for code, text in indices if number(text) >= standards.ratio(code, month.first)]
    return max(reached, key=number, default=None)


def _paid(group: str, standards: Standards, month: Month) -> bool:
    return group != "edge_household" or standards.boolean("price_edge_included", month.first)
