"""定期核查: when a household is reviewed next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .calendar import DAY, add_months
from .errors import RuleError
from .standards import Standards

CATEGORIES = ("dibao", "edge_household", "tekun_support")
UNFIXED = ("W", "B")  # wages and business: 收入来源不固定
ABLE = ("full", "part")  # 有劳动能力, also a part of it


@dataclass(frozen=True)
class ReviewCycle:
    cycle_months: int
    next_due: date
    due_soon_from: date


def steadiness(members: Iterable[Mapping[str, Any]]) -> tuple[bool, bool]:
    """Whether the income is fixed, and whether somebody who lives there can work; members as frozen facts tell them.

    The register asks the same of its tables, for all households in one statement (`apps.reviews.queries.due`).
    """
    rows = list(members)
    unfixed = any(income["type"] in UNFIXED for one in rows for income in one["incomes"])
    able = any(one["labour_capacity"] in ABLE and one.get("co_resident", True) for one in rows)
    return not unfixed, able


def review_cycle(
    category: str,
    last_review: date,
    *,
    income_fixed: bool,
    labour_capacity_member: bool,
    standards: Standards,
    day: date,
) -> ReviewCycle:
    """第三十一条「对短期内经济状况变化不大的最低生活保障家庭，乡镇人民政府（街道办事处）每年核查一次；对收入来源不固定、家庭成员有劳动能力
    的最低生活保障家庭，每半年核查一次」.

    Months between reviews, the next one and the day from which it is due soon.
    """
    if category not in CATEGORIES:
        raise RuleError("unknown_category", category)
    short = _may_be_short(category, standards, day) and _unsteady(
        income_fixed, labour_capacity_member, standards, day
    )
    months = standards.integer("review_cycle_short" if short else "review_cycle_long", day)
    due = add_months(last_review, months)
    return ReviewCycle(months, due, due - standards.integer("review_notice_days", day) * DAY)


def _may_be_short(category: str, standards: Standards, day: date) -> bool:
    if category == "edge_household":
        return standards.boolean("review_edge_half_year", day)
    return category == "dibao"


def _unsteady(income_fixed: bool, labour_capacity_member: bool, standards: Standards, day: date) -> bool:
    """「收入来源不固定、家庭成员有劳动能力」 read as one or both, by `review_half_year_condition`."""
    found = (not income_fixed, labour_capacity_member)
    return (
        any(found)
        if standards.choice("review_half_year_condition", day, ("OR", "AND")) == "OR"
        else all(found)
    )


def reminded(opened: date, due: date, day: date) -> str:
    """Who is to be reminded of an open review: its `worker`, from the last third of its time on the `colleagues` of the
    street, and once it is late the `supervisor`. No law says so; the shares follow the notice days, which are a standard.
    """
    if day > due:
        return "supervisor"
    return "colleagues" if (due - day) * 3 <= due - opened else "worker"
