"""The one clock, and the demonstration day that replaces today in demonstration mode only."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from apps.core import clock
from apps.core.errors import Refused
from apps.core.models import DemonstrationDay
from apps.core.request import current_request_id, request_memory
from tests.offices.makers import user

pytestmark = pytest.mark.django_db


def test_today_is_the_day_in_shanghai_until_a_demonstration_day_is_set():
    assert clock.today() == dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    clock.set_demonstration_day(dt.date(2027, 2, 28), by=user())
    assert clock.today() == dt.date(2027, 2, 28)
    assert clock.now().date() == dt.date(2027, 2, 28)
    assert clock.now().tzinfo is not None
    assert clock.stamp().year < 2027 or clock.stamp().date() != dt.date(2027, 2, 28)


def test_the_real_day_comes_back_and_every_setting_stays_written():
    person = user()
    clock.set_demonstration_day(dt.date(2027, 2, 28), by=person)
    clock.set_demonstration_day(None, by=person)
    assert clock.today() == dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    assert [row.by_name for row in DemonstrationDay.objects.all()] == ["张三", "张三"]


def test_outside_demonstration_mode_nothing_is_set_and_nothing_is_read(settings, django_assert_num_queries):
    clock.set_demonstration_day(dt.date(2027, 2, 28), by=user())
    settings.DEMO = False
    with django_assert_num_queries(0):
        assert clock.today() != dt.date(2027, 2, 28)
    with pytest.raises(Refused) as refusal:
        clock.set_demonstration_day(None, by=user("lisi"))
    assert refusal.value.code == "not_demonstration"


def test_one_request_reads_the_day_once_and_the_next_one_anew(django_assert_num_queries):
    with request_memory(), django_assert_num_queries(1):
        assert clock.today() == clock.today() == clock.now().date()
    with request_memory(), django_assert_num_queries(1):
        clock.today()


def test_a_request_that_sets_the_day_sees_it_at_once():
    with request_memory():
        clock.today()
        clock.set_demonstration_day(dt.date(2027, 1, 1), by=user())
        assert clock.today() == dt.date(2027, 1, 1)


def test_a_request_has_a_number_and_outside_there_is_none():
    with request_memory():
        first = current_request_id()
        assert len(first) == 16
        assert current_request_id() == first
    with request_memory():
        assert current_request_id() != first
    assert current_request_id() == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_demonstrationday SET day = NULL",
        "DELETE FROM core_demonstrationday",
        "TRUNCATE core_demonstrationday",
    ],
)
def test_a_setting_of_the_demonstration_day_cannot_be_changed(statement):
    clock.set_demonstration_day(dt.date(2027, 2, 28), by=user())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
