"""Working days around the day of the demonstration."""

import datetime as dt
from bisect import bisect_left, bisect_right

from apps.rules.calendar import WorkCalendar, add_months

YEARS_BACK = 4
# Every step with the working days after the one before it. A notice hangs seven days and ends on a working day.
GAPS = {
    "submit": 0,
    "accept": 1,
    "check_start": 1,
    "visit": 1,
    "check_done": 4,
    "hand_over": 1,
    "receive": 1,
    "review": 2,
    "post": 1,
    "take_down": 8,
    "decide": 2,
    "announce": 1,
}
ORDER = tuple(GAPS)


def days_ago(until: str, ago: int) -> dict[str, int]:
    """How many working days ago each step up to `until` was, when that one was `ago` days ago."""
    dates = {}
    for name in reversed(ORDER[: ORDER.index(until) + 1]):
        dates[name] = ago
        ago += GAPS[name]
    return dict(reversed(dates.items()))


class Days:
    """The working days before the day, as a list; years without a published calendar count plain weekdays."""

    def __init__(self, day: dt.date, calendar: WorkCalendar) -> None:
        plain, first = calendar.provisional(), day.replace(year=day.year - YEARS_BACK, month=1, day=1)
        span = (first + dt.timedelta(days=count) for count in range((day - first).days + 1))
        self.day = day
        self._working = [one for one in span if plain.is_working_day(one)]

    @property
    def is_working_day(self) -> bool:
        """Whether the day itself is one; on other days nothing is due."""
        return self._working[-1] == self.day

    def back(self, count: int) -> dt.date:
        """The working day that lies `count` working days back; 0 is the day itself, or the last one before it."""
        return self._working[-1 - count]

    def before(self, day: dt.date, count: int) -> dt.date:
        """The working day `count` working days before `day` (itself for 0, or the last one before it)."""
        return self._working[bisect_right(self._working, day) - 1 - count]

    def of_month(self, month: dt.date, number: int) -> dt.date:
        """The `number`-th working day of a month, counted from 1; the day itself if the month is not that old."""
        place = bisect_left(self._working, month.replace(day=1)) + number - 1
        return self._working[min(place, len(self._working) - 1)]

    def months(self, count: int) -> list[dt.date]:
        """The first days of the `count` months before the month of the day, the oldest first."""
        this = self.day.replace(day=1)
        return [add_months(this, -back) for back in range(count, 0, -1)]
