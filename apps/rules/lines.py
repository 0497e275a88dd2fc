"""算式行: the rows of an explained answer. They are the screen, the letter, the audit and the API."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .amounts import format_money, shown

PARTS = {
    "income": "一、算家庭收入",
    "uplift": "二、减分类扣减",
    "comparison": "三、与标准比较",
    "benefit": "四、算补差",
    "edge": "五、低保边缘家庭",
    "single_person": "六、单人户",
    "tekun_conditions": "一、认定条件",
    "tekun_self_care": "二、自理能力",
    "tekun_benefit": "三、供养金",
    "rigid": "二、刚性支出（近12个月，元）",
}
KINDS = ("item", "subtotal", "result", "not_applicable", "count", "text")


@dataclass(frozen=True)
class Line:
    """One row: what, how much (yuan a month), why, by which article. `text` stands in the amount column instead."""

    code: str
    label: str
    amount: Decimal | None
    because: str
    citation: str
    part: str
    kind: str
    standard_codes: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Term:
    """One term of the equation: 1,045.00 × 3 − 1,894.00 = 1,241.00; `operator` stands before it."""

    operator: str
    amount: Decimal
    label: str
    text: str


def term(operator: str, amount: Fraction | Decimal, label: str) -> Term:
    """A term of money."""
    return Term(operator, shown(amount), label, format_money(amount))


def factor(operator: str, value: int | Fraction, label: str, text: str) -> Term:
    """A term that is no money: a number of persons, a share."""
    return Term(operator, shown(value, 4) if isinstance(value, Fraction) else Decimal(value), label, text)


def item(
    code: str,
    label: str,
    amount: Fraction | Decimal,
    because: str,
    citation: str,
    part: str,
    *standard_codes: str,
) -> Line:
    """A row that is added up; the amount carries its sign."""
    return Line(code, label, shown(amount), because, citation, part, "item", standard_codes)


def idle(
    code: str, label: str, because: str, citation: str, part: str, *standard_codes: str, text: str = "不适用"
) -> Line:
    """A row that does not apply and says why; it stays on the page, in grey."""
    return Line(code, label, None, because, citation, part, "not_applicable", standard_codes, text)
