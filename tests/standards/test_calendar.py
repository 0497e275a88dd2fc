"""Entering a year of the working calendar: what it does, each refusal, its event; and reading the days of a notice."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from apps.core.errors import Refused
from apps.journal.models import Event
from apps.standards.calendar import enter_calendar_year
from apps.standards.forms import CalendarYearForm, days_in
from apps.standards.models import CalendarYear
from tests.offices.makers import TODAY

pytestmark = pytest.mark.django_db
FEAST, SATURDAY = dt.date(2040, 1, 2), dt.date(2040, 1, 7)


def enter(**more):
    terms = {"holidays": [FEAST], "working": [SATURDAY], "source": "放假通知", "by": None, "on": TODAY} | more
    return enter_calendar_year(2040, **terms)


def test_a_year_is_entered_with_its_days_history_and_event():
    year = enter()
    assert [(row.day, row.kind) for row in year.days.order_by("day")] == [
        (FEAST, "holiday"),
        (SATURDAY, "working"),
    ]
    assert Event.objects.latest("pk").summary == "录入2040年工作日历：新增2天，去掉0天，依据放假通知。"
    assert year.days.first().history.count() == 1


def test_the_same_year_again_changes_nothing():
    enter()
    before = Event.objects.count()
    enter()
    assert Event.objects.count() == before


def test_a_corrected_year_loses_and_gains_days():
    year = enter()
    enter(holidays=[FEAST, dt.date(2040, 1, 3)], working=[])
    assert set(year.days.values_list("day", flat=True)) == {FEAST, dt.date(2040, 1, 3)}
    assert Event.objects.latest("pk").summary.startswith("更正2040年工作日历：新增1天，去掉1天")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"source": " "}, "calendar_source_missing"),
        ({"holidays": [dt.date(2041, 1, 1)]}, "calendar_day_outside"),
        ({"holidays": [SATURDAY]}, "calendar_day_twice"),
        ({"working": [dt.date(2040, 1, 4)]}, "calendar_working_day"),
    ],
)
def test_what_cannot_be_a_notice_is_refused(wrong, code):
    with pytest.raises(Refused) as refusal:
        enter(**wrong)
    assert refusal.value.code == code
    assert not CalendarYear.objects.filter(year=2040).exists()


def test_days_are_read_as_the_notice_writes_them():
    text = "2040年1月1日\n2040-02-11至2040年2月13日\n\n 2040/5/1 "
    assert [day.isoformat() for day in days_in(text)] == [
        "2040-01-01",
        *("2040-02-11", "2040-02-12", "2040-02-13"),
        "2040-05-01",
    ]


@pytest.mark.parametrize(
    "line", ["元旦", "2040年13月1日", "2040-01-05至2040-01-01", "2040-01-01至2040-12-31", "a至b至c"]
)
def test_a_line_that_is_no_day_is_named(line):
    with pytest.raises(ValidationError, match=line.split("至")[0]):
        days_in(line)


def test_the_form_shows_the_days_of_an_entered_year():
    form = CalendarYearForm(instance=enter())
    assert form.initial["holidays"] == "2040-01-02"
    assert form.initial["working"] == "2040-01-07"
