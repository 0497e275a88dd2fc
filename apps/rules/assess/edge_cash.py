"""边缘家庭救助金的条件: which edge households get cash besides the status."""

from __future__ import annotations

from datetime import date

from ..calendar import has_reached
from ..facts import HouseholdFacts, Member
from ..standards import Standards
from ..words import LISTED_ILLNESSES

CONDITIONS = {
    "ill_or_disabled": "有残疾、重病或清单病种成员",
    "single_parent_student": "单亲家庭有在读子女",
    "fp_special_support": "享受计划生育特别扶助",
    "elderly_without_children": "无子女且成员均满60周岁",
    "district": "符合区里规定的其他情形",
}


def cash_conditions(
    facts: HouseholdFacts, counted: tuple[Member, ...], standards: Standards, day: date
) -> tuple[str, ...] | None:
    """2016年低收入家庭救助通知: the situations of the list that hold; None if no condition is asked."""
    if standards.choice("edge_cash_condition", day, ("LIST_2016", "NONE")) == "NONE":
        return None
    holds = {
        "ill_or_disabled": any(map(_ill_or_disabled, counted)),
        "single_parent_student": facts.single_parent and any(map(_in_school, counted)),
        "fp_special_support": facts.fp_special_support,
        "elderly_without_children": facts.no_children
        and all(has_reached(one.birth_date, 60, day) for one in counted),
        "district": facts.district_cash_condition,
    }
    return tuple(name for name, value in holds.items() if value)


def _ill_or_disabled(member: Member) -> bool:
    return (
        bool(member.disabilities)
        or member.severe_illness
        or any(one in LISTED_ILLNESSES for one in member.illnesses)
    )


def _in_school(member: Member) -> bool:
    studies = {"school_student", "undergraduate"}.intersection(member.statuses)
    return member.relation in ("child", "grandchild") and bool(studies)
