"""单人户（单人保）: a severely disabled or ill member of a household that is not dibao, by own income alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..amounts import half_up
from ..calendar import has_reached
from ..facts import Member
from ..standards import Standards
from .income import MemberIncome
from .judge import Judgement
from .uplift import is_severely_disabled


@dataclass(frozen=True)
class SinglePerson:
    """One member's own benefit, yuan a month."""

    member: Member
    route: str
    own_income: Fraction
    amount: Decimal


@dataclass(frozen=True)
class Household:
    """What the routes ask of the household: its judgement, n, and Yb, the income of the band test (yuan a month)."""

    judgement: Judgement
    members: int
    before_uplift: Fraction
    after_uplift: Fraction

    @property
    def standard_total(self) -> Fraction:
        return self.judgement.standard * self.members

    def compared(self, standards: Standards, day: date) -> Fraction:
        basis = standards.choice("single_person_income_basis", day, ("BEFORE_UPLIFT", "AFTER_UPLIFT"))
        return self.before_uplift if basis == "BEFORE_UPLIFT" else self.after_uplift


def single_person_routes(
    incomes: tuple[MemberIncome, ...], household: Household, standards: Standards, day: date
) -> tuple[SinglePerson, ...]:
    """第八条「符合下列情形之一的人员，可以单独提出申请：（一）最低生活保障边缘家庭中…一级、二级重度残疾人和三级智力残疾人、三级精神
    残疾人；（二）…重特大疾病的人员」; 《措施》4「按照单人户申请低保的，不叠加享受分类救助政策」.

    For each member the first route that fits: S less the own income before uplift, in yuan a month.
    """
    standard = household.judgement.standard
    found = []
    for income in incomes:
        route = _route(income.member, household, standards, day) if income.counted < standard else None
        if route:
            amount = standards.pay(standard - income.counted, day)
            found.append(SinglePerson(income.member, route, income.counted, amount))
    return tuple(found)


def _route(member: Member, household: Household, standards: Standards, day: date) -> str | None:
    severe = is_severely_disabled(member.disabilities)
    if severe or member.severe_illness:
        if _in_band(household, standards, day):
            return "SP_BAND"
        if _hebei(member, household, standards, day):
            return "SP_HB"
    return "SP_ADULT_JOBLESS" if severe and _adult_jobless(member, household, standards, day) else None


def _in_band(household: Household, standards: Standards, day: date) -> bool:
    """《措施》4「家庭人均收入界于低保标准与低保标准1.5倍之间，且财产状况符合救助规定的，可自主选择…按照单人户申请低保」."""
    codes = ("single_person_band_lower", "single_person_band_upper")
    if (
        not all(standards.in_force(code, day) for code in codes)
        or household.judgement.edge_property.overall != "pass"
    ):
        return False
    lower, upper = (standards.ratio(code, day) * household.judgement.standard for code in codes)
    if standards.boolean("edge_upper_rounded", day):
        upper = Fraction(half_up(upper))
    compared = household.compared(standards, day) / household.members
    if compared == lower:
        return standards.boolean("edge_lower_inclusive", day)
    if compared == upper:
        return standards.boolean("edge_upper_inclusive", day)
    return lower < compared < upper


def _hebei(member: Member, household: Household, standards: Standards, day: date) -> bool:
    """桥西区实施意见（五）「不符合低保条件的低收入家庭中的重度残疾人、重病患者等完全丧失劳动能力和部分丧失劳动能力…的人员,采取“单人保”」."""
    unable = member.labour_capacity in ("none", "part")
    return (
        household.judgement.edge_household.eligible
        and unable
        and standards.switch("single_person_hb_route", day)
    )


def _adult_jobless(member: Member, household: Household, standards: Standards, day: date) -> bool:
    """津民发〔2023〕13号「允许成年无业重度残疾人可以参照“单人户”纳入低保」."""
    jobless = member.work_status in ("registered_unemployed", "not_registered")
    if not (
        jobless and has_reached(member.birth_date, 18, day) and standards.switch("adult_jobless_route", day)
    ):
        return False
    tested = standards.choice("adult_jobless_property_test", day, ("NONE", "EDGE")) == "EDGE"
    if tested and household.judgement.edge_property.overall != "pass":
        return False
    if standards.value("adult_jobless_income_upper", day) == "none":
        return True
    upper = standards.ratio("adult_jobless_income_upper", day) * household.standard_total
    return household.compared(standards, day) <= upper
