"""追回: what was paid without right, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .amounts import money, shown
from .calendar import Month
from .dibao_gap import dibao_gap
from .errors import RuleError
from .facts.household import at_least_one, take
from .measure import Measure
from .standards import Standards

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class TrueFacts:
    """What was true from a month on: persons, household income in yuan a month, property within the limits."""

    since: Month
    members: int
    income: Decimal
    property_ok: bool = True

    def __post_init__(self) -> None:
        at_least_one(self.members)
        take(self, money, "income")


@dataclass(frozen=True)
class RecoveryMonth:
    month: Month
    standard: Decimal
    paid: Decimal
    due: Decimal
    difference: Decimal


@dataclass(frozen=True)
class Penalty:
    """罚款幅度, in yuan; decided by the district and only recorded here."""

    min: Decimal
    max: Decimal


@dataclass(frozen=True)
class Recovery:
    first_month: Month
    months: tuple[RecoveryMonth, ...]
    total: Decimal
    penalty: Penalty | None


def first_recovered_month(change: Month, standards: Standards, day: date) -> Month:
    """《措施》7「追回」: from the month after the change, or from the same month, by `recovery_first_month`."""
    start = standards.choice("recovery_first_month", day, ("NEXT_MONTH", "SAME_MONTH"))
    return change if start == "SAME_MONTH" else change.plus(1)


def recover(
    change_month: Month,
    paid: Iterable[tuple[Month, Decimal]],
    true_facts: Sequence[TrueFacts],
    standards: Standards,
    day: date,
    *,
    fraud: bool = False,
) -> Recovery:
    """《社会救助暂行办法》第六十八条「责令退回非法获取的救助资金、物资，可以处非法获取的救助款额或者物资价值1倍以上3倍以下的罚款」.

    For each paid month from the first recovered one: paid less what was due by the true facts, in yuan. Months never
    offset each other, and nothing is paid afterwards.
    """
    amounts = _by_month(paid)
    first = first_recovered_month(change_month, standards, day)
    months = tuple(
        _month(month, amounts[month], true_facts, standards) for month in sorted(amounts) if month >= first
    )
    total = sum((row.difference for row in months), ZERO)
    return Recovery(first, months, total, _penalty(total, standards, day) if fraud else None)


def _by_month(paid: Iterable[tuple[Month, Decimal]]) -> dict[Month, Decimal]:
    amounts: dict[Month, Decimal] = {}
    for month, amount in paid:
        if month in amounts:
            raise RuleError("duplicate_month", str(month))
        amounts[month] = money(amount)
    return amounts


def _month(
    month: Month, paid: Decimal, true_facts: Sequence[TrueFacts], standards: Standards
) -> RecoveryMonth:
    step = next((step for step in reversed(true_facts) if step.since <= month), None)
    if step is None:
        raise RuleError("missing_month", str(month))
    measure = Measure(standards, month.first, step.members)
    due = dibao_gap(Fraction(step.income), measure) if step.property_ok else ZERO
    return RecoveryMonth(month, shown(measure.standard), shown(paid), due, max(ZERO, shown(paid) - due))


def _penalty(total: Decimal, standards: Standards, day: date) -> Penalty:
    low, high = (shown(Fraction(total) * standards.ratio(f"fraud_fine_{end}", day)) for end in ("min", "max"))
    return Penalty(low, high)
