"""Computations, opinions and decisions are records; what a computation keeps; who lives by which award."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from apps.benefits import queries
from apps.benefits.models import Assessment, AwardAmount, AwardMember, Decision, Opinion
from apps.benefits.services import assess_case
from apps.journal.models import Event
from apps.rules.assess import assess
from apps.rules.facts import from_plain
from apps.standards.queries import standards_by_ids
from tests.benefits import makers
from tests.payments.makers import NOVEMBER, award

pytestmark = pytest.mark.django_db
DAY = makers.DAY


@pytest.fixture
def assessment(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    return assess_case(case, facts=queries.facts_of(case, DAY), round=1, by=w.reviewer, on=DAY)


def test_a_computation_is_replayed_from_what_it_kept(assessment):
    standards = standards_by_ids(assessment.jurisdiction, assessment.standard_ids)
    again = assess(from_plain(assessment.facts), standards, assessment.day)
    assert (again.programme, again.amount) == ("dibao", Decimal("1241.00"))
    assert again.to_plain()["lines"] == assessment.lines


def test_a_computation_is_an_event(assessment):
    event = Event.objects.get(case_id=assessment.case_id, kind="assessment")
    assert event.detail["amount"] == "1241.00"


def test_the_kept_facts_hold_no_identity_number(w):
    home = makers.household(w.residence, w.hukou)
    home.head.id_number = "129999198003010024"
    home.head.save()
    case = makers.case_in_first_review(w, home)
    kept = assess_case(case, facts=queries.facts_of(case, DAY), round=1, by=w.reviewer, on=DAY)
    assert "129999198003010024" not in str((kept.facts, kept.answer, kept.lines))


@pytest.mark.parametrize("table", [Assessment, Opinion, Decision])
def test_the_database_keeps_records_as_they_were_written(w, table):
    award(w, "张小满")
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        table.objects.update(case_id=1)
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        table.objects.all()._raw_delete("default")


def test_nobody_lives_by_two_awards_in_a_month(w):
    first, second = award(w, "张小满"), award(w, "赵白露")
    person = first.members.get().person
    with pytest.raises(IntegrityError, match="one_basic_living_award"), transaction.atomic():
        AwardMember.objects.create(award=second, person=person, from_month=dt.date(2026, 3, 1))
    first.members.update(to_month=dt.date(2026, 2, 1))
    AwardMember.objects.create(award=second, person=person, from_month=dt.date(2026, 3, 1))


def test_an_award_has_one_amount_a_month(w):
    made = award(w, "张小满")
    with pytest.raises(IntegrityError, match="one_amount_per_award_and_month"), transaction.atomic():
        AwardAmount.objects.create(
            award=made, kind="dibao", amount=Decimal(1), from_month=NOVEMBER, decision=made.decision
        )


def test_months_are_written_as_their_first_day(w):
    made = award(w, "张小满")
    with pytest.raises(IntegrityError, match="award_member_in_whole_months"), transaction.atomic():
        AwardMember.objects.create(award=made, person=makers.person("某人"), from_month=DAY)


def test_awards_are_found_by_person_and_by_household(w):
    made = award(w, "张小满", "700.00")
    person = made.members.get().person_id
    assert queries.live_award_of_persons([person], DAY) == {person: made}
    assert queries.live_award_of_persons([person], dt.date(2025, 10, 31)) == {}
    assert queries.live_award_of_persons([], DAY) == {}
    assert list(queries.household_awards(made.household)) == [made]
    assert queries.monthly_amount(made, DAY) == Decimal("700.00")


def test_a_benefit_in_another_household_stands_in_the_facts(w):
    made = award(w, "张小满")
    person = made.members.get().person
    home = makers.household(w.residence, w.hukou, "李明远")
    makers.Membership.objects.create(
        household=home,
        person=person,
        position=2,
        relation="spouse",
        labour_capacity="full",
        work_status="employed",
        valid_from=makers.SINCE,
    )
    case = makers.case_in_first_review(w, home)
    computed = queries.compute(case, queries.facts_of(case, DAY), round=1, on=DAY)
    assert "other_basic_living_benefit" in queries.computed_reasons(computed)
