"""统计督办: counted by case, by street, and nothing of other districts."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.desk.queries.supervise import WorkingDays, overseen, supervise_page
from apps.standards.queries import work_calendar
from tests import factories
from tests.web.scenes import household_of

pytestmark = pytest.mark.django_db
LATE = dt.date(2026, 11, 20)


@pytest.fixture
def who():
    return factories.people()


def figures(page) -> dict[str, str]:
    return {one.label: one.value for one in page.figures}


def test_two_steps_of_one_case_are_one_case(who):
    factories.accepted(who)
    page = supervise_page(who.clerk, factories.ACCEPTED)
    (street,) = page.streets
    assert (len(street.pending), len(street.overdue)) == (1, 0)
    assert figures(page)["在办"] == "1"


def test_what_is_late_shows_at_the_street_that_is_late(who):
    factories.accepted(who)
    (street,) = supervise_page(who.clerk, LATE).streets
    assert street.share_text == "100.0%"
    assert "逾期" in street.worst.urgency.text


def test_a_supervisor_sees_the_streets_of_the_own_district_only(who):
    factories.accepted(who)
    names = {name for _, name in overseen(who.supervisor, LATE)}
    assert who.hukou.name in names
    assert who.residence.name not in names
    assert supervise_page(who.supervisor, LATE).streets == ()


def test_closed_cases_have_their_working_days(who):
    factories.case_at(who, "announced")
    page = supervise_page(who.supervisor, dt.date(2026, 12, 2))
    (street,) = page.streets
    assert street.name == who.hukou.name
    assert street.days == page.total.days != []
    assert {step.label for step in page.steps} >= {"初审", "审核确认"}


def test_working_days_agree_with_the_calendar():
    calendar = work_calendar()
    first, last = dt.date(2026, 9, 1), dt.date(2026, 11, 30)
    counted = WorkingDays(calendar, first, last)
    for start in (first, dt.date(2026, 9, 26), dt.date(2026, 10, 9)):
        for end in (start, dt.date(2026, 10, 11), last):
            if end >= start:
                assert counted.between(start, end) == calendar.working_days_between(start, end)


def test_more_cases_need_no_more_queries(who):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            supervise_page(who.clerk, LATE)
        return len(caught)

    factories.accepted(who, **household_of(1))
    once = queries()
    for place in (2, 3, 4):
        factories.accepted(who, **household_of(place))
    assert queries() <= once
