"""A quarter of the simulated year, with the new standard of 1 September in it; the whole is `make year`."""

import datetime as dt

import pytest
from django.db import transaction

from tests.year.happenings import EVENTS
from tests.year.judging import differences, paid_of
from tests.year.simulation import Year

pytestmark = pytest.mark.django_db
QUARTER = {"first": dt.date(2025, 7, 1), "last": dt.date(2025, 9, 30)}
HOUSEHOLDS = 200


def lived(**terms):
    """What a run paid, what is wrong with it, and how much was done; its rows are taken back, so that another can follow."""
    with transaction.atomic():
        year = Year(HOUSEHOLDS, **QUARTER, **terms).run()
        found = paid_of(year), differences(year), year.done
        transaction.set_rollback(True)
    return found


def test_each_household_is_reviewed_when_the_rules_say_and_paid_right_also_when_nights_are_missed():
    paid, wrong, done = lived()
    again, wrong_again, done_again = lived(every_tenth_missed=True)
    assert wrong == wrong_again == []
    assert paid == again
    assert done["reviews"] >= 60
    assert done_again["nights"] < done["nights"]
    assert all(done[kind] for kind in EVENTS.values() if kind != "job_start_and_end")
