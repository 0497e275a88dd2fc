"""计入人口: who counts as a member of the household on the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ..calendar import has_reached, month_of
from ..errors import RuleError
from ..facts import HouseholdFacts, Member
from ..standards import Standards

Test = Callable[[Member, Standards, date], bool]


@dataclass(frozen=True)
class Counting:
    counted: tuple[Member, ...]
    left_out: tuple[tuple[Member, str], ...]

    @property
    def warnings(self) -> set[str]:
        reasons = {reason for _, reason in self.left_out}
        return {"non_local_member_check"} if "non_local_under_12_months" in reasons else set()


def _has(status: str) -> Test:
    return lambda member, standards, day: status in member.statuses


def _deceased(member: Member, standards: Standards, day: date) -> bool:
    return member.death_date is not None and month_of(member.death_date) < month_of(day)


def _postgraduate(member: Member, standards: Standards, day: date) -> bool:
    is_one = member.relation == "child" and "postgraduate" in member.statuses
    return is_one and not standards.boolean("count_postgraduates", day)


def _lives_elsewhere(member: Member, standards: Standards, day: date) -> bool:
    """Head, spouse, a child under 18 and an undergraduate child count wherever they live."""
    if member.co_resident or member.relation in ("head", "spouse"):
        return False
    dependent = "undergraduate" in member.statuses or not has_reached(member.birth_date, 18, day)
    return not (member.relation == "child" and dependent)


def _non_local(member: Member, standards: Standards, day: date) -> bool:
    if member.hukou_region == standards.region or not standards.in_force("non_local_residence_months", day):
        return False
    return member.joint_residence_months < standards.integer("non_local_residence_months", day)


EXCLUSIONS: tuple[tuple[str, Test], ...] = (
    ("unrelated", lambda member, standards, day: member.relation == "unrelated"),
    ("deceased", _deceased),
    ("conscript", lambda member, standards, day: standards.region == "TJ" and "conscript" in member.statuses),
    ("clergy_3y", _has("clergy_3y")),
    ("imprisoned", _has("imprisoned")),
    ("compulsory_rehab", _has("compulsory_rehab")),
    ("declared_missing", _has("declared_missing")),
    ("postgraduate", _postgraduate),
    ("not_co_resident", _lives_elsewhere),
    ("non_local_under_12_months", _non_local),
)


def count_members(facts: HouseholdFacts, standards: Standards, day: date) -> Counting:
    """第七条「共同生活的家庭成员包括：（一）配偶；（二）未成年子女；（三）已成年但不能独立生活的子女，包括在校接受全日制本科及以下
    学历教育的子女；（四）其他具有法定赡养、扶养、抚养义务关系并长期共同居住的人员」.

    Splits the members into counted and left out; of the ordered exclusions the first that holds is the reason.
    Refused with no_members if nobody is left.
    """
    counted, left_out = [], []
    for member in facts.members:
        reason = next((code for code, holds in EXCLUSIONS if holds(member, standards, day)), None)
        if reason:
            left_out.append((member, reason))
        else:
            counted.append(member)
    if not counted:
        raise RuleError("no_members")
    return Counting(tuple(counted), tuple(left_out))
