"""查标准: one value with its document, and the published figures derived from the dibao standard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .amounts import half_up, shown, yuan
from .errors import RuleError
from .standards import Standards

MULTIPLES = {
    "tekun_floor": "tekun_floor_multiple",
    "monetary_limit_dibao": "monetary_limit_dibao",
    "monetary_limit_edge": "monetary_limit_edge",
}


@dataclass(frozen=True)
class FoundStandard:
    value: str
    valid_from: date | None
    confirmed: bool | None
    document_number: str | None


def look_up(code: str, standards: Standards, day: date) -> FoundStandard:
    """The value in force on the day with its document; of an overridden value nothing else is known."""
    row = standards.row(code, day)
    if row.overridden:
        return FoundStandard(row.value or "", None, None, None)
    return FoundStandard(row.value or "", row.valid_from, row.confirmed, row.document_number)


def edge_upper(standards: Standards, day: date, standard: Fraction) -> Fraction:
    """第八条「家庭人均收入低于当地最低生活保障标准1.5倍」: the upper line in yuan per person; whole yuan if the standards say so."""
    line = standards.ratio("edge_income_upper", day) * standard
    return Fraction(half_up(line)) if standards.boolean("edge_upper_rounded", day) else line


def derive(name: str, standards: Standards, day: date) -> Decimal:
    """A published figure in yuan, from the standard of the day's month: edge cash, upper line, tekun floor, money limits."""
    if name == "edge_cash":
        return yuan(standards.ratio("edge_cash_rate", day) * standards.dibao(day))
    if name == "edge_upper":
        return shown(edge_upper(standards, day, standards.dibao(day)))
    if name in MULTIPLES:
        return shown(standards.ratio(MULTIPLES[name], day) * standards.dibao(day))
    raise RuleError("unknown_standard", name)
