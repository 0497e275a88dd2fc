"""补差: the benefit of a household for one month from its totals; the one formula behind award, recovery and taper."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from .measure import Measure


def dibao_gap(income: Fraction, measure: Measure) -> Decimal:
    """第二十三条「按照审核确定的申请家庭人均收入与当地最低生活保障标准的实际差额计算」.

    pay(S×n − Y) in yuan for the month of the measure, never below 0.
    """
    return measure.pay(measure.standard_total - income)
