"""演算: every step of one assessment with exact numbers, before anything is rounded for display."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from ..facts import HouseholdFacts, Member
from ..labour_capacity import lacks_labour_capacity
from ..measure import Measure
from ..standards import Standards
from .counting import Counting, count_members
from .edge_cash import cash_conditions
from .income import HouseholdIncome, added, household_income, income_warnings
from .judge import Judgement, Totals, judge, standing_reasons
from .property import property_warnings
from .single_person import Household, SinglePerson, single_person_routes
from .uplift import CategoryDeduction, category_deductions

NOTHING = Fraction(0)


@dataclass(frozen=True)
class Work:
    """Exact results of all steps; `conditions` is None where edge cash asks no condition."""

    facts: HouseholdFacts
    standards: Standards
    day: date
    counting: Counting
    income: HouseholdIncome
    deductions: tuple[CategoryDeduction, ...]
    conditions: tuple[str, ...] | None
    totals: Totals
    judgement: Judgement
    single: tuple[SinglePerson, ...]
    tekun_candidates: tuple[str, ...]

    @property
    def members(self) -> int:
        return self.totals.members

    @property
    def counted_income(self) -> Fraction:
        return self.totals.income

    @cached_property
    def average(self) -> Fraction:
        """Income per person, exact."""
        return self.totals.income / self.totals.members

    @property
    def warnings(self) -> tuple[str, ...]:
        income = income_warnings(self.counting.counted, self.day)
        return tuple(sorted(self.counting.warnings | income | property_warnings(self.facts.property)))


def work_out(facts: HouseholdFacts, standards: Standards, day: date) -> Work:
    """《社会救助暂行办法》第九条 and what it refers to: all steps in the order of the contract's section 6."""
    facts.check(day)
    counting = count_members(facts, standards, day)
    counted = counting.counted
    income = household_income(facts, counted, standards, day)
    deductions = category_deductions(counted, standards, day)
    conditions = cash_conditions(facts, counted, standards, day)
    after = (
        max(NOTHING, income.total - added(one.amount for one in deductions)) if deductions else income.total
    )
    totals = _totals(facts, counted, after, conditions is None or bool(conditions), standards.region)
    judgement = judge(totals, Measure(standards, day, len(counted)))
    single = _single(income, after, totals, judgement, standards, day)
    candidates = _tekun_candidates(income, judgement, standards, day)
    return Work(
        facts, standards, day, counting, income, deductions, conditions, totals, judgement, single, candidates
    )


def _totals(
    facts: HouseholdFacts, counted: tuple[Member, ...], income: Fraction, cash_condition: bool, region: str
) -> Totals:
    """第三十四条「连续3次拒绝接受介绍的…工作的，…应当决定减发或者停发其本人的最低生活保障金」: who refuses, and the standing."""
    refusing = tuple(
        one.person for one in counted if one.refused_jobs >= 3 and one.labour_capacity in ("full", "part")
    )
    return Totals(
        members=len(counted),
        income=income,
        property=facts.property,
        cash_condition=cash_condition,
        local_hukou=any(one.hukou_region == region for one in counted),
        other_benefit=any(one.current_benefit != "none" for one in counted),
        refusing=refusing,
    )


def _single(
    income: HouseholdIncome,
    after: Fraction,
    totals: Totals,
    judgement: Judgement,
    standards: Standards,
    day: date,
) -> tuple[SinglePerson, ...]:
    """A household that is dibao is in as a whole (申请家庭符合条件的不得仅纳入个别成员): no routes then."""
    if judgement.dibao.eligible or standing_reasons(totals):
        return ()
    household = Household(judgement, totals.members, income.total, after)
    return single_person_routes(income.members, household, standards, day)


def _tekun_candidates(
    income: HouseholdIncome, judgement: Judgement, standards: Standards, day: date
) -> tuple[str, ...]:
    """《特困人员认定办法》第十一条「发现可能符合特困人员救助供养条件的，应当告知其救助供养政策」: a hint that changes nothing else."""
    if judgement.dibao_property.overall != "pass":
        return ()
    return tuple(
        one.member.person
        for one in income.members
        if one.counted < judgement.standard and _may_be_tekun(one.member, standards, day)
    )


def _may_be_tekun(member: Member, standards: Standards, day: date) -> bool:
    alone = member.supporter_status in ("none", "unable")
    local = member.hukou_region == standards.region and member.current_benefit != "tekun"
    return alone and local and lacks_labour_capacity(member.birth_date, member.disabilities, standards, day)
