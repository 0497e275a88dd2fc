"""定期核查: whose income is steady, and who is reminded of a review as its day comes near."""

from datetime import date, timedelta

import pytest

from apps.rules.review_cycle import reminded, steadiness

from .asking import standards

OPENED, DUE = date(2026, 1, 1), date(2026, 1, 31)


def one(labour: str = "none", *types: str, **more):
    return {"labour_capacity": labour, "incomes": [{"type": kind} for kind in types], **more}


@pytest.mark.parametrize(
    ("members", "fixed_and_able"),
    [
        ([one("none", "T")], (True, False)),
        ([one("none", "T"), one("full", "W")], (False, True)),
        ([one("full", co_resident=False)], (True, False)),
        ([one("part")], (True, True)),
        ([], (True, False)),
    ],
)
def test_a_pension_is_steady_a_wage_is_not_and_who_lives_away_does_not_count(members, fixed_and_able):
    assert steadiness(members) == fixed_and_able


@pytest.mark.parametrize(
    ("before", "whom"),
    [(30, "worker"), (11, "worker"), (10, "colleagues"), (0, "colleagues"), (-1, "supervisor")],
)
def test_reminders_widen_in_the_last_third_and_once_a_review_is_late(before, whom):
    assert reminded(OPENED, DUE, DUE - timedelta(before)) == whom


def test_a_change_between_two_days_is_one_of_the_region_or_the_country():
    """The standard of September 2025 begins after the last day of August, and not after the day on which it begins."""
    last, first = date(2025, 8, 31), date(2025, 9, 1)
    assert standards("TJ").change_between(last, first)
    assert not standards("TJ").change_between(first, first)
    assert not standards("HB-QX").change_between(last, first)
