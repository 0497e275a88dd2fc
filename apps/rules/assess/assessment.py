"""测算结果: the explained answer, rounded for display; amounts are Decimal with two places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from ..amounts import shown
from ..facts import HouseholdFacts
from ..lines import Line, Term
from ..plain import plain
from ..standards import StandardRow, Standards
from .explain import equation, explain
from .judge import ZERO, Dibao, EdgeCash, EdgeHousehold
from .property import PropertyTest
from .work import Work, work_out


class NotCounted(NamedTuple):
    person: str
    reason: str


class MemberIncomeShown(NamedTuple):
    person: str
    counted: Decimal


class EmploymentDeduction(NamedTuple):
    person: str
    amount: Decimal


class CategoryDeductionShown(NamedTuple):
    person: str
    code: str
    amount: Decimal


class PropertyResult(NamedTuple):
    monetary: str
    homes: str
    vehicles: str
    other: str
    overall: str


class PropertyResults(NamedTuple):
    dibao: PropertyResult
    edge: PropertyResult


class SinglePersonShown(NamedTuple):
    person: str
    route: str
    amount: Decimal


@dataclass(frozen=True)
class OptionA:
    """以家庭为单位: the household as edge household, with its cash."""

    edge_household: bool
    edge_cash: Decimal


@dataclass(frozen=True)
class OptionB:
    """按单人户: single-person benefits; the others keep the status, the cash is off."""

    single_person_total: Decimal
    edge_household: bool
    edge_cash: Decimal


@dataclass(frozen=True)
class Assessment:
    """One household, all programmes. `amount` is what would be paid a month for `programme` (before any choice)."""

    counted_members: tuple[str, ...]
    not_counted: tuple[NotCounted, ...]
    member_income: tuple[MemberIncomeShown, ...]
    employment_deductions: tuple[EmploymentDeduction, ...]
    support_payments: Decimal
    income_before_uplift: Decimal
    category_deductions: tuple[CategoryDeductionShown, ...]
    counted_income: Decimal
    per_capita_income: Decimal
    compared_to_standard: str
    compared_to_edge_upper: str
    property: PropertyResults
    dibao: Dibao
    edge_household: EdgeHousehold
    edge_cash: EdgeCash
    single_person_route: tuple[SinglePersonShown, ...]
    choice_required: bool
    option_a: OptionA | None
    option_b: OptionB | None
    programme: str
    tekun_candidates: tuple[str, ...]
    warnings: tuple[str, ...]
    amount: Decimal
    equation: tuple[Term, ...]
    lines: tuple[Line, ...]
    used: tuple[StandardRow, ...]

    def to_plain(self) -> dict[str, Any]:
        """The answer as a plain mapping, ready for JSON."""
        return plain(self)


def assess(facts: HouseholdFacts, standards: Standards, day: date) -> Assessment:
    """《社会救助暂行办法》第九条「国家对共同生活的家庭成员人均收入低于当地最低生活保障标准，且符合当地最低生活保障家庭财产状况规定的
    家庭，给予最低生活保障」.

    Assesses one household on a day for dibao, edge household and the single-person route; yuan a month.
    Every call records the standards it used on its own.
    """
    return answer(work_out(facts, standards.recording(), day))


def answer(work: Work) -> Assessment:
    """What was worked out, explained and rounded for display."""
    judgement, single = work.judgement, work.single
    option_a, option_b = _options(work)
    return Assessment(
        **_income_answers(work),
        **_comparisons(work),
        property=PropertyResults(_result(judgement.dibao_property), _result(judgement.edge_property)),
        dibao=judgement.dibao,
        edge_household=judgement.edge_household,
        edge_cash=judgement.edge_cash,
        single_person_route=tuple(
            SinglePersonShown(one.member.person, one.route, one.amount) for one in single
        ),
        choice_required=judgement.edge_household.eligible and bool(single),
        option_a=option_a,
        option_b=option_b,
        programme=judgement.programme,
        tekun_candidates=work.tekun_candidates,
        warnings=work.warnings,
        amount=judgement.amount,
        equation=equation(work),
        lines=explain(work),
        used=work.standards.used,
    )


def _income_answers(work: Work) -> dict[str, Any]:
    members = work.income.members
    return {
        "counted_members": tuple(one.person for one in work.counting.counted),
        "not_counted": tuple(NotCounted(one.person, reason) for one, reason in work.counting.left_out),
        "member_income": tuple(MemberIncomeShown(one.member.person, shown(one.counted)) for one in members),
        "employment_deductions": tuple(
            EmploymentDeduction(one.member.person, shown(one.cost.amount))
            for one in members
            if one.cost.amount > 0
        ),
        "support_payments": shown(work.income.support_total),
        "income_before_uplift": shown(work.income.total),
        "category_deductions": tuple(
            CategoryDeductionShown(one.member.person, one.code, shown(one.amount)) for one in work.deductions
        ),
    }


def _comparisons(work: Work) -> dict[str, Any]:
    income = work.counted_income
    return {
        "counted_income": shown(income),
        "per_capita_income": shown(work.average),
        "compared_to_standard": compared(income, work.judgement.standard_total),
        "compared_to_edge_upper": compared(income, work.judgement.edge_total),
    }


def compared(income: Fraction, line: Fraction) -> str:
    """below, equal or above, by exact values."""
    return "equal" if income == line else "below" if income < line else "above"


def _result(test: PropertyTest) -> PropertyResult:
    return PropertyResult(test.monetary, test.homes, test.vehicles, test.other, test.overall)


def _options(work: Work) -> tuple[OptionA | None, OptionB | None]:
    """《措施》4「可自主选择以家庭为单位申请低收入家庭救助待遇或重度残疾人、重病患者按照单人户申请低保」."""
    if not work.single:
        return None, None
    eligible = work.judgement.edge_household.eligible
    total = sum((one.amount for one in work.single), ZERO)
    return OptionA(eligible, work.judgement.edge_cash.amount), OptionB(total, eligible, ZERO)
