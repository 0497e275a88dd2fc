from datetime import date

import pytest

from apps.rules.calendar import Month, add_months, first_of_month, has_reached, month_of
from apps.rules.errors import RuleError

from .loading import work_calendar


def test_months_clamp_to_the_last_day():
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert add_months(date(2025, 3, 31), -1) == date(2025, 2, 28)


def test_a_person_born_on_29_february_reaches_an_age_on_28_february():
    assert has_reached(date(2004, 2, 29), 18, date(2022, 2, 28))
    assert not has_reached(date(2004, 2, 29), 18, date(2022, 2, 27))


def test_a_month_knows_its_days():
    month = month_of(date(2024, 2, 10))
    assert (month.first, month.last, month.days, str(month)) == (
        date(2024, 2, 1),
        date(2024, 2, 29),
        29,
        "2024-02",
    )
    assert Month.parse("2024-12").plus(1) == Month(2025, 1)
    assert first_of_month(date(2024, 2, 10)) == month.first


def test_adjusted_sundays_are_working_days_and_holidays_are_not():
    calendar = work_calendar()
    assert calendar.is_working_day(date(2025, 9, 28))
    assert not calendar.is_working_day(date(2025, 10, 8))
    assert calendar.add_working_days(date(2025, 9, 24), 3) == date(2025, 9, 28)
    assert calendar.add_working_days(date(2025, 9, 24), 0) == date(2025, 9, 24)


def test_working_days_between_count_the_end_and_not_the_start():
    calendar = work_calendar()
    assert calendar.working_days_between(date(2025, 9, 24), date(2025, 9, 28)) == 3
    assert calendar.working_days_between(date(2025, 9, 28), date(2025, 9, 24)) == -3


def test_uncovered_days_are_refused_but_may_be_guessed():
    calendar = work_calendar()
    with pytest.raises(RuleError) as refusal:
        calendar.is_working_day(date(2027, 1, 4))
    assert refusal.value.code == "calendar_not_available"
    assert "2027年1月4日" in refusal.value.message
    assert calendar.provisional().add_working_days(date(2026, 12, 30), 3) == date(2027, 1, 4)
