"""赡养（抚养、扶养）费: what people outside the household owe to counted members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..amounts import format_money, format_percent
from ..facts import Member, Supporter
from ..standards import Standards

NOTHING = Fraction(0)


@dataclass(frozen=True)
class SupportPayment:
    """Yuan a month for all supported together, and how it was found."""

    supporter: Supporter
    amount: Fraction
    because: str


def support_payments(
    supporters: tuple[Supporter, ...], counted: tuple[Member, ...], standards: Standards, day: date
) -> tuple[SupportPayment, ...]:
    """第十三条（四）「转移性收入…包括赡养（抚养、扶养）费」: each supporter of at least one counted member, yuan a month."""
    persons = {member.person for member in counted}
    return tuple(
        _payment(supporter, sum(person in persons for person in supporter.supports), standards, day)
        for supporter in supporters
        if persons.intersection(supporter.supports)
    )


def _payment(supporter: Supporter, supported: int, standards: Standards, day: date) -> SupportPayment:
    """A court amount comes before the formula; what is really paid counts if it is higher."""
    actual = Fraction(supporter.actual_amount or 0)
    if supporter.court_amount is not None:
        stated, because = Fraction(supporter.court_amount), "法院判决或调解确定"
    else:
        stated, because = _formula(supporter, supported, standards, day)
    return (
        SupportPayment(supporter, actual, "实际给付较高，按实际给付")
        if actual > stated
        else SupportPayment(supporter, stated, because)
    )


def _formula(supporter: Supporter, supported: int, standards: Standards, day: date) -> tuple[Fraction, str]:
    """赡养费通用算法: the excess over the threshold × rate, per supported person, for those counted; yuan a month."""
    if supporter.programme != "none":
        return NOTHING, "义务人本人在保，不计赡养费"
    if not standards.switch("support_rule_enabled", day):
        return NOTHING, "未启用赡养费公式，没有判决和实际给付的不计"
    average = Fraction(supporter.household_income) / supporter.household_size
    threshold = standards.ratio("support_threshold_multiple", day) * standards.dibao(day)
    few = supporter.children_of_supported <= 2
    rate = standards.ratio("support_rate_le2" if few else "support_rate_ge3", day)
    amount = max(NOTHING, average - threshold) * rate / len(supporter.supports) * supported
    because = (
        f"（人均{format_money(average)} − {format_money(threshold)}）× {format_percent(rate)}"
        f"，被赡养{len(supporter.supports)}人中计入{supported}人"
    )
    return amount, because
