"""A quarter of the simulated year, in small; the whole is `make year`."""

import datetime as dt

import pytest
from django.db import transaction

from apps.journal.models import Run
from tests.year.simulation import Year

pytestmark = pytest.mark.django_db
QUARTER = {"first": dt.date(2025, 1, 1), "last": dt.date(2025, 4, 30)}
HOUSEHOLDS = 20


def lived(**terms) -> Year:
    """A run whose rows are taken back, so that another can follow in the same database."""
    year = Year(HOUSEHOLDS, **QUARTER, **terms)
    with transaction.atomic():
        year.run()
        year.found = (year.paid(), year.differences(), year.overlooked())
        year.incomplete = Run.objects.filter(kind="open_reviews").exclude(state="done").count()
        transaction.set_rollback(True)
    return year


def test_each_household_is_reviewed_when_the_rules_say_and_paid_right_also_when_nights_are_missed():
    year, with_gaps = lived(), lived(every_tenth_missed=True)
    assert year.found[1:] == ([], [])
    assert year.done["reviews"] >= 8
    assert {year.done[kind] for kind in ("birth", "job_start", "job_end")} != {0}
    assert year.incomplete == 0
    assert with_gaps.done["nights"] < year.done["nights"]
    assert with_gaps.found == year.found
