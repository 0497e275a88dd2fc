"""刚性支出困难家庭测算: the household of a dibao assessment, its rigid expenses of 12 months, recognised or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from . import citations
from .amounts import format_money, format_percent, shown
from .assess.explain import explain as explain_household
from .assess.explain_result import RESULTS, property_lines
from .assess.work import Work, work_out
from .expenditure import RigidExpenditure, RigidItem, rigid_expenditure
from .facts import Expenditure, HouseholdFacts
from .lines import Line, Term, idle, item
from .plain import plain
from .standards import StandardRow, Standards
from .words import EXPENDITURES, RIGID_REASONS

YEAR = 12
PART = "rigid"


@dataclass(frozen=True)
class RigidAssessment:
    """Yuan of 12 months. Nothing is paid monthly; `valid_to` is the last day of the recognition."""

    counted_members: tuple[str, ...]
    income_12_months: Decimal
    rigid_total: Decimal
    ratio: Decimal | None
    reasons: tuple[str, ...]
    valid_to: date | None
    lines: tuple[Line, ...]
    used: tuple[StandardRow, ...]

    @property
    def programme(self) -> str:
        return "none" if self.reasons else "rigid_expenditure"

    @property
    def amount(self) -> Decimal:
        return shown(0)

    @property
    def equation(self) -> tuple[Term, ...]:
        return ()

    def to_plain(self) -> dict[str, Any]:
        return {**plain(self), "programme": self.programme, "amount": plain(self.amount)}


def assess_rigid(facts: HouseholdFacts, standards: Standards, day: date) -> RigidAssessment:
    """天津市刚性支出困难家庭认定办法（试行）「必需支出达到或超过家庭总收入的60%」: one household on a day.

    The household income of 12 months is that of the dibao assessment before any category deduction, times 12; the
    property is held against the limits of an edge household.
    """
    standards = standards.recording()
    work = work_out(facts, standards, day)
    income = shown(work.income.total * YEAR)
    answer = rigid_expenditure(
        programme=_programme(work),
        members=work.members,
        income_12_months=income,
        items=[_item(one) for one in facts.expenditures],
        property_ok=work.judgement.edge_property.overall == "pass",
        standards=standards,
        day=day,
    )
    reasons = tuple(f"rigid_{reason}" for reason in answer.reasons)
    return RigidAssessment(
        counted_members=tuple(one.person for one in work.counting.counted),
        income_12_months=income,
        rigid_total=answer.rigid_total,
        ratio=answer.ratio,
        reasons=reasons,
        valid_to=answer.valid_to,
        lines=tuple(_lines(work, income, answer, reasons)),
        used=standards.used,
    )


def _programme(work: Work) -> str:
    """What the household has or would get; who fits dibao or edge is not recognised besides."""
    return (
        work.facts.current_programme if work.facts.current_programme != "none" else work.judgement.programme
    )


def _item(one: Expenditure) -> RigidItem:
    """An expense as yuan of 12 months."""
    times = YEAR if one.period == "monthly" else 1
    return RigidItem(one.category, one.amount * times, one.reimbursed * times)


def _lines(work: Work, income: Decimal, answer: RigidExpenditure, reasons: tuple[str, ...]) -> Iterator[Line]:
    yield from (line for line in explain_household(work) if line.part == "income")
    for one in work.facts.expenditures:
        counted = _item(one)
        because = f"支出 {format_money(counted.amount)}"
        if counted.reimbursed:
            because += f" − 报销和救助 {format_money(counted.reimbursed)}"
        yield item(
            "rigid_item",
            EXPENDITURES[one.category],
            counted.counted,
            because,
            citations.RIGID_METHOD + "第五条",
            PART,
        )
    yield Line(
        "rigid_total",
        "刚性支出合计",
        answer.rigid_total,
        "以上各行相加",
        citations.RIGID_METHOD,
        PART,
        "subtotal",
    )
    yield from _tests(work, income, answer)
    for reason in reasons:
        yield idle(
            reason,
            "刚性支出困难家庭",
            RIGID_REASONS[reason],
            citations.RIGID_METHOD,
            PART,
            text="不符合",
        )
    if (end := answer.valid_to) and not reasons:
        because = f"有效期至{end.year}年{end.month}月{end.day}日，不按月发放现金"
        yield Line(
            "rigid_expenditure",
            "刚性支出困难家庭",
            None,
            because,
            citations.RIGID_METHOD,
            PART,
            "text",
            ("rigid_validity",),
            "符合",
        )


def _tests(work: Work, income: Decimal, answer: RigidExpenditure) -> Iterator[Line]:
    """收入、支出占比和财产, each with its figures."""
    average = Fraction(income) / work.members
    yield Line(
        "rigid_income",
        "家庭近12个月收入",
        income,
        f"人均 {format_money(average)}，与上年全市居民人均可支配收入比较",
        citations.RIGID_METHOD,
        PART,
        "text",
        ("citywide_disposable_income",),
    )
    share = "没有收入" if answer.ratio is None else f"占收入 {format_percent(Fraction(answer.ratio))}"
    yield Line(
        "rigid_ratio",
        "刚性支出占家庭收入",
        None,
        share,
        citations.RIGID_METHOD,
        PART,
        "text",
        ("rigid_ratio_min", "rigid_ratio_inclusive"),
        RESULTS["pass" if answer.ratio_ok else "fail"],
    )
    yield from property_lines(work.judgement.edge_property, "edge", PART)
