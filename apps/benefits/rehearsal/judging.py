"""One household before and after, by the same `judge` as every payment."""

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from apps.benefits.models import Group, Rehearsal
from apps.benefits.queries.totals import totals_from_plain
from apps.benefits.rehearsal.register import Reading, Subject
from apps.rules.amounts import format_money
from apps.rules.assess import Judgement, judge, work_out
from apps.rules.errors import RuleError
from apps.rules.facts import from_plain
from apps.rules.measure import Measure
from apps.rules.standards import Standards
from apps.rules.words import REASONS
from apps.standards.asked import enters_assessment, enters_at_the_end
from apps.standards.models import StandardDraft
from apps.standards.queries import (
    known_codes,
    last_change,
    policy_areas,
    standards_drafted,
    standards_for,
    withdrawn_rows,
)

DAY = dt.timedelta(days=1)
JUDGED = ("", "dibao", "edge_cash")
OTHER_RULE = (
    "渐退金、特困供养金、照料护理补贴和单人户低保金按另外的规则计算，不随本次调整，请街道逐户复核后重新决定。"
)

# Why an amount cannot be closed before the month; what was just decided is brought along by the next catch-up.
HELD = {
    "planned": "以后月份已另有金额（渐退或变更），不随本次调整，请街道逐户复核。",
    "begins": "金额由决定自调整当月起发，按决定时的标准算出，不随本次调整；请发布后补算，从下月起补上。",
}


class Row(NamedTuple):
    """A `RehearsalRow` as it is written."""

    rehearsal_id: int
    case_id: int
    award_id: int | None
    assessment_id: int
    office_id: int
    members: int
    programme_before: str
    before: Decimal
    programme_after: str
    after: Decimal
    group: Group
    reason: str


class Court:
    """Judges households by the standards as they stand and as they are drafted; keeps both for each policy area.

    Old: the day before the first month that changes; new: that month's first day.
    """

    def __init__(self, rehearsal: Rehearsal, drafts: Iterable[StandardDraft]):
        self.rehearsal, self.drafts = rehearsal, list(drafts)
        self.new_day = rehearsal.first_month
        self.old_day = rehearsal.first_month - DAY
        # A parameter that enters before the totals needs the facts again.
        self.needs_facts = not all(enters_at_the_end(draft.code.code) for draft in self.drafts)
        self._upstream = [
            code for code in known_codes() if enters_assessment(code) and not enters_at_the_end(code)
        ]
        self._standards: dict[str, tuple[Standards, Standards]] = {}
        self._measures: dict[tuple[str, bool, dt.date, int], Measure] = {}
        self._lines: dict[str, str] = {}

    def new(self, subject: Subject, day: dt.date | None = None) -> Judgement:
        """By the standards as drafted. Raises RuleError where a rule has no answer."""
        return self._judge(subject, True, day or self.new_day)

    def old(self, subject: Subject, day: dt.date | None = None) -> Judgement:
        """By the standards as they stand."""
        return self._judge(subject, False, day or self.old_day)

    def lines(self, area: str) -> str:
        """低保标准由 1,045.00 元到 1,100.00 元."""
        if area not in self._lines:
            before, after = self.standards(area)
            old, new = format_money(before.dibao(self.old_day)), format_money(after.dibao(self.new_day))
            self._lines[area] = f"低保标准由 {old} 元到 {new} 元" if old != new else f"低保标准 {new} 元"
        return self._lines[area]

    @cached_property
    def reading(self) -> Reading:
        """Whose totals are no longer enough: a figure that enters before them is drafted, or has changed since."""
        areas = [self.rehearsal.jurisdiction.code]
        if areas == ["CN"]:
            areas = policy_areas()
        changed = max(last_change(self.standards(area)[0], self._upstream, self.new_day) for area in areas)
        return Reading(self.needs_facts, changed, withdrawn_rows(self._upstream))

    def _judge(self, subject: Subject, drafted: bool, day: dt.date) -> Judgement:
        if subject.facts is not None:
            facts = from_plain(json.loads(subject.facts))
            return work_out(facts, self.standards(subject.area)[drafted].recording(), day).judgement
        totals = totals_from_plain(json.loads(subject.totals))
        return judge(totals, self._measure(subject.area, drafted, day, totals.members))

    def standards(self, area: str) -> tuple[Standards, Standards]:
        """As they stand, and as they are drafted."""
        if area not in self._standards:
            self._standards[area] = (standards_for(area), standards_drafted(area, self.drafts))
        return self._standards[area]

    def _measure(self, area: str, drafted: bool, day: dt.date, members: int) -> Measure:
        key = (area, drafted, day, members)
        if key not in self._measures:
            self._measures[key] = Measure(self.standards(area)[drafted], day, members)
        return self._measures[key]


