"""就业成本扣减台账: the employment cost of each wage month of a household's workers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .amounts import money, shown
from .calendar import Month
from .employment_cost import RATE_REGIONS, Worker, employment_cost
from .standards import Standards

RATE_CODES = (
    "employment_cost_base",
    "employment_cost_rate",
    "employment_cost_rate_min",
    "employment_cost_rate_max",
)


@dataclass(frozen=True)
class Earner:
    """A worker and the wages by month, in yuan."""

    person: str
    wages: tuple[tuple[Month, Decimal], ...]
    first_start: Month | None = None
    migrant_return: bool = False


@dataclass(frozen=True)
class MonthDeduction:
    month: Month
    deduction: Decimal
    counted_wage: Decimal


@dataclass(frozen=True)
class Window:
    """First and last month of the first-employment deduction."""

    first: Month
    last: Month


@dataclass(frozen=True)
class EarnerDeductions:
    person: str
    months: tuple[MonthDeduction, ...]
    total_deducted: Decimal
    window: Window | None


def employment_deductions(
    earners: Iterable[Earner], current_programme: str, standards: Standards, day: date
) -> tuple[EarnerDeductions, ...]:
    """津民发〔2020〕19号「对首次就业的低保家庭成员核减600元/月的劳动成本，核减期为一年」.

    The cost of every wage month in yuan, each by the parameters of its first day; the window by those of `day`.
    """
    return tuple(_of_earner(earner, current_programme, standards, day) for earner in earners)


def _of_earner(earner: Earner, programme: str, standards: Standards, day: date) -> EarnerDeductions:
    worker = Worker(earner.first_start, earner.migrant_return, at_work=True)
    months, total = [], Fraction(0)
    for month, amount in earner.wages:
        wage = Fraction(money(amount))
        cost = _cost(wage, worker, programme, standards, month.first)
        months.append(MonthDeduction(month, shown(cost), shown(wage - cost)))
        total += cost
    return EarnerDeductions(earner.person, tuple(months), shown(total), _window(earner, standards, day))


def _cost(wage: Fraction, worker: Worker, programme: str, standards: Standards, day: date) -> Fraction:
    """Before a parameter is in force the cost is 0, not an error."""
    codes = ("employment_cost_programmes", *(RATE_CODES if standards.region in RATE_REGIONS else ()))
    if any(standards.begins_after(code, day) for code in codes):
        return Fraction(0)
    return employment_cost(wage, worker, programme, standards, day).amount


def _window(earner: Earner, standards: Standards, day: date) -> Window | None:
    """核减期: calendar months from the first wage, running on through interruptions."""
    if not earner.first_start or standards.region in RATE_REGIONS:
        return None
    if not standards.in_force("employment_cost_months", day):
        return None
    return Window(
        earner.first_start, earner.first_start.plus(standards.integer("employment_cost_months", day) - 1)
    )
