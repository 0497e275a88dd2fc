"""尺度: what a household of n persons is measured by on a day. Each figure is looked up when it is first asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from .amounts import format_money, format_number, pay, yuan
from .facts.household import at_least_one
from .standard_lookup import edge_upper
from .standards import Standards

LIMITS = {"dibao": "monetary_limit_dibao", "edge": "monetary_limit_edge"}


class MonetaryLimit(NamedTuple):
    """So many `months` of the standard for each person, together `amount` yuan."""

    amount: Fraction
    months: Fraction
    standard: Fraction
    members: int

    @property
    def working(self) -> str:
        """24 × 1,045.00 × 3 = 75,240.00."""
        months, standard = format_number(self.months), format_money(self.standard)
        return f"{months} × {standard} × {self.members} = {format_money(self.amount)}"


class Measure:
    """The lines and limits of a day for households of `members` persons, in yuan a month.

    By S of the month of the day, unless another standard is given (a rehearsal). Households of one size may share one,
    so that a rehearsal of a whole city looks each figure up once.
    """

    def __init__(self, standards: Standards, day: date, members: int, standard: Fraction | None = None):
        at_least_one(members)
        self.standards, self.day, self.members = standards, day, members
        self.standard = standards.dibao(day) if standard is None else standard
        self._limits: dict[str, MonetaryLimit] = {}

    @cached_property
    def edge_line(self) -> Fraction:
        """U, yuan per person."""
        return edge_upper(self.standards, self.day, self.standard)

    @cached_property
    def standard_total(self) -> Fraction:
        """S×n."""
        return self.standard * self.members

    @cached_property
    def edge_total(self) -> Fraction:
        """U×n."""
        return self.edge_line * self.members

    @cached_property
    def edge_upper_inclusive(self) -> bool:
        """Whether an income of just U is within."""
        return self.standards.boolean("edge_upper_inclusive", self.day)

    @cached_property
    def edge_lower_inclusive(self) -> bool:
        """Whether an income of just S is within."""
        return self.standards.boolean("edge_lower_inclusive", self.day)

    @cached_property
    def edge_below_standard_allowed(self) -> bool:
        """Whether who has less than S, and yet no dibao, may be an edge household."""
        return self.standards.boolean("edge_below_standard_allowed", self.day)

    @cached_property
    def pays_the_gap(self) -> bool:
        """Whether the amount is the real difference (GAP) and not one of tiers (TIER)."""
        return self.standards.choice("amount_method", self.day, ("GAP", "TIER")) == "GAP"

    @cached_property
    def edge_cash(self) -> Decimal:
        """《措施》4「低收入家庭每月每户救助标准为低保标准的30%」: whole yuan per household and month."""
        return yuan(self.standards.ratio("edge_cash_rate", self.day) * self.standard)

    @cached_property
    def average_area(self) -> Fraction:
        """Square metres per person, of the city."""
        return self.standards.ratio("city_average_area", self.day)

    def monetary_limit(self, test: str) -> MonetaryLimit:
        """第十四条: how much money a household may own in a test (dibao or edge)."""
        if test not in self._limits:
            months = self.standards.ratio(LIMITS[test], self.day)
            amount = months * self.standard * self.members
            self._limits[test] = MonetaryLimit(amount, months, self.standard, self.members)
        return self._limits[test]

    @cached_property
    def _rounding(self) -> tuple[Fraction, str]:
        return self.standards.rounding(self.day)

    def pay(self, amount: Fraction) -> Decimal:
        """The one rounding of a benefit, by the quantum and rounding of the day."""
        return pay(amount, *self._rounding)
