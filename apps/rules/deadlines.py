"""期限: every limit is derived from its start, the standards and the calendar; nothing is counted down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .calendar import DAY, WorkCalendar, add_months
from .errors import RuleError
from .standards import Standards

WORKING_DAY_RULES = frozenset(
    [
        "home_visit_start",
        "refusal_notice",
        "tekun_survey",
        "tekun_resurvey",
        "tekun_confirmation",
        "self_care_reassessment",
        "district_decision",
        "handover",
        "recheck",
        "emergency_paperwork",
        "archive",
        "alert_handling",
        "alert_handling_urgent",
    ]
)
CALENDAR_DAY_RULES = frozenset({"missing_items_lapse", "appeal_reconsideration"})
MONTH_RULES = frozenset(
    {
        "death_review",
        "change_report_grace",
        "funeral_window",
        "appeal_litigation",
        "authorisation_validity",
        "check_report_validity",
    }
)
HOUR_RULES = {"emergency_reply": "emergency_hours", "emergency_warning": "emergency_warning_hours"}
GENERIC_RULES = frozenset({"working_days", "calendar_days", "months"})


@dataclass(frozen=True)
class Deadline:
    """`due` is the last day in time (`due_at` the last moment); `days` the working days that were counted."""

    due: date | None
    due_at: datetime | None
    count: int
    days: tuple[date, ...] | None
    calendar_end: date | None
    unit: str


def deadline(
    rule: str,
    start: date | datetime,
    calendar: WorkCalendar,
    standards: Standards,
    *,
    count: int | None = None,
    extended_reasons: tuple[str, ...] | list[str] = (),
) -> Deadline:
    """《最低生活保障审核确认办法》第十五条「应当自受理最低生活保障申请之日起3个工作日内，启动家庭经济状况调查工作」
    第十九条「公示期为7天」第二十二条「应当自受理之日起30个工作日之内完成；特殊情况下，可以延长至45个工作日」.

    When a step must be done: `start` is the day (for emergencies the moment) from which the limit runs; counting begins
    with the day after. All parameters are those of the day of start. The unit is that of the rule.
    """
    day = start.date() if isinstance(start, datetime) else start
    if rule in HOUR_RULES:
        return _hours(HOUR_RULES[rule], start, day, standards)
    if rule in GENERIC_RULES:
        return _generic(rule, day, calendar, count)
    if rule == "decision_total":
        limit = total_limit(standards, day, extended=bool(extended_reasons))
        return Deadline(calendar.add_working_days(day, limit), None, limit, None, None, "working_days")
    if rule == "public_notice":
        return _public_notice(day, calendar, standards)
    return _plain_limit(rule, day, calendar, standards)


def total_limit(standards: Standards, day: date, *, extended: bool) -> int:
    """民发〔2022〕83号四（一）: 20 working days where the street decides, else 30; 45 in special cases."""
    if extended:
        return standards.integer("total_limit_extended", day)
    street = standards.choice("decision_authority", day, ("STREET", "DISTRICT")) == "STREET"
    delegated = street and standards.in_force("total_limit_delegated", day)
    return standards.integer("total_limit_delegated" if delegated else "total_limit", day)


def _hours(code: str, start: date | datetime, day: date, standards: Standards) -> Deadline:
    """津民发〔2020〕19号「24小时内完成审核审批手续」: clock hours on all days."""
    moment = start if isinstance(start, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    hours = standards.integer(code, day)
    return Deadline(None, moment + timedelta(hours=hours), hours, None, None, "hours")


def _generic(rule: str, day: date, calendar: WorkCalendar, count: int | None) -> Deadline:
    """A limit whose number stands in the facts: working days, calendar days or months."""
    if count is None or count < 0:
        raise RuleError("parameter_out_of_range", "count")
    return _run(rule, day, calendar, count)


def _run(unit: str, day: date, calendar: WorkCalendar, count: int) -> Deadline:
    if unit == "working_days":
        days = calendar.working_days_after(day, count)
        return Deadline((day, *days)[-1], None, count, days, None, unit)
    due = day + count * DAY if unit == "calendar_days" else add_months(day, count)
    return Deadline(due, None, count, None, None, unit)


def _public_notice(day: date, calendar: WorkCalendar, standards: Standards) -> Deadline:
    """第十九条「公示期为7天」: calendar days; an end on a day off moves to the next working day if `notice_roll`."""
    count = standards.integer("public_notice_days", day)
    end = day + count * DAY
    due = calendar.next_working_day(end) if standards.boolean("notice_roll", day) else end
    return Deadline(due, None, count, None, end, "calendar_days")


def _plain_limit(rule: str, day: date, calendar: WorkCalendar, standards: Standards) -> Deadline:
    """A limit of one parameter of the same name."""
    if rule == "rigid_validity":
        count = standards.integer(rule, day)
        return Deadline(add_months(day, count) - DAY, None, count, None, None, "months")
    for rules, unit in (
        (WORKING_DAY_RULES, "working_days"),
        (CALENDAR_DAY_RULES, "calendar_days"),
        (MONTH_RULES, "months"),
    ):
        if rule in rules:
            return _run(unit, day, calendar, standards.integer(rule, day))
    raise RuleError("unknown_rule", rule)
