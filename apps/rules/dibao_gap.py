"""补差: the benefit of a household for one month from its totals; the one formula behind award, recovery and taper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from .standards import Standards


def dibao_gap(
    members: int, income: Fraction, standards: Standards, day: date, standard: Fraction | None = None
) -> Decimal:
    """第二十三条「按照审核确定的申请家庭人均收入与当地最低生活保障标准的实际差额计算」.

    pay(S×n − Y) in yuan for the month of `day`, never below 0; `standard` is S of that month unless given.
    """
    standard = standards.dibao(day) if standard is None else standard
    return standards.pay(standard * members - income, day)
