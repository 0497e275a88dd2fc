"""判定: dibao or edge household, and how much. What decides, what pays and what rehearses a new standard is this function."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..amounts import NUMBER, yuan
from ..dibao_gap import dibao_gap
from ..errors import RuleError
from ..facts import Property
from ..facts.household import at_least_one
from ..standard_lookup import edge_upper
from ..standards import Standards
from .property import PropertyTest, check_both

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Totals:
    """A household as `judge` sees it: n, Y in yuan a month, what it owns, and its standing.

    `refusing` are the members whose share is stopped for refusing work.
    """

    members: int
    income: Fraction
    property: Property = field(default_factory=Property)
    cash_condition: bool = False
    local_hukou: bool = True
    other_benefit: bool = False
    refusing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dibao:
    eligible: bool
    full_amount: Decimal
    amount: Decimal
    stopped_shares: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class EdgeHousehold:
    eligible: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class EdgeCash:
    eligible: bool
    amount: Decimal


@dataclass(frozen=True)
class Judgement:
    """`standard` is S, `edge_line` U, both in yuan per person, and their totals S×n and U×n; amounts in yuan a month."""

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


def judge(totals: Totals, standards: Standards, day: date, standard: Fraction | None = None) -> Judgement:
    """《社会救助暂行办法》第九条「国家对共同生活的家庭成员人均收入低于当地最低生活保障标准，且符合当地最低生活保障家庭财产状况规定的
    家庭，给予最低生活保障」; 第八条「最低生活保障边缘家庭一般指不符合最低生活保障条件，家庭人均收入低于当地最低生活保障标准1.5倍」.

    Judges stored totals on a day, with S of that month unless another standard is given (a rehearsal).
    """
    at_least_one(totals.members)
    standard = standards.dibao(day) if standard is None else standard
    line = edge_upper(standards, day, standard)
    lower, upper = standard * totals.members, line * totals.members
    tests = check_both(totals.property, totals.members, standard, standards, day)
    dibao = _dibao(totals, tests[0], standard, lower, standards, day)
    edge = _edge_household(totals, tests[1], dibao.eligible, lower, upper, standards, day)
    cash = _edge_cash(edge.eligible and totals.cash_condition, standard, standards, day)
    return Judgement(standard, line, lower, upper, *tests, dibao, edge, cash)


def standing_reasons(totals: Totals) -> tuple[str, ...]:
    """Reasons that hold for every programme: no local hukou, another basic living benefit."""
    return (
        *([] if totals.local_hukou else ["no_local_hukou"]),
        *(["other_basic_living_benefit"] if totals.other_benefit else []),
    )


def _dibao(
    totals: Totals, test: PropertyTest, standard: Fraction, total: Fraction, standards: Standards, day: date
) -> Dibao:
    """第九条: income per person strictly below the standard, and property within the dibao limits."""
    reasons = (*test.reasons, *standing_reasons(totals))
    if totals.income >= total:
        reasons = ("income_not_below_standard", *reasons)
    if reasons:
        return Dibao(False, ZERO, ZERO, (), reasons)
    full = _full_amount(totals, standard, standards, day)
    amount = full
    if totals.refusing:
        staying = totals.members - len(totals.refusing)
        amount = standards.pay(Fraction(full) * staying / totals.members, day)
    return Dibao(True, full, amount, totals.refusing, ())


def _full_amount(totals: Totals, standard: Fraction, standards: Standards, day: date) -> Decimal:
    """第二十三条「可以按照审核确定的申请家庭人均收入与当地最低生活保障标准的实际差额计算；也可以…采取分档方式计算」; yuan a month."""
    if standards.choice("amount_method", day, ("GAP", "TIER")) == "GAP":
        return dibao_gap(totals.members, totals.income, standards, day, standard)
    for most, amount in _tiers(standards, day):
        if totals.income / totals.members <= most:
            return standards.pay(amount * totals.members, day)
    raise RuleError("missing_standard", "dibao_tiers", region=standards.region, day=day)


def _tiers(standards: Standards, day: date) -> tuple[tuple[Fraction, Fraction], ...]:
    """300=450,500=300: up to this income per person, this amount per person."""
    pairs = [word.split("=") for word in standards.words("dibao_tiers", day)]
    if any(len(pair) != 2 or not all(map(NUMBER.fullmatch, pair)) for pair in pairs):
        raise RuleError("parameter_out_of_range", "dibao_tiers")
    return tuple((Fraction(most), Fraction(amount)) for most, amount in pairs)


def _edge_household(
    totals: Totals,
    test: PropertyTest,
    dibao: bool,
    lower: Fraction,
    upper: Fraction,
    standards: Standards,
    day: date,
) -> EdgeHousehold:
    """第八条: not dibao, income per person below (or at) the upper line, property within the edge limits."""
    inclusive = standards.boolean("edge_upper_inclusive", day)
    reasons = ["dibao_eligible"] if dibao else []
    if totals.income > upper or (totals.income == upper and not inclusive):
        reasons.append("income_above_edge_upper")
    if not dibao and totals.income <= lower and _too_low(totals.income, lower, standards, day):
        reasons.append("income_below_standard")
    reasons += [*test.reasons, *standing_reasons(totals)]
    return EdgeHousehold(not reasons, tuple(reasons))


def _too_low(income: Fraction, lower: Fraction, standards: Standards, day: date) -> bool:
    """Whether an income at or below the standard shuts a household out that is not dibao."""
    if standards.boolean("edge_below_standard_allowed", day):
        return False
    return income < lower or not standards.boolean("edge_lower_inclusive", day)


def _edge_cash(due: bool, standard: Fraction, standards: Standards, day: date) -> EdgeCash:
    """《措施》4「低收入家庭每月每户救助标准为低保标准的30%」: whole yuan per household and month."""
    amount = yuan(standards.ratio("edge_cash_rate", day) * standard) if due else ZERO
    return EdgeCash(amount > 0, amount)
