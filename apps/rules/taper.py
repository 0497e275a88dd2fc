"""渐退: what happens when a dibao household earns its way above the standard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .amounts import money, shown
from .calendar import Month, month_of, months_from
from .dibao_gap import dibao_gap
from .errors import RuleError
from .facts.household import at_least_one, take
from .measure import Measure
from .recovery import first_recovered_month
from .standards import Standards

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class IncomeStep:
    """Household income after employment cost from a month on, in yuan a month; `reported` if it was reported later."""

    since: Month
    amount: Decimal
    reported: date | None = None

    def __post_init__(self) -> None:
        take(self, money, "amount")

    @property
    def effective(self) -> Month:
        """From its month, or from the month after the report if that is later."""
        return max(self.since, month_of(self.reported).plus(1)) if self.reported else self.since


@dataclass(frozen=True)
class TaperFacts:
    """`base_benefit` is the last benefit before the change, in yuan a month."""

    counted_members: int
    base_benefit: Decimal
    over_standard_from: Month
    cause: str
    self_reported: bool
    income_steps: tuple[IncomeStep, ...]
    decision_date: date | None = None
    discovered: date | None = None

    def __post_init__(self) -> None:
        at_least_one(self.counted_members)
        take(self, money, "base_benefit")

    def income(self, month: Month, since: Callable[[IncomeStep], Month]) -> Fraction:
        """Income of a month: the last step that has begun, by `since`."""
        step = next((step for step in reversed(self.income_steps) if since(step) <= month), None)
        if step is None:
            raise RuleError("missing_month", str(month))
        return Fraction(step.amount)


@dataclass(frozen=True)
class TaperRow:
    month: Month
    kind: str
    k: int | None
    ratio: Decimal | None
    amount: Decimal


@dataclass(frozen=True)
class OverpaidMonth:
    month: Month
    paid: Decimal
    due: Decimal
    difference: Decimal


@dataclass(frozen=True)
class TaperPlan:
    outcome: str
    frozen_base: Decimal | None = None
    schedule: tuple[TaperRow, ...] = ()
    exit_month: Month | None = None
    fall_back_month: Month | None = None
    stop_month: Month | None = None
    recovery_months: tuple[OverpaidMonth, ...] = ()
    recovery_total: Decimal = ZERO


def _since(step: IncomeStep) -> Month:
    return step.since


def _effective(step: IncomeStep) -> Month:
    return step.effective


def plan_taper(facts: TaperFacts, standards: Standards, day: date) -> TaperPlan:
    """第三十三条「对就业后家庭人均收入超过当地最低生活保障标准的最低生活保障家庭，县级人民政府民政部门可以给予一定时间的渐退期」;
    津民发〔2020〕19号「前三个月按其家庭原领取低保金的100%发放,后三个月按50%发放」.

    Whether the household stays, is held, stops, repays or tapers, and what is paid each month in yuan. Parameters of
    the anchor day: discovery, else decision, else `day`; S and payment rounding of each month's first day.
    """
    anchor = facts.discovered or facts.decision_date or day
    month = facts.over_standard_from
    if _is_below(facts, month, _since, standards):
        return TaperPlan("stays_dibao", schedule=(_dibao_row(facts, month, _since, standards),))
    if standards.switch("exit_moratorium", anchor):
        base = shown(facts.base_benefit)
        return TaperPlan("moratorium_hold", base, (TaperRow(month_of(anchor), "hold", None, None, base),))
    stop = TaperPlan("stop", stop_month=month_of(anchor).plus(1))
    if not facts.self_reported and standards.switch("taper_requires_self_report", anchor):
        return _stop_and_recover(facts, stop, standards, anchor)
    if facts.cause != "employment" or not standards.in_force("taper_schedule", anchor):
        return stop
    return _taper(facts, standards, anchor)


def _is_below(
    facts: TaperFacts, month: Month, since: Callable[[IncomeStep], Month], standards: Standards
) -> bool:
    return facts.income(month, since) < standards.dibao(month.first) * facts.counted_members


def _dibao_row(
    facts: TaperFacts, month: Month, since: Callable[[IncomeStep], Month], standards: Standards
) -> TaperRow:
    measure = Measure(standards, month.first, facts.counted_members)
    amount = dibao_gap(facts.income(month, since), measure)
    return TaperRow(month, "dibao", None, None, amount)


def _stop_and_recover(facts: TaperFacts, stop: TaperPlan, standards: Standards, anchor: date) -> TaperPlan:
    """津民发〔2020〕19号「主动申报的，可给予…渐退期」: found without report there is no taper; what was paid since is recovered."""
    first = first_recovered_month(facts.over_standard_from, standards, anchor)
    base, rows = shown(facts.base_benefit), []
    for month in months_from(first, month_of(anchor)):
        due = _dibao_row(facts, month, _since, standards).amount
        rows.append(OverpaidMonth(month, base, due, max(ZERO, base - due)))
    total = sum((row.difference for row in rows), ZERO)
    return replace(stop, outcome="stop_and_recover", recovery_months=tuple(rows), recovery_total=total)


def _taper(facts: TaperFacts, standards: Standards, anchor: date) -> TaperPlan:
    """The frozen base × the ratio of each month, until the income falls below the standard again or the months run out."""
    ratios = standards.ratios("taper_schedule", anchor)[: standards.integer("taper_max_months", anchor)]
    start = standards.choice("taper_first_month", anchor, ("NEXT_MONTH", "DECISION_MONTH"))
    month = month_of(anchor).plus(0 if start == "DECISION_MONTH" else 1)
    plan = TaperPlan("taper", shown(facts.base_benefit))
    rows: list[TaperRow] = []
    for k, ratio in enumerate((*ratios, None), start=1):
        if _is_below(facts, month, _effective, standards):
            rows.append(_dibao_row(facts, month, _effective, standards))
            return replace(plan, schedule=tuple(rows), fall_back_month=month)
        if ratio is not None:
            amount = standards.pay(Fraction(facts.base_benefit) * ratio, month.first)
            rows.append(TaperRow(month, "taper", k, shown(ratio), amount))
            month = month.plus(1)
    return replace(plan, schedule=tuple(rows), exit_month=month)
