"""Until when: the limits of a case and of its steps, derived and never stored."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from apps.routing.models import Case, Step, StepState
from apps.routing.queries.sides import PENDING, table_of
from apps.rules.calendar import WorkCalendar
from apps.rules.deadlines import deadline, total_limit
from apps.rules.errors import RuleError
from apps.rules.procedures import Since
from apps.standards.queries import standards_for, work_calendar


@dataclass(frozen=True, slots=True)
class Due:
    """Until when: the day, the rule, and whether it is provisional (预计) for want of a published calendar."""

    day: dt.date
    rule: str
    provisional: bool

    def days_left(self, on: dt.date, calendar: WorkCalendar) -> int:
        """Working days from `on` to the day; negative when it has passed."""
        return calendar.provisional().working_days_between(on, self.day)


@dataclass(frozen=True, slots=True)
class Clockwork:
    """The calendar and the standards by which deadlines are derived; read once a page."""

    calendar: WorkCalendar
    jurisdictions: Mapping[str, object]

    def due(self, rule: str, start: dt.date, jurisdiction: str, extended: tuple[str, ...] = ()) -> Due:
        """The deadline of a rule; beyond the published calendar it is counted on plain weekdays and says so."""
        standards = self.jurisdictions[jurisdiction]
        try:
            day = deadline(rule, start, self.calendar, standards, extended_reasons=extended).due
            return Due(day, rule, False)
        except RuleError as error:
            if error.code != "calendar_not_available":
                raise
        plain = self.calendar.provisional()
        return Due(deadline(rule, start, plain, standards, extended_reasons=extended).due, rule, True)


class _Standards(dict):
    def __missing__(self, code: str):
        self[code] = standards_for(code)
        return self[code]


def clockwork() -> Clockwork:
    """What deadlines are derived from today."""
    return Clockwork(work_calendar(), _Standards())


def total_due(case: Case, clock: Clockwork) -> Due | None:
    """Until when the case must be decided (57号 第二十二条); None before acceptance, or without a limit of the whole."""
    rule = table_of(case).total
    if case.accepted_on is None or rule is None:
        return None
    if case.due_on is not None:
        return Due(case.due_on, rule, False)
    return clock.due(rule, case.accepted_on, _jurisdiction(case), tuple(case.extended_reasons))


def next_due(case: Case, clock: Clockwork) -> Due | None:
    """The limit of the whole case; where it has none, the first one of what is pending."""
    whole = total_due(case, clock)
    if whole or table_of(case).total:
        return whole
    found = []
    for step in case.steps.filter(state__in=PENDING):
        step.case = case
        found.append(due_of(step, clock))
    return min((due for due in found if due), key=lambda due: due.day, default=None)


def due_of(step: Step, clock: Clockwork) -> Due | None:
    """Until when a pending step must begin or be done: its own limit, else that of the whole case."""
    row, place = table_of(step.case).step(step.name), _jurisdiction(step.case)
    if row.begin_within and step.state == StepState.OPEN:
        return clock.due(row.begin_within, step.opened_on, place)
    if row.within and row.since == Since.OPENED:
        return clock.due(row.within, step.opened_on, place)
    if row.within and row.since == Since.STARTED and step.started_on:
        return clock.due(row.within, step.started_on, place)
    if row.within and row.within != table_of(step.case).total and step.case.accepted_on:
        return clock.due(row.within, step.case.accepted_on, place)
    return total_due(step.case, clock)


def total_limit_days(case: Case) -> int:
    """Working days of the whole case on the day of acceptance; the longer limit where two offices work on it."""
    return total_limit(standards_for(_jurisdiction(case)), case.accepted_on, extended=case.split)


def extended_limit(case: Case) -> int:
    """Working days of the extended limit on the day of acceptance."""
    return total_limit(standards_for(_jurisdiction(case)), case.accepted_on, extended=True)


def _jurisdiction(case: Case) -> str:
    return case.hukou_office.jurisdiction.code
