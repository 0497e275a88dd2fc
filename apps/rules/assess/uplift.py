"""分类救助: income deductions for listed disabilities and illnesses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..facts import Disability, Member
from ..standards import Standards
from ..words import ILLNESSES

DISABILITY_CODES = {
    "CU_DIS_A": {(kind, grade) for kind in ("visual", "limb", "intellectual", "mental") for grade in (1, 2)},
    "CU_DIS_B": {(kind, grade) for kind in ("speech", "hearing") for grade in (1, 2)}
    | {("intellectual", 3), ("mental", 3)},
}


@dataclass(frozen=True)
class CategoryDeduction:
    """Yuan a month off the household's income."""

    member: Member
    code: str
    amount: Fraction


def is_severely_disabled(disabilities: Iterable[Disability]) -> bool:
    """第八条「一级、二级重度残疾人和三级智力残疾人、三级精神残疾人」."""
    return any(
        one.grade <= 2 or (one.grade == 3 and one.type in ("intellectual", "mental")) for one in disabilities
    )


def category_deductions(
    counted: tuple[Member, ...], standards: Standards, day: date
) -> tuple[CategoryDeduction, ...]:
    """《措施》4「对有特定病种病人、残疾人…等情况的特殊困难家庭在申请低保和低收入家庭救助时按一定标准豁免家庭收入」.

    Per counted member the highest code of the disabilities and the highest of the illnesses, in yuan a month; a person
    with both gets both or only the larger, by `category_uplift_combination`. Codes that are not in force deduct nothing.
    """
    return tuple(one for member in counted for one in _of_member(member, standards, day))


def _of_member(member: Member, standards: Standards, day: date) -> tuple[CategoryDeduction, ...]:
    if not member.disabilities and not member.illnesses:
        return ()
    pairs = {(one.type, one.grade) for one in member.disabilities}
    disability = [code for code, listed in DISABILITY_CODES.items() if pairs & listed]
    illness = [code for code, listed in ILLNESSES.items() if listed.keys() & set(member.illnesses)]
    found = tuple(
        best
        for codes in (disability, illness)
        if (best := _highest(member, codes, standards, day)) is not None
    )
    if len(found) == 2 and standards.choice("category_uplift_combination", day, ("ADD", "MAX")) == "MAX":
        return (max(found, key=lambda one: one.amount),)
    return found


def _highest(member: Member, codes: list[str], standards: Standards, day: date) -> CategoryDeduction | None:
    """The highest code in force; the earlier letter if equal."""
    found = [
        CategoryDeduction(member, code, standards.money(code, day))
        for code in codes
        if standards.in_force(code, day)
    ]
    return max(found, key=lambda one: one.amount, default=None)
