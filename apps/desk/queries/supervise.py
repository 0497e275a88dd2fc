"""统计督办: how the streets that one oversees stand today, which of them is late, and which step takes long."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from apps.core.moment import one_moment
from apps.core.shapes import Figure
from apps.desk.queries.worklist import Row, pending_rows
from apps.offices.access import offices_of
from apps.offices.models import Level, Office
from apps.offices.roles import Permission
from apps.routing.access import cases_seen_by, steps_seen_by
from apps.routing.models import StepState
from apps.routing.queries import clockwork
from apps.rules.calendar import DAY, WorkCalendar
from apps.rules.procedures import step_labels

LOOK_BACK = dt.timedelta(days=91)
SLOWEST = 8


@dataclass(slots=True)
class Street:
    """One street of the table; counts are cases, not steps."""

    name: str
    url: str
    pending: set[int] = field(default_factory=set)
    overdue: set[int] = field(default_factory=set)
    days: list[int] = field(default_factory=list)
    worst: Row | None = None

    @property
    def share(self) -> float:
        """Overdue cases in a hundred pending ones."""
        return 100 * len(self.overdue) / len(self.pending) if self.pending else 0

    @property
    def share_text(self) -> str:
        return f"{self.share:.1f}%"

    @property
    def average(self) -> str:
        return _average_text(self.days)

    def count(self, row: Row) -> None:
        """Take a pending step into the figures; the first one of the most urgent order is the worst."""
        self.pending.add(row.step_row.case_id)
        if row.urgency.group == "overdue":
            self.overdue.add(row.step_row.case_id)
        if self.worst is None:
            self.worst = row


@dataclass(frozen=True, slots=True)
class SlowStep:
    """How long a step took in working days, from when it could begin until it was done."""

    label: str
    done: int
    average: str
    longest: int
    meter: float


@dataclass(frozen=True, slots=True)
class SupervisePage:
    title: str
    facts: tuple[str, ...]
    figures: tuple[Figure, ...]
    streets: tuple[Street, ...]
    idle: str
    total: Street
    steps: tuple[SlowStep, ...]


class WorkingDays:
    """Working days between two days of a span, by position; a whole quarter of cases asks for them."""

    def __init__(self, calendar: WorkCalendar, first: dt.date, last: dt.date) -> None:
        plain = calendar.provisional()
        span = (first + DAY * count for count in range((last - first).days + 1))
        self._days = [day for day in span if plain.is_working_day(day)]

    def between(self, start: dt.date, end: dt.date) -> int:
        """Working days after `start` up to `end`; what lies before the span counts from its first day."""
        return bisect_right(self._days, end) - bisect_right(self._days, start)


def _average_text(days: Sequence[int]) -> str:
    """The mean with one decimal, or a dash."""
    return f"{sum(days) / len(days):.1f}" if days else "—"


def overseen(user, on: dt.date) -> list[tuple[int, str]]:
    """(id, name) of the streets whose cases and figures `user` sees as their own."""
    seen = offices_of(user, Permission.VIEW_FIGURES, on) & offices_of(user, Permission.VIEW_CASES, on)
    offices = Office.objects.filter(pk__in=seen, level=Level.STREET).order_by("code")
    return list(offices.values_list("pk", "name"))


@one_moment()
def supervise_page(user, on: dt.date) -> SupervisePage:
    """The streets where `user` sees figures; a handful of queries, however many streets or cases."""
    clock, month = clockwork(), on.replace(day=1)
    working = WorkingDays(clock.calendar, on - 4 * LOOK_BACK, on)
    streets = {pk: Street(name, _list_url(office=pk)) for pk, name in overseen(user, on)}
    total = Street("合计", _list_url())
    rows = [row for row in pending_rows(user, on, clock) if row.step_row.office_id in streets]
    for row in rows:
        streets[row.step_row.office_id].count(row)
        total.count(row)
    closed = _closed(user, on, streets)
    for office, accepted, ended in closed:
        for street in (streets[office], total):
            street.days.append(working.between(accepted, ended))
    busy = [one for one in streets.values() if one.pending or one.days]
    return SupervisePage(
        title="统计督办",
        facts=(f"截至 {on:%Y年%-m月%-d日}", f"{len(streets)} 个街道，数据随办随算"),
        figures=_figures(user, total, rows, closed, month),
        streets=tuple(sorted(busy, key=lambda one: (-one.share, -len(one.pending), one.name))),
        idle=_idle([one.name for one in streets.values() if one not in busy]),
        total=total,
        steps=tuple(_slow_steps(user, on, streets, working)),
    )


def _idle(names: Sequence[str]) -> str:
    return f"另 {len(names)} 个街道没有在办，近三个月也没有办结：{'、'.join(names)}。" if names else ""


def _closed(user, on: dt.date, offices: Iterable[int]) -> list[tuple[int, dt.date, dt.date]]:
    """(deciding office, accepted, closed) of the cases closed in the last three months."""
    cases = cases_seen_by(user, on).filter(
        hukou_office__in=offices, accepted_on__isnull=False, closed_on__gt=on - LOOK_BACK, closed_on__lte=on
    )
    return list(cases.values_list("hukou_office_id", "accepted_on", "closed_on"))


def _figures(user, total: Street, rows: Sequence[Row], closed, month: dt.date) -> tuple[Figure, ...]:
    soon = {
        row.step_row.case_id for row in rows if row.urgency.group in ("due_today", "soon")
    } - total.overdue
    accepted = cases_seen_by(user).filter(accepted_on__gte=month)
    split = sum(case.split for case in accepted.only("mode", "residence_office", "hukou_office"))
    ended = sum(day >= month for _, _, day in closed)
    return (
        Figure("在办", str(len(total.pending)), "件", f"等待中的环节 {len(rows)} 项", url=_list_url()),
        Figure(
            "已逾期",
            str(len(total.overdue)),
            "件",
            f"占 {total.share_text}",
            "overdue",
            _list_url(view="overdue"),
        ),
        Figure("3 个工作日内到期", str(len(soon)), "件", "不含已逾期", "due_today", _list_url(due="soon")),
        Figure("本月受理", str(accepted.count()), "件", f"其中一城通办 {split} 件"),
        Figure("本月办结", str(ended), "件", "已公布、不予确认和撤回"),
        Figure("平均办结用时", total.average, "个工作日", f"近三个月 {len(closed)} 件"),
    )


def _slow_steps(user, on: dt.date, offices: Iterable[int], working: WorkingDays) -> Iterable[SlowStep]:
    """The steps done in the last three months, the slowest first."""
    steps = steps_seen_by(user, on).filter(
        office__in=offices, state=StepState.DONE, done_on__gt=on - LOOK_BACK, done_on__lte=on
    )
    took: dict[str, list[int]] = {}
    for name, opened, done in steps.values_list("name", "opened_on", "done_on"):
        took.setdefault(name, []).append(working.between(opened, done))
    slowest = max((sum(days) / len(days) for days in took.values()), default=0) or 1
    labels = step_labels()
    for name, days in sorted(took.items(), key=lambda pair: -sum(pair[1]) / len(pair[1]))[:SLOWEST]:
        mean = sum(days) / len(days)
        yield SlowStep(labels[name], len(days), _average_text(days), max(days), 100 * mean / slowest)


def _list_url(**conditions) -> str:
    return f"{reverse('desk:worklist')}?{urlencode({'view': 'all'} | conditions)}"
