"""开始定期核查: the nightly opening is exact to the day, complete, and the same however often it runs."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from apps.journal.models import Event
from apps.reviews.models import Review
from apps.reviews.services import open_reviews
from apps.routing.models import Case, CaseSeries, Step
from tests.benefits import makers
from tests.payments.makers import case_of
from tests.reviews.makers import decision_on, standing

pytestmark = pytest.mark.django_db


def test_a_household_with_unfixed_income_is_opened_thirty_days_before_half_a_year(w):
    made = standing(w, decided=dt.date(2025, 8, 31))
    assert open_reviews(dt.date(2026, 1, 28)).total == 0
    run = open_reviews(dt.date(2026, 1, 29))
    assert (run.total, run.done, run.state) == (1, 1, "done")
    review = Review.objects.get()
    assert (review.grant, review.due_on, review.cycle_months) == (made.decision, dt.date(2026, 2, 28), 6)
    assert review.case.due_on == dt.date(2026, 2, 28)
    assert review.case.number == "东大核查 2026-0001"


def test_a_steady_household_is_reviewed_once_a_year(w):
    standing(w, decided=dt.date(2025, 8, 31), able=False, fixed=True)
    assert open_reviews(dt.date(2026, 7, 31)).total == 0
    assert open_reviews(dt.date(2026, 8, 1)).total == 1
    assert Review.objects.get().cycle_months == 12


def test_the_residence_street_is_asked_to_visit_on_the_same_case(w):
    standing(w)
    open_reviews(dt.date(2026, 4, 20))
    step = Step.objects.get()
    assert (step.name, step.office, step.case.hukou_office) == ("home_visit", w.residence, w.hukou)
    assert step.case.asked == ["home_visit"]


def test_where_one_street_does_it_all_the_review_itself_begins(w):
    standing(w, split=False)
    open_reviews(dt.date(2026, 4, 20))
    assert [(step.name, step.office) for step in Step.objects.all()] == [("periodic_review", w.hukou)]


def test_a_second_run_of_a_night_changes_nothing(w):
    standing(w)
    open_reviews(dt.date(2026, 4, 20))
    before = (Case.objects.count(), Step.objects.count(), Event.objects.count(), Review.history.count())
    run = open_reviews(dt.date(2026, 4, 20))
    assert (run.total, run.done) == (1, 1)
    assert (
        Case.objects.count(),
        Step.objects.count(),
        Event.objects.count(),
        Review.history.count(),
    ) == before


def test_missed_nights_are_made_up_for_by_the_next_one(w):
    first = standing(w, "张小满", decided=dt.date(2025, 11, 1))
    second = standing(w, "李雨水", decided=dt.date(2025, 11, 9))
    run = open_reviews(dt.date(2026, 6, 30))
    assert run.done == 2
    assert {review.grant for review in Review.objects.all()} == {first.decision, second.decision}
    assert [case.number for case in Case.objects.filter(kind="periodic_review").order_by("id")] == [
        "东大核查 2026-0001",
        "东大核查 2026-0002",
    ]


def test_the_numbers_go_on_from_the_last_night(w):
    standing(w, "张小满", decided=dt.date(2025, 11, 1))
    standing(w, "李雨水", decided=dt.date(2025, 12, 9))
    open_reviews(dt.date(2026, 4, 20))
    open_reviews(dt.date(2026, 5, 20))
    numbers = Case.objects.filter(kind="periodic_review").order_by("id").values_list("number", flat=True)
    assert list(numbers) == ["东大核查 2026-0001", "东大核查 2026-0002"]


def test_a_year_has_room_for_more_than_four_digits(w):
    CaseSeries.objects.create(office=w.hukou, kind="核查", year=2026, last=9_998)
    standing(w, "张小满", decided=dt.date(2025, 11, 1))
    standing(w, "李雨水", decided=dt.date(2025, 11, 9))
    open_reviews(dt.date(2026, 6, 30))
    numbers = Case.objects.filter(kind="periodic_review").order_by("id").values_list("number", flat=True)
    assert list(numbers) == ["东大核查 2026-9999", "东大核查 2026-10000"]


def test_a_later_decision_on_the_same_award_is_no_second_household(w):
    made = standing(w)
    changed = decision_on(
        w, case_of(made.household, w.hukou, "东大低保 2025-0099"), "900.00", dt.date(2025, 11, 20)
    )
    assert not hasattr(changed, "award")
    assert open_reviews(dt.date(2026, 6, 20)).total == 1


def test_an_edge_household_without_cash_is_reviewed_too(w):
    home = standing(w, split=False).household
    other = makers.household(w.hukou, w.hukou, "李雨水", wage="1500", account=None)
    status = decision_on(
        w, case_of(other, w.hukou, "东大边缘 2025-0001"), "0.00", dt.date(2025, 11, 1), "edge_household"
    )
    assert open_reviews(dt.date(2026, 4, 20)).total == 2
    assert {review.grant for review in Review.objects.all()} == {home.awards.get().decision, status}


def test_an_award_that_ended_is_not_reviewed(w):
    made = standing(w)
    made.to_month = dt.date(2026, 3, 1)
    made.save()
    assert open_reviews(dt.date(2026, 4, 20)).total == 0


def test_history_rows_and_the_event_come_along(w):
    made = standing(w)
    open_reviews(dt.date(2026, 4, 20))
    case = Case.objects.get(kind="periodic_review")
    assert case.history.get().history_type == "+"
    assert case.steps.get().history.get().name == "home_visit"
    assert case.parties.get().person == made.household.head
    assert not case.parties.get().live
    event = Event.objects.get(case_id=case.pk)
    assert (event.kind, event.case_number, event.actor_name) == ("periodic_review", case.number, "系统")


def test_the_database_allows_one_open_review_for_a_decision(w):
    standing(w)
    open_reviews(dt.date(2026, 4, 20))
    review = Review.objects.get()
    again = Review(
        case=review.grant.case, grant=review.grant, last_review=review.last_review, cycle_months=6,
        due_on=dt.date(2026, 9, 9), opened_on=review.opened_on,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="one_open_review_per_decision"), transaction.atomic():
        again.save()
