"""判定: dibao or edge household, and how much. What decides, what pays and what rehearses a new standard is this function."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..amounts import NUMBER
from ..dibao_gap import dibao_gap
from ..errors import RuleError
from ..facts import Property
from ..measure import Measure
from ..standards import Standards
from .property import PropertyTest, check_both

ZERO = Decimal("0.00")


class Totals(NamedTuple):
    """A household as `judge` sees it: n, Y in yuan a month, what it owns, and its standing.

    `refusing` are the members whose share is stopped for refusing work.
    """

    members: int
    income: Fraction
    property: Property = Property()
    cash_condition: bool = False
    local_hukou: bool = True
    other_benefit: bool = False
    refusing: tuple[str, ...] = ()


class Dibao(NamedTuple):
    eligible: bool
    full_amount: Decimal
    amount: Decimal
    stopped_shares: tuple[str, ...]
    reasons: tuple[str, ...]


class EdgeHousehold(NamedTuple):
    eligible: bool
    reasons: tuple[str, ...]


class EdgeCash(NamedTuple):
    eligible: bool
    amount: Decimal


class Judgement(NamedTuple):
    """`standard` is S, `edge_line` U, both in yuan per person, and their totals S×n and U×n; amounts in yuan a month."""

    members: int
    standard: Fraction
    edge_line: Fraction
    standard_total: Fraction
    edge_total: Fraction
    dibao_property: PropertyTest
    edge_property: PropertyTest
    dibao: Dibao
    edge_household: EdgeHousehold
    edge_cash: EdgeCash

    @property
    def programme(self) -> str:
        if self.dibao.eligible:
            return "dibao"
        return "edge_household" if self.edge_household.eligible else "none"

    @property
    def amount(self) -> Decimal:
        """What would be paid a month: the dibao amount, the edge cash, or nothing."""
        return self.dibao.amount if self.dibao.eligible else self.edge_cash.amount


def judge(totals: Totals, measure: Measure) -> Judgement:
    """《社会救助暂行办法》第九条「国家对共同生活的家庭成员人均收入低于当地最低生活保障标准，且符合当地最低生活保障家庭财产状况规定的
    家庭，给予最低生活保障」; 第八条「最低生活保障边缘家庭一般指不符合最低生活保障条件，家庭人均收入低于当地最低生活保障标准1.5倍」.

    Judges totals by the measure of a household of that size.
    """
    upper = measure.edge_total
    tests = check_both(totals.property, measure)
    standing = standing_reasons(totals)
    dibao = _dibao(totals, (*tests[0].reasons, *standing), measure)
    edge = _edge_household(totals, (*tests[1].reasons, *standing), dibao.eligible, measure)
    cash = _edge_cash(edge.eligible and totals.cash_condition, measure)
    lines = (measure.standard, measure.edge_line, measure.standard_total, upper)
    return Judgement(totals.members, *lines, *tests, dibao, edge, cash)


def standing_reasons(totals: Totals) -> tuple[str, ...]:
    """Reasons that hold for every programme: no local hukou, another basic living benefit."""
    if totals.local_hukou and not totals.other_benefit:
        return ()
    return (
        *([] if totals.local_hukou else ["no_local_hukou"]),
        *(["other_basic_living_benefit"] if totals.other_benefit else []),
    )


def _dibao(totals: Totals, reasons: tuple[str, ...], measure: Measure) -> Dibao:
    """第九条: income per person strictly below the standard, and no `reasons` of property and standing against it."""
    if totals.income >= measure.standard_total:
        reasons = ("income_not_below_standard", *reasons)
    if reasons:
        return Dibao(False, ZERO, ZERO, (), reasons)
    full = _full_amount(totals, measure)
    amount = full
    if totals.refusing:
        staying = totals.members - len(totals.refusing)
        amount = measure.pay(Fraction(full) * staying / totals.members)
    return Dibao(True, full, amount, totals.refusing, ())


def _full_amount(totals: Totals, measure: Measure) -> Decimal:
    """第二十三条「可以按照审核确定的申请家庭人均收入与当地最低生活保障标准的实际差额计算；也可以…采取分档方式计算」; yuan a month."""
    if measure.pays_the_gap:
        return dibao_gap(totals.income, measure)
    standards, day = measure.standards, measure.day
    for most, amount in _tiers(standards, day):
        if totals.income / totals.members <= most:
            return measure.pay(amount * totals.members)
    raise RuleError("missing_standard", "dibao_tiers", region=standards.region, day=day)


def _tiers(standards: Standards, day: date) -> tuple[tuple[Fraction, Fraction], ...]:
    """300=450,500=300: up to this income per person, this amount per person."""
    pairs = [word.split("=") for word in standards.words("dibao_tiers", day)]
    if any(len(pair) != 2 or not all(map(NUMBER.fullmatch, pair)) for pair in pairs):
        raise RuleError("parameter_out_of_range", "dibao_tiers")
    return tuple((Fraction(most), Fraction(amount)) for most, amount in pairs)


def _edge_household(totals: Totals, against: tuple[str, ...], dibao: bool, measure: Measure) -> EdgeHousehold:
    """第八条: not dibao, income per person below (or at) the upper line, and nothing of property and standing `against` it."""
    inclusive, upper = measure.edge_upper_inclusive, measure.edge_total
    reasons = ["dibao_eligible"] if dibao else []
    if totals.income > upper or (totals.income == upper and not inclusive):
        reasons.append("income_above_edge_upper")
    if not dibao and _too_low(totals.income, measure):
        reasons.append("income_below_standard")
    reasons += against
    return EdgeHousehold(not reasons, tuple(reasons))


def _too_low(income: Fraction, measure: Measure) -> bool:
    """Whether an income at or below the standard shuts a household out that is not dibao."""
    if income > measure.standard_total or measure.edge_below_standard_allowed:
        return False
    return income < measure.standard_total or not measure.edge_lower_inclusive


def _edge_cash(due: bool, measure: Measure) -> EdgeCash:
    """Whoever is an edge household and meets the condition gets the cash, unless it comes to nothing."""
    amount = measure.edge_cash if due else ZERO
    return EdgeCash(amount > 0, amount)
