"""演算: every step of one tekun assessment with exact numbers, before anything is rounded for display."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..assess.property import PropertyTest, check_property
from ..facts.tekun import TekunFacts, TekunPerson
from ..labour_capacity import lacks_labour_capacity
from ..measure import Measure
from ..standards import Standards
from .conditions import is_able, own_income, reasons_against


@dataclass(frozen=True)
class SupporterAnswer:
    person: str
    able: bool


@dataclass(frozen=True)
class TekunWork:
    """Exact results before display."""

    facts: TekunFacts
    dibao: Fraction
    no_labour_capacity: bool
    income: Fraction
    property_test: PropertyTest
    supporters: tuple[SupporterAnswer, ...]
    reasons: tuple[str, ...]
    level: str
    standard_code: str
    standard: Fraction
    care: Fraction
    floor: Fraction


def work_out(facts: TekunFacts, standards: Standards, day: date) -> TekunWork:
    """第四条: the conditions, the self-care level, the standard and the subsidy, all looked up on the day."""
    facts.check(day)
    dibao, income = standards.dibao(day), own_income(facts.person.incomes)
    no_capacity = _no_labour_capacity(facts.person, standards, day)
    test = check_property(facts.property, "dibao", Measure(standards, day, 1, dibao))
    supporters = tuple(SupporterAnswer(one.person, is_able(one, standards, day)) for one in facts.supporters)
    reasons = reasons_against(
        facts,
        no_labour_capacity=no_capacity,
        below_standard=income < dibao,
        property_test=test,
        any_able=any(one.able for one in supporters),
        region=standards.region,
    )
    level, code = self_care_level_of(facts.self_care), standard_code(facts)
    care, floor = (
        standards.money(f"care_subsidy_{level}", day),
        standards.ratio("tekun_floor_multiple", day) * dibao,
    )
    standard = standards.money(code, day)
    return TekunWork(
        facts, dibao, no_capacity, income, test, supporters, reasons, level, code, standard, care, floor
    )


def _no_labour_capacity(person: TekunPerson, standards: Standards, day: date) -> bool:
    schooling = person.existing_tekun and "school_student" in person.statuses
    return lacks_labour_capacity(
        person.birth_date, person.disabilities, standards, day, schooling_tekun=schooling
    )


def self_care_level_of(indicators: Mapping[str, bool]) -> str:
    """第二十二条「6项指标全部达到的，可以视为具备生活自理能力；有3项以下（含3项）指标不能达到的，可以视为部分丧失…；有4项以上（含4项）…完全丧失」."""
    failed = sum(not alone for alone in indicators.values())
    return "full" if failed == 0 else "partial" if failed <= 3 else "none"


def standard_code(facts: TekunFacts) -> str:
    """第十九条「对于拥有承包土地或者参加农村集体经济收益分配的特困人员，一般给予农村特困人员救助供养待遇」."""
    person = facts.person
    rural = person.hukou_nature == "rural" or person.contracted_land or person.collective_distribution
    return f"tekun_standard_rural_{facts.mode}" if rural else "tekun_standard_urban"
