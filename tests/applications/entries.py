"""Small differences from the usual entry."""

from decimal import Decimal

from apps.applications.entry import IncomeEntry


def wage(amount: str) -> dict:
    """The applicant earns `amount` yuan a month; the household has no other income."""
    return {"incomes": (IncomeEntry("m1", "W", Decimal(amount), "monthly"),)}
