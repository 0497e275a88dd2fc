"""One household before and after, by the same `judge` as every payment."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

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
JUDGED = ("", "dibao", "edge_cash")
OTHER_RULE = (
    "特困供养金、照料护理补贴和单人户低保金按另外的规则计算，不随本次调整，请街道逐户复核后重新决定。"
)


class Remembering(Standards):
    """Standards that look up a code and day once: a rehearsal asks for the same few figures of every household."""

    def __init__(self, standards: Standards):
        self.__dict__.update(standards.__dict__)
        self._ratios: dict[tuple[str, dt.date], Fraction] = {}
        self._words: dict[tuple[str, dt.date], str] = {}

    def ratio(self, code: str, day: dt.date) -> Fraction:
        key = (code, day)
        if key not in self._ratios:
            self._ratios[key] = super().ratio(code, day)
        return self._ratios[key]

    money = ratio

    def value(self, code: str, day: dt.date) -> str:
        key = (code, day)
        if key not in self._words:
            self._words[key] = super().value(code, day)
        return self._words[key]


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
        self._lines: dict[str, str] = {}

    def new(self, subject: Subject, day: dt.date | None = None) -> Judgement:
        """By the standards as drafted. Raises RuleError where a rule has no answer."""
        return self._judge(subject, self.standards(subject.area)[1], day or self.new_day)

    def old(self, subject: Subject, day: dt.date | None = None) -> Judgement:
        """By the standards as they stand."""
        return self._judge(subject, self.standards(subject.area)[0], day or self.old_day)

    def lines(self, area: str) -> str:
        """低保标准由 1,045.00 元到 1,100.00 元."""
        if area not in self._lines:
            before, after = self.standards(area)
            old, new = format_money(before.dibao(self.old_day)), format_money(after.dibao(self.new_day))
            self._lines[area] = f"低保标准由 {old} 元到 {new} 元" if old != new else f"低保标准 {new} 元"
        return self._lines[area]

    def _judge(self, subject: Subject, standards: Standards, day: dt.date) -> Judgement:
        if subject.facts is not None and (self.needs_facts or subject.facts["obliged_supporters"]):
            return work_out(from_plain(subject.facts), standards.recording(), day).judgement
        return judge(self.totals(subject), standards, day)

    def totals(self, subject: Subject) -> Totals:
        """As stored; of a computation older than the column, worked out from its facts on its day."""
        if subject.totals:
            return totals_from_plain(subject.totals, subject.property)
        old, _ = self.standards(subject.area)
        return work_out(from_plain(subject.facts or {}), old.recording(), subject.day).totals

    def standards(self, area: str) -> tuple[Standards, Standards]:
        if area not in self._standards:
            self._standards[area] = (
                Remembering(standards_for(area)),
                Remembering(standards_drafted(area, self.drafts)),
            )
        return self._standards[area]


def row_of(court: Court, subject: Subject) -> RehearsalRow:
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
    stays = new is None or group == Group.EXCLUDED
    return RehearsalRow(
        rehearsal=court.rehearsal,
        case_id=subject.case_id,
        award_id=subject.award_id,
        assessment_id=subject.assessment_id,
        office_id=subject.office_id,
        members=subject.totals.get("members", 0),
        programme_before=subject.programme,
        before=subject.amount,
        programme_after=subject.programme if new is None else new.programme,
        after=subject.amount if stays or new is None else new.amount,
        group=group,
        reason=reason[:300],
    )


def group_of(court: Court, subject: Subject, new: Judgement) -> Group:
    """What becomes of the household. The old judgement is asked for only where the amount is not its computation's."""
    if subject.programme != new.programme:
        if new.programme == "dibao":
            return Group.NEWLY_DIBAO
        return Group.NEWLY_EDGE if subject.programme == "none" else Group.DROPS
    if new.programme == "none":
        return Group.STILL_NONE
    if new.amount == subject.amount:
        return Group.SAME
    if subject.award_id is not None:
        by_formula = subject.by_formula or court.old(subject).amount == subject.amount
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
        return "以后月份已另有金额（渐退、变更或自当月起发），不随本次调整，请街道逐户复核。"
    if not new.amount:
        return "按新标准没有金额；停发须由街道按程序决定。"
    was, now = format_money(court.old(subject).amount), format_money(subject.amount)
    return f"现发 {now} 元，与按原标准算出的 {was} 元不同（渐退、单人户或特殊情形），请街道逐户复核。"
