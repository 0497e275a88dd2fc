"""其他补贴: funeral, year-end and heating."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .amounts import money, shown
from .calendar import add_months
from .errors import RuleError
from .facts.household import at_least_one
from .standards import Standards

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Funeral:
    """Yuan per deceased; `apply_by` is the last day in time."""

    eligible: bool
    reasons: tuple[str, ...]
    amount: Decimal
    apply_by: date
    office: str


def funeral(
    *,
    deceased_hukou_region: str,
    deceased_category: str,
    cremation_date: date,
    cremation_place: str,
    applied: date,
    hukou_office: str,
    standards: Standards,
) -> Funeral:
    """天津市无丧葬补助居民丧葬补贴: residents of the city without any other funeral money, cremated in the city (or in 河东天铁), within 6 months.

    Parameters of the day of cremation.
    """
    apply_by = add_months(cremation_date, standards.integer("funeral_window", cremation_date))
    reasons = (
        *([] if deceased_hukou_region == standards.region else ["no_local_hukou"]),
        *([] if deceased_category == "none" else [f"excluded_{deceased_category}"]),
        *(["cremated_outside"] if cremation_place == "outside" else []),
        *(["late"] if applied > apply_by else []),
    )
    amount = ZERO if reasons else shown(standards.money("funeral_subsidy", cremation_date))
    return Funeral(not reasons, reasons, amount, apply_by, hukou_office)


@dataclass(frozen=True)
class YearEndGroup:
    hukou_nature: str
    per_person: Decimal
    amount: Decimal


@dataclass(frozen=True)
class YearEnd:
    groups: tuple[YearEndGroup, ...]
    total: Decimal


def year_end(groups: Iterable[tuple[str, int]], standards: Standards, day: date) -> YearEnd:
    """天津年终一次性补贴: grant by hukou nature plus the festival grant, in yuan per person."""
    rows = tuple(_year_end_group(nature, persons, standards, day) for nature, persons in groups)
    return YearEnd(rows, sum((row.amount for row in rows), ZERO))


def _year_end_group(nature: str, persons: int, standards: Standards, day: date) -> YearEndGroup:
    at_least_one(persons)
    per_person = standards.money(f"year_end_grant_{nature}", day) + standards.money("festival_grant", day)
    return YearEndGroup(nature, shown(per_person), shown(per_person * persons))


@dataclass(frozen=True)
class Heating:
    """Yuan per household and season."""

    eligible: bool
    reasons: tuple[str, ...]
    amount: Decimal


def heating(
    *, programme: str, mode: str, standards: Standards, day: date, fee: Decimal | None = None
) -> Heating:
    """天津市集中供热采暖补助: a flat sum without central heating; with it the fee for tekun, a share up to a cap for dibao."""
    if not standards.switch("heating_enabled", day):
        return Heating(False, ("disabled",), ZERO)
    if programme not in ("dibao", "tekun_support"):
        return Heating(False, ("not_in_programme",), ZERO)
    return Heating(True, (), shown(_heating_amount(programme, mode, fee, standards, day)))


def _heating_amount(
    programme: str, mode: str, fee: Decimal | None, standards: Standards, day: date
) -> Fraction:
    if mode == "noncentral":
        return standards.money("heating_noncentral", day)
    bill = Fraction(money(fee))
    if programme == "tekun_support":
        return bill * standards.ratio("heating_tekun_rate", day)
    return min(bill, standards.money("heating_central_cap", day)) * standards.ratio(
        "heating_central_rate", day
    )


def refuse_unknown_item(item: str) -> None:
    if item not in ("funeral", "year_end", "heating"):
        raise RuleError("unknown_item", item)
