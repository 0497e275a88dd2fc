"""调整: keep, increase, reduce, taper, stop, hold; from which month, and from when something is to be recovered."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.rules.adjustment import AdjustmentFacts, adjust
from apps.rules.calendar import Month

from .asking import standards

DAY = dt.date(2026, 4, 20)


def answer(day=DAY, region="TJ", **facts):
    told = {"programme": "dibao", "amount": "500.00", "entitled": True, "new_amount": "500.00"} | facts
    return adjust(AdjustmentFacts(**told), standards(region), day)


def test_the_same_amount_is_kept():
    kept = answer()
    assert (kept.effect, kept.amount, kept.recover_from) == ("keep", Decimal("500.00"), None)


@pytest.mark.parametrize(("amount", "effect"), [("600.00", "increase"), ("400.00", "reduce")])
def test_another_amount_begins_in_the_month_after_the_decision(amount, effect):
    changed = answer(new_amount=amount)
    assert (changed.effect, changed.amount, changed.first_month) == (effect, Decimal(amount), Month(2026, 5))


def test_an_unreported_reduction_is_recovered_from_the_month_after_the_change():
    found = answer(new_amount="400.00", self_reported=False, changed_on=dt.date(2026, 1, 15))
    assert (found.first_month, found.recover_from) == (Month(2026, 5), Month(2026, 2))


def test_a_change_of_this_month_leaves_nothing_to_recover():
    found = answer(new_amount="400.00", self_reported=False, changed_on=dt.date(2026, 4, 15))
    assert found.recover_from is None


def test_an_increase_is_never_paid_for_the_past():
    assert (
        answer(new_amount="600.00", self_reported=False, changed_on=dt.date(2026, 1, 15)).recover_from is None
    )


def test_a_death_counts_from_the_month_after_it():
    died = {"died_on": dt.date(2026, 2, 10)}
    less = answer(new_amount="400.00", **died)
    assert (less.effect, less.first_month, less.recover_from) == ("reduce", Month(2026, 3), Month(2026, 3))
    last = answer(entitled=False, new_amount="0.00", **died)
    assert (last.effect, last.first_month, last.amount) == ("stop", Month(2026, 3), Decimal("0.00"))
    assert answer(entitled=False, new_amount="0.00", died_on=DAY).recover_from is None


def test_who_is_no_longer_entitled_for_another_reason_than_income_is_stopped():
    stopped = answer(entitled=False, new_amount="0.00")
    assert (stopped.effect, stopped.first_month, stopped.plan) == ("stop", Month(2026, 5), None)


def test_a_reported_job_above_the_standard_tapers():
    told = {"entitled": False, "new_amount": "0.00", "counted_members": 2, "income": Decimal("3000.00")}
    tapered = answer(cause="employment", changed_on=dt.date(2026, 4, 1), **told)
    assert (tapered.effect, len(tapered.plan.schedule), tapered.first_month) == ("taper", 6, Month(2026, 5))
    assert answer(changed_on=dt.date(2026, 4, 1), **told).effect == "stop"


def test_a_job_that_was_discovered_stops_and_is_recovered():
    found = answer(
        entitled=False,
        new_amount="0.00",
        counted_members=2,
        income=Decimal("3000.00"),
        cause="employment",
        self_reported=False,
        changed_on=dt.date(2026, 1, 15),
    )
    assert (found.effect, found.first_month, found.recover_from) == ("stop", Month(2026, 5), Month(2026, 2))


def test_nobody_leaves_in_a_moratorium_but_the_dead():
    assert answer(entitled=False, new_amount="0.00", moratorium=True).effect == "hold"
    assert answer(dt.date(2021, 2, 20), entitled=False, new_amount="0.00").effect == "hold"
    assert answer(entitled=False, new_amount="0.00", moratorium=True, died_on=DAY).effect == "stop"


HELD = {"new_amount": "470.00", "minor": True}


@pytest.mark.parametrize(
    ("region", "reported", "effect"),
    [
        ("HB-QX", True, "keep"),
        ("HB-QX", False, "keep"),
        ("CN", True, "keep"),
        ("TJ", True, "reduce"),
        ("TJ", False, "keep"),
    ],
)
def test_between_reviews_a_change_that_is_not_obvious_waits_where_the_law_says_so(region, reported, effect):
    """桥西（八）「复核期内…没有明显变化的，不再调整救助水平」; in Tianjin what the family reports is always worked off."""
    assert answer(region=region, self_reported=reported, **HELD).effect == effect


def test_before_the_law_said_so_and_for_an_obvious_change_nothing_waits():
    assert answer(dt.date(2021, 5, 20), region="HB-QX", **HELD).effect == "reduce"
    assert answer(region="HB-QX", **(HELD | {"minor": False})).effect == "reduce"


def test_who_is_not_entitled_any_more_does_not_wait():
    assert answer(region="HB-QX", entitled=False, new_amount="0.00", minor=True).effect == "stop"
