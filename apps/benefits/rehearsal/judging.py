"""One household before and after, by the same `judge` as every payment."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from apps.benefits.models import Group, Rehearsal, RehearsalRow
from apps.benefits.queries.totals import totals_from_plain
from apps.benefits.rehearsal.register import Subject
from apps.rules.amounts import format_money
from apps.rules.assess import Judgement, Totals, judge, work_out
from apps.rules.errors import RuleError
from apps.rules.facts import from_plain
from apps.rules.standards import Standards
from apps.rules.words import REASONS
from apps.standards.asked import enters_at_the_end
from apps.standards.models import StandardDraft
from apps.standards.queries import standards_drafted, standards_for

DAY = dt.timedelta(days=1)
NOTHING = Decimal("0.00")
JUDGED = ("", "dibao", "edge_cash")
OTHER_RULE = (
    "特困供养金、照料护理补贴和单人户低保金按另外的规则计算，不随本次调整，请街道逐户复核后重新决定。"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same household by the standards of the month before, and by the new ones."""

    old: Judgement
    new: Judgement


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
        self._standards: dict[str, tuple[Standards, Standards]] = {}

    def pair(self, subject: Subject) -> Pair:
        """Raises RuleError where a rule has no answer."""
        old, new = self.standards(subject.area)
        if subject.facts is not None and (self.needs_facts or subject.facts["obliged_supporters"]):
            facts = from_plain(subject.facts)
            return Pair(
                work_out(facts, old.recording(), self.old_day).judgement,
                work_out(facts, new.recording(), self.new_day).judgement,
            )
        totals = self.totals(subject)
        return Pair(judge(totals, old, self.old_day), judge(totals, new, self.new_day))

    def in_month(self, subject: Subject, month: dt.date) -> Pair:
        """A past month by the standards as they stand and as they are drafted, both on its first day."""
        old, new = self.standards(subject.area)
        if subject.facts is not None and (self.needs_facts or subject.facts["obliged_supporters"]):
            facts = from_plain(subject.facts)
            return Pair(
                work_out(facts, old.recording(), month).judgement,
                work_out(facts, new.recording(), month).judgement,
            )
        totals = self.totals(subject)
        return Pair(judge(totals, old, month), judge(totals, new, month))

    def totals(self, subject: Subject) -> Totals:
        """As stored; of a computation older than the column, worked out from its facts on its day."""
        if subject.totals:
            return totals_from_plain(subject.totals, subject.property)
        old, _ = self.standards(subject.area)
        return work_out(from_plain(subject.facts or {}), old.recording(), subject.day).totals

    def standards(self, area: str) -> tuple[Standards, Standards]:
        if area not in self._standards:
            self._standards[area] = (standards_for(area), standards_drafted(area, self.drafts))
        return self._standards[area]


def row_of(court: Court, subject: Subject) -> RehearsalRow:
    """The household's row; one that no rule answers is excluded with the rule's own words.

    The money of tekun and of single persons is not that of `judge`: these are excluded, for the street to look at.
    """
    if subject.kind not in JUDGED:
        return _row(court, subject, None, Group.EXCLUDED, OTHER_RULE)
    try:
        pair = court.pair(subject)
    except RuleError as error:
        return _row(court, subject, None, Group.EXCLUDED, error.message)
    group = group_of(subject, pair)
    return _row(court, subject, pair, group, _reason(subject, pair, group))


def group_of(subject: Subject, pair: Pair) -> Group:
    """What becomes of the household."""
    programme = pair.new.programme
    if subject.programme != programme:
        if programme == "dibao":
            return Group.NEWLY_DIBAO
        return Group.NEWLY_EDGE if subject.programme == "none" else Group.DROPS
    if subject.award_id is None:
        return Group.STILL_NONE if programme == "none" else _moved(pair.old.amount, pair.new.amount)
    if pair.new.amount == subject.amount:
        return Group.SAME
    if subject.held or pair.old.amount != subject.amount or not pair.new.amount:
        return Group.EXCLUDED
    return _moved(subject.amount, pair.new.amount)


def _moved(before: Decimal, after: Decimal) -> Group:
    if after == before:
        return Group.SAME
    return Group.GAINS if after > before else Group.LOSES


def _row(court: Court, subject: Subject, pair: Pair | None, group: Group, reason: str) -> RehearsalRow:
    excluded = pair is None or group == Group.EXCLUDED
    return RehearsalRow(
        rehearsal=court.rehearsal,
        case_id=subject.case_id,
        award_id=subject.award_id,
        assessment_id=subject.assessment_id,
        office_id=subject.office_id,
        members=subject.totals.get("members", 0),
        programme_before=subject.programme,
        before=subject.amount,
        programme_after=subject.programme if pair is None else pair.new.programme,
        after=subject.amount if excluded or pair is None else pair.new.amount,
        group=group,
        reason=reason[:300],
    )


def _reason(subject: Subject, pair: Pair, group: Group) -> str:
    match group:
        case Group.GAINS | Group.LOSES:
            more = "增加" if group == Group.GAINS else "减少"
            change = abs(pair.new.amount - pair.old.amount)
            return f"{_lines(pair)}，每月{more} {format_money(change)} 元。"
        case Group.NEWLY_DIBAO:
            return f"{_lines(pair)}，人均收入低于新标准；须由家庭申请后办理。"
        case Group.NEWLY_EDGE:
            return f"{_lines(pair)}，人均收入在边缘家庭范围内；须由家庭申请后办理。"
        case Group.DROPS:
            return f"{_why_not(pair.new)}；停发须由街道按程序决定。"
        case Group.STILL_NONE:
            return f"{_why_not(pair.new)}。"
        case Group.EXCLUDED:
            return _why_excluded(subject, pair)
    return "金额不变。"


def _lines(pair: Pair) -> str:
    """低保标准由 1045 元到 1100 元."""
    old, new = format_money(pair.old.standard), format_money(pair.new.standard)
    return f"低保标准由 {old} 元到 {new} 元" if old != new else f"低保标准 {new} 元"


def _why_not(judgement: Judgement) -> str:
    codes = dict.fromkeys((*judgement.dibao.reasons, *judgement.edge_household.reasons))
    return "、".join(REASONS.get(code, code) for code in codes)


def _why_excluded(subject: Subject, pair: Pair) -> str:
    if subject.held:
        return "以后月份已另有金额（渐退、变更或自当月起发），不随本次调整，请街道逐户复核。"
    if not pair.new.amount:
        return "按新标准没有金额；停发须由街道按程序决定。"
    was, now = format_money(pair.old.amount), format_money(subject.amount)
    return f"现发 {now} 元，与按原标准算出的 {was} 元不同（渐退、单人户或特殊情形），请街道逐户复核。"
