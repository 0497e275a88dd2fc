"""发放起始: the first month of a new amount, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .amounts import money, shown
from .calendar import Month, month_of
from .errors import RuleError
from .standards import Standards

PROGRAMMES = ("dibao", "edge_household", "tekun_support")
CHANGES = ("new_award", "increase", "decrease", "stop", "death")


@dataclass(frozen=True)
class PaymentStart:
    """For stop and death `first_month` is the first month without payment."""

    first_month: Month
    first_amount: Decimal


def payment_start(
    *,
    programme: str,
    change: str,
    decision_date: date,
    standards: Standards,
    amount: Decimal | str = "0.00",
    event_date: date | None = None,
) -> PaymentStart:
    """第二十一条「从作出确认同意决定之日下月起发放最低生活保障金」；“一城通办”流程3-1「从作出审核确认同意决定之日起发放」.

    The first month of the new monthly amount in yuan. Parameters of the day of decision. A tekun award always begins
    in the month after (《特困人员认定办法》第十七条); death stops from the month after `event_date`.
    """
    if change not in CHANGES:
        raise RuleError("unknown_change", change)
    if programme not in PROGRAMMES:
        raise RuleError("unknown_category", programme)
    amount = money(amount)
    if change == "new_award" and programme != "tekun_support" and _from_decision(standards, decision_date):
        return _month_of_decision(amount, standards, decision_date)
    day = event_date if change == "death" and event_date else decision_date
    return PaymentStart(month_of(day).plus(1), shown(0 if change in ("stop", "death") else amount))


def _from_decision(standards: Standards, day: date) -> bool:
    return standards.choice("payment_start", day, ("DECISION_DATE", "NEXT_MONTH")) == "DECISION_DATE"


def _month_of_decision(amount: Decimal, standards: Standards, day: date) -> PaymentStart:
    """The month of the decision: in full, or by the days left in it (both ends count)."""
    month = month_of(day)
    if standards.choice("payment_start_proration", day, ("FULL_MONTH", "BY_DAYS")) == "FULL_MONTH":
        return PaymentStart(month, shown(amount))
    share = Fraction(month.days - day.day + 1, month.days)
    return PaymentStart(month, standards.pay(Fraction(amount) * share, day))
