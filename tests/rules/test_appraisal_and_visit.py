"""民主评议 and 入户调查: who must be there, what the votes say, and when nobody has to go."""

from datetime import date, timedelta

import pytest

from apps.rules.appraisal import conclusion_of, enough_representatives
from apps.rules.home_visit import INVESTIGATORS, may_be_contactless

from .asking import standards

EMERGENCY = (date(2021, 7, 1), date(2023, 1, 8))


@pytest.mark.parametrize(
    ("representatives", "total", "enough"),
    [(4, 6, True), (3, 6, False), (5, 7, True), (4, 7, False), (0, 0, True)],
)
def test_two_thirds_of_an_appraisal_are_representatives_in_whole_persons(representatives, total, enough):
    assert enough_representatives(representatives, total) is enough


@pytest.mark.parametrize(
    ("votes_for", "votes_against", "conclusion"),
    [(4, 2, "supported"), (2, 4, "opposed"), (3, 3, "tied"), (0, 0, "tied")],
)
def test_the_majority_of_the_votes_is_the_conclusion_and_a_tie_settles_nothing(
    votes_for, votes_against, conclusion
):
    assert conclusion_of(votes_for, votes_against) == conclusion


def test_two_investigators_go():
    assert INVESTIGATORS == 2


def test_a_visit_is_made_by_telephone_only_while_an_emergency_is_declared():
    first, last = EMERGENCY
    held = [first - timedelta(1), first, last, last + timedelta(1)]
    assert [may_be_contactless(standards("TJ"), day) for day in held] == [False, True, True, False]


def test_a_declared_emergency_can_be_switched_off():
    assert not may_be_contactless(standards("TJ", contactless_visit="false"), EMERGENCY[0])