def row_of(court: Court, subject: Subject) -> Row:
    """The household's row; one that no rule answers is excluded with the rule's own words.

    The money of tekun and of single persons is not that of `judge`: these are excluded, for the street to look at.
    """
    new, group, reason = None, Group.EXCLUDED, OTHER_RULE
    try:
        if subject.kind in JUDGED:
            new = court.new(subject)
            group = group_of(court, subject, new)
            reason = _reason(court, subject, new, group)
    except RuleError as error:
        new, group, reason = None, Group.EXCLUDED, error.message
    stays = new is None or group is Group.EXCLUDED
    return Row(
        court.rehearsal.pk,
        subject.case_id,
        subject.award_id,
        subject.assessment_id,
        subject.office_id,
        0 if new is None else new.members,
        subject.programme,
        subject.amount,
        subject.programme if new is None else new.programme,
        subject.amount if stays or new is None else new.amount,
        group,
        reason[:300],
    )


def group_of(court: Court, subject: Subject, new: Judgement) -> Group:
    """What becomes of the household. The old judgement is asked for only where the amount is not that of the totals."""
    if subject.programme != new.programme:
        if new.programme == "dibao":
            return Group.NEWLY_DIBAO
        return Group.NEWLY_EDGE if subject.programme == "none" else Group.DROPS
    if new.programme == "none":
        return Group.STILL_NONE
    if new.amount == subject.amount:
        return Group.SAME
    if subject.award_id is not None:
        by_formula = (subject.by_formula and subject.facts is None) or court.old(
            subject
        ).amount == subject.amount
        if subject.held or not by_formula or not new.amount:
            return Group.EXCLUDED
    return Group.GAINS if new.amount > subject.amount else Group.LOSES


def _reason(court: Court, subject: Subject, new: Judgement, group: Group) -> str:
    match group:
        case Group.GAINS | Group.LOSES:
            more = "增加" if group == Group.GAINS else "减少"
            change = format_money(abs(new.amount - subject.amount))
            return f"{court.lines(subject.area)}，每月{more} {change} 元。"
        case Group.NEWLY_DIBAO:
            return f"{court.lines(subject.area)}，人均收入低于新标准；须由家庭申请后办理。"
        case Group.NEWLY_EDGE:
            return f"{court.lines(subject.area)}，人均收入在边缘家庭范围内；须由家庭申请后办理。"
        case Group.DROPS:
            return f"{_why_not(new)}；停发须由街道按程序决定。"
        case Group.STILL_NONE:
            return f"{_why_not(new)}。"
        case Group.EXCLUDED:
            return _why_excluded(court, subject, new)
    return "金额不变。"


def _why_not(judgement: Judgement) -> str:
    codes = dict.fromkeys((*judgement.dibao.reasons, *judgement.edge_household.reasons))
    return "、".join(REASONS.get(code, code) for code in codes)


def _why_excluded(court: Court, subject: Subject, new: Judgement) -> str:
    if subject.held:
        return HELD[subject.held]
    if not new.amount:
        return "按新标准没有金额；停发须由街道按程序决定。"
    was, now = format_money(court.old(subject).amount), format_money(subject.amount)
    return f"现发 {now} 元，与按原标准算出的 {was} 元不同（渐退、单人户或特殊情形），请街道逐户复核。"
