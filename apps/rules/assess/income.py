"""家庭收入: lines net of what is taken off, employment cost per person, support payments, rigid expenditure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ..amounts import exact
from ..employment_cost import NO_WAGE, EmploymentCost, Worker, employment_cost
from ..facts import Expenditure, HouseholdFacts, Income, Member
from ..standards import Standards
from ..words import UNCOUNTED_ITEMS
from .support import SupportPayment, support_payments

NOTHING = Fraction(0)
PENSION_EXCLUSION_ENDS = date(2026, 1, 1)


class NetLine(NamedTuple):
    """One income line per month in yuan: gross, what was taken off (never more than the gross), net (0 if not counted)."""

    income: Income
    counted: bool
    gross: Fraction
    taken: tuple[tuple[str, Fraction], ...]
    net: Fraction


class MemberIncome(NamedTuple):
    member: Member
    lines: tuple[NetLine, ...]
    wage: Fraction
    cost: EmploymentCost
    counted: Fraction


@dataclass(frozen=True)
class HouseholdIncome:
    """`total` is Y₀, the income before category uplift; `support_total` is part of it."""

    members: tuple[MemberIncome, ...]
    support: tuple[SupportPayment, ...]
    rigid: tuple[tuple[Expenditure, Fraction], ...]
    rigid_applies: bool
    support_total: Fraction
    total: Fraction


def added(amounts: Iterable[Fraction]) -> Fraction:
    """The exact sum; 0 of nothing."""
    total = None
    for amount in amounts:
        total = amount if total is None else total + amount
    return NOTHING if total is None else total


def monthly(amount: Fraction, period: str | None) -> Fraction:
    """Yuan a month: a 12-month total is divided by 12, exactly."""
    return amount / 12 if period == "total_12_months" else amount


def net_line(income: Income, counted: bool) -> NetLine:
    """第十三条「扣除经营费用、生产性固定资产折旧和生产税之后得到的收入」: net of all deductions, at least 0 per line; yuan a month."""
    gross = left = monthly(exact(income.amount), income.period)
    taken = []
    for name, amount in income.deductions.items():
        part = min(left, monthly(exact(amount), income.period))
        taken.append((name, part))
        left -= part
    return NetLine(income, counted, gross, tuple(taken), left if counted else NOTHING)


def is_counted(income: Income, standards: Standards, day: date) -> bool:
    """第十三条「下列收入不计入家庭收入：（一）国家规定的优待抚恤金、计划生育奖励与扶助金、奖学金、见义勇为等奖励性补助；（二）政府发放
    的各类社会救助款物；（三）“十四五”期间，中央确定的城乡居民基本养老保险基础养老金」."""
    if income.item == "basic_pension_central":
        return not standards.boolean("exclude_central_basic_pension", day)
    return income.item not in UNCOUNTED_ITEMS


def member_income(member: Member, programme: str, standards: Standards, day: date) -> MemberIncome:
    """One member's income in yuan a month: the net lines less employment cost, which comes off the wages only."""
    if not member.incomes:
        return MemberIncome(member, (), NOTHING, NO_WAGE, NOTHING)
    lines = tuple(net_line(income, is_counted(income, standards, day)) for income in member.incomes)
    wage = added(line.net for line in lines if line.income.type == "W")
    net = added(line.net for line in lines)
    if not wage:
        return MemberIncome(member, lines, wage, NO_WAGE, net)
    worker = Worker(member.first_start, member.migrant_return, member.work_status in ("employed", "flexible"))
    cost = employment_cost(wage, worker, programme, standards, day)
    return MemberIncome(member, lines, wage, cost, net - cost.amount)


def _rigid(expenditures: Iterable[Expenditure]) -> tuple[tuple[Expenditure, Fraction], ...]:
    return tuple(
        (one, monthly(max(NOTHING, exact(one.amount) - exact(one.reimbursed)), one.period))
        for one in expenditures
    )


def household_income(
    facts: HouseholdFacts, counted: tuple[Member, ...], standards: Standards, day: date
) -> HouseholdIncome:
    """第十三条「家庭收入指共同生活的家庭成员在规定期限内获得的全部现金及实物收入」.

    Y₀ in yuan a month, exact: counted members, plus support owed to them, less rigid expenditure where the region does.
    """
    members = tuple(member_income(member, facts.current_programme, standards, day) for member in counted)
    support = support_payments(facts.obliged_supporters, counted, standards, day)
    applies = standards.switch("rigid_expenditure_deduction", day)
    rigid = _rigid(facts.expenditures) if applies else ()
    owed = added(payment.amount for payment in support)
    total = added(one.counted for one in members) + owed - added(amount for _, amount in rigid)
    return HouseholdIncome(members, support, rigid, applies, owed, max(NOTHING, total))


def income_warnings(counted: tuple[Member, ...], day: date) -> set[str]:
    """The 14th five-year plan ended on 2025-12-31; whether its exclusion goes on is not confirmed."""
    pension = any(income.item == "basic_pension_central" for member in counted for income in member.incomes)
    return {"central_pension_exclusion_unconfirmed"} if pension and day >= PENSION_EXCLUSION_ENDS else set()
