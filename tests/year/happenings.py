"""What the year holds for each household: how it lives at the beginning, and on which working day what happens to it.

Nothing is random: the same households have the same year in every run.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from apps.rules.calendar import WorkCalendar
from tests.year.ledger import BEFORE, Home
from tests.year.people import Family

PUBLISHED = dt.date(2025, 8, 29)  # the day of 津民规〔2025〕6号
# Nothing changes in a household between these days: the amount of September must not be decided before its standard is.
QUIET = (dt.date(2025, 7, 31), dt.date(2025, 8, 28))
# The household whose child is told of on the day of publishing, before the month of the new standard.
BORN_ON_THE_DAY = 1
HIDDEN = dt.timedelta(days=45)
# One of so many households each: what happens to it in the year.
ONE_IN = 40
EVENTS = {
    1: "birth",
    3: "death",
    5: "job_start",
    7: "job_end",
    9: "hukou",
    11: "residence",
    13: "hidden_job",
    15: "job_start_and_end",
}
Happenings = dict[dt.date, list[tuple[Home, str]]]


def family(place: int, first: dt.date) -> Family:
    """Decided in the half year (or the year) before, so that reviews spread over the time to come."""
    steady, members = place % 2 == 0, 1 + place // 2 % 2
    income = Decimal(0) if steady else Decimal(200 + place * 70 % 500)
    days = 5 + place * 37 % (350 if steady else 170)
    return Family(members, income, BEFORE * members - income, steady, first - dt.timedelta(days=days))


def happenings(homes: Iterable[Home], calendar: WorkCalendar, first: dt.date, last: dt.date) -> Happenings:
    """Day -> what happens to whom, spread over the working days."""
    days = _working_days(calendar, first, last)
    late = [day for day in days if day - first > HIDDEN + dt.timedelta(days=8)]
    planned: Happenings = {}
    for home in homes:
        kind = EVENTS.get(home.place % ONE_IN)
        if kind is None:
            continue
        among = late if kind == "hidden_job" else days
        day = among[(home.place * 31 // 8) % len(among)]
        if home.place == BORN_ON_THE_DAY and PUBLISHED in days:
            day = PUBLISHED
        if kind == "job_start_and_end":
            kind = "job_start"
            planned.setdefault(_two_months_later(day, days), []).append((home, "job_end"))
        planned.setdefault(day, []).append((home, kind))
    return planned


def _working_days(calendar: WorkCalendar, first: dt.date, last: dt.date) -> list[dt.date]:
    """Those on which something may happen."""
    span = (first + dt.timedelta(days=n) for n in range(5, (last - first).days - 12))
    return [day for day in span if calendar.is_working_day(day) and not QUIET[0] <= day <= QUIET[1]]


def _two_months_later(day: dt.date, days: list[dt.date]) -> dt.date:
    """About two months after, or the last day on which something happens."""
    return next((one for one in days if one >= day + dt.timedelta(days=62)), days[-1])
