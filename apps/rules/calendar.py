"""Days and months: the working calendar as an argument, months that clamp, ages that are reached."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .errors import RuleError

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; written 2025-09."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """2025-09 → the month; anything else is a ValueError."""
        return month_of(date.fromisoformat(f"{text}-01"))

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, self.days)

    @property
    def days(self) -> int:
        return monthrange(self.year, self.month)[1]

    def plus(self, months: int) -> Month:
        return month_of(add_months(self.first, months))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def month_of(day: date) -> Month:
    return Month(day.year, day.month)


def first_of_month(day: date) -> date:
    return date(day.year, day.month, 1)


def add_months(day: date, months: int) -> date:
    """The same day of the month, clamped to its last day: 08-31 + 6 months = 02-28 or 02-29."""
    year, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def months_from(first: Month, last: Month) -> Iterator[Month]:
    """Every month from `first` to `last`, both included."""
    while first <= last:
        yield first
        first = first.plus(1)


def has_reached(birth_date: date, age: int, day: date) -> bool:
    """周岁: the birthday counts; born on 29 February, reached on 28 February of a common year."""
    return add_months(birth_date, 12 * age) <= day


@dataclass(frozen=True)
class WorkCalendar:
    """节假日安排: published holidays and adjusted working days (调休上班), covering a span of days."""

    holidays: frozenset[date]
    working: frozenset[date]
    covered_from: date
    covered_to: date
    guesses: bool = False

    def provisional(self) -> WorkCalendar:
        """The same calendar that takes uncovered days as plain weekdays, for 预计 dates only."""
        return replace(self, guesses=True)

    def is_working_day(self, day: date) -> bool:
        """An adjusted working day, or Monday to Friday that is not a holiday."""
        if not self.guesses and not self.covered_from <= day <= self.covered_to:
            raise RuleError("calendar_not_available", day=day)
        return day in self.working or (day.weekday() < 5 and day not in self.holidays)

    def working_days_after(self, start: date, count: int) -> tuple[date, ...]:
        """The first `count` working days after `start`; counting begins with the day after."""
        days: list[date] = []
        day = start
        while len(days) < count:
            day += DAY
            if self.is_working_day(day):
                days.append(day)
        return tuple(days)

    def add_working_days(self, start: date, count: int) -> date:
        """The working day that is `count` working days after `start`; start itself for 0."""
        return (start, *self.working_days_after(start, count))[-1]

    def next_working_day(self, day: date) -> date:
        """The day itself if it is a working day, else the next one that is."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative if `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        span = (start + DAY * k for k in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in span)
