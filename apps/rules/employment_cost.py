"""就业成本: what working costs is taken off the wage of a household that receives dibao."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .amounts import format_money, format_percent
from .calendar import Month, month_of
from .errors import RuleError
from .standards import Standards

NOTHING = Fraction(0)
RATE_REGIONS = ("HB-QX",)


@dataclass(frozen=True)
class Worker:
    """What the rule needs of a person: first month of the first wage, epidemic worker, at work."""

    first_start: Month | None
    migrant_return: bool
    at_work: bool


@dataclass(frozen=True)
class EmploymentCost:
    """The cost in yuan a month (never above the wage), the parameters it came from and why."""

    amount: Fraction
    codes: tuple[str, ...]
    because: str


NO_WAGE = EmploymentCost(NOTHING, (), "没有工资收入")


def employment_cost(
    wage: Fraction, worker: Worker, programme: str, standards: Standards, day: date
) -> EmploymentCost:
    """第十三条「必要的就业成本等，在核算家庭收入时可按规定适当扣减」; 津民发〔2020〕19号「对首次就业的低保家庭成员核减600元/月的劳动成本，核减期为一年」.

    The cost of one person in the month of `day`, by the household's current programme; wage and cost in yuan a month.
    """
    if not wage:
        return NO_WAGE
    if programme not in standards.words("employment_cost_programmes", day):
        return EmploymentCost(
            NOTHING, ("employment_cost_programmes",), "家庭目前不在可扣减就业成本的救助范围内"
        )
    by_rate = standards.region in RATE_REGIONS
    cost = _by_rate(wage, worker, standards, day) if by_rate else _flat(worker, standards, day)
    if cost.amount <= wage:
        return cost
    return EmploymentCost(wage, cost.codes, f"{cost.because}，以本人工资为限")


def _flat(worker: Worker, standards: Standards, day: date) -> EmploymentCost:
    """津民发〔2020〕19号二（二）「首次就业…核减600元/月」 and 二（五）: flat amounts, the larger or the sum if both apply."""
    first = _flat_first(worker, standards, day)
    epidemic = _flat_epidemic(worker, standards, day)
    if not first or not epidemic:
        return first or epidemic or EmploymentCost(NOTHING, (), "不在首次就业核减期内")
    together = standards.choice("employment_cost_combination", day, ("MAX", "SUM"))
    amount = max(first.amount, epidemic.amount) if together == "MAX" else first.amount + epidemic.amount
    codes = (*first.codes, *epidemic.codes, "employment_cost_combination")
    return EmploymentCost(
        amount, codes, f"{first.because}；{epidemic.because}；{'取高' if together == 'MAX' else '相加'}"
    )


def _flat_first(worker: Worker, standards: Standards, day: date) -> EmploymentCost | None:
    codes = ("employment_cost_flat_first", "employment_cost_months")
    if worker.first_start is None or not all(standards.in_force(code, day) for code in codes):
        return None
    months = standards.integer("employment_cost_months", day)
    if not worker.first_start <= month_of(day) <= worker.first_start.plus(months - 1):
        return None
    amount = standards.money("employment_cost_flat_first", day)
    because = f"首次就业自{worker.first_start}起{months}个月内，每月{format_money(amount)}"
    return EmploymentCost(amount, codes, because)


def _flat_epidemic(worker: Worker, standards: Standards, day: date) -> EmploymentCost | None:
    if not worker.migrant_return or not standards.in_force("employment_cost_flat_epidemic", day):
        return None
    amount = standards.money("employment_cost_flat_epidemic", day)
    return EmploymentCost(
        amount, ("employment_cost_flat_epidemic",), f"疫情期间外出务工或返岗，每月{format_money(amount)}"
    )


def _by_rate(wage: Fraction, worker: Worker, standards: Standards, day: date) -> EmploymentCost:
    """桥西区实施意见（十二）: a share of 20–30 % of the wage or of the minimum wage; no limit of months."""
    if not worker.at_work:
        return EmploymentCost(NOTHING, (), "本人未就业")
    base = standards.choice("employment_cost_base", day, ("WAGE", "MINIMUM_WAGE"))
    rate = standards.ratio("employment_cost_rate", day)
    lowest, highest = (standards.ratio(f"employment_cost_rate_{end}", day) for end in ("min", "max"))
    if not lowest <= rate <= highest:
        raise RuleError("parameter_out_of_range", "employment_cost_rate")
    amount = rate * (wage if base == "WAGE" else standards.money("minimum_wage", day))
    because = f"{'本人工资' if base == 'WAGE' else '最低工资'}的{format_percent(rate)}"
    return EmploymentCost(amount, ("employment_cost_rate", "employment_cost_base"), because)
