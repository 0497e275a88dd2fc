"""Submitting an entry: one transaction from typed facts to a case."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from apps.applications import services
from apps.applications.models import Application, EntryDraft
from apps.applications.queries import entry_facts, preview_of
from apps.benefits.models import Assessment, Award, AwardMember, Decision, Opinion
from apps.core.errors import Refused
from apps.households.models import Household, Person
from apps.households.queries import household_facts
from apps.journal.models import Event
from apps.routing.models import Case
from apps.rules.assess import assess
from apps.standards.queries import standards_for
from tests.applications.makers import HEAD_ID, HUSBAND_ID, entry, head, husband, son, submitted
from tests.households.makers import DAY, dawangzhuang, user, wudadao, xuefu

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return user("陈砚秋", xuefu())


def test_an_entry_becomes_people_household_facts_and_a_case_that_waits(clerk):
    case = submitted(clerk)
    assert case.number == "南学低保 2026-0001"
    assert [step.name for step in case.steps.all()] == ["accept"]
    assert case.parties.filter(live=True).count() == 3
    home = case.household
    assert [row.person.name for row in home.memberships.all()] == ["张小满", "李明远", "李禾"]
    assert home.incomes.get().note == "超市理货"
    assert home.accounts.get().number == "6222000000001234567"
    assert home.head.phone == "15412345678"
    assert case.authorisations.count() == 2  # the son is a minor
    assert case.application.materials.count() == 4


def test_the_submission_is_an_event_without_numbers(clerk):
    case = submitted(clerk)
    event = Event.objects.get(kind="submit", case_id=case.pk)
    assert (event.actor_name, event.office_name) == ("陈砚秋", xuefu().name)
    everything = " ".join(str(vars(row)) for row in Event.objects.all())
    assert HEAD_ID not in everything
    assert "15412345678" not in everything


def test_the_preview_is_what_the_stored_facts_give(clerk):
    typed = entry()
    preview = preview_of(typed, DAY)
    case = services.submit_application(typed, by=clerk, on=DAY)
    stored = assess(household_facts(case.household, DAY), standards_for("TJ"), DAY)
    assert preview.assessment.amount == stored.amount
    assert preview.assessment.amount > 0
    assert all(member.id_number is None for member in entry_facts(typed, DAY).members)


def test_a_refusal_of_the_rules_is_the_preview(clerk):
    missing_standard = preview_of(entry(), dt.date(2016, 1, 1))
    assert missing_standard.assessment is None
    assert "没有生效的标准" in missing_standard.refusal


def test_a_member_in_another_live_application_is_named_with_the_office_to_call(clerk):
    submitted(clerk)
    other = entry(members=(head(relation="spouse"), husband(relation="head")), incomes=())
    with pytest.raises(Refused) as refused:
        services.submit_application(other, by=clerk, on=DAY)
    assert refused.value.code == "in_live_case"
    assert dawangzhuang().phone in refused.value.message
    assert "南学低保" not in refused.value.message
    assert Case.objects.count() == 1


def test_a_member_who_lives_by_an_award_is_named_with_the_office_that_pays(clerk):
    case = submitted(clerk)
    reviewer, approver = user("高文静", dawangzhuang()), user("韩立冬", dawangzhuang())
    award = awarded(case, reviewer, approver)
    services.withdraw_application(case, reason="另有安排", by=clerk, on=DAY)
    with pytest.raises(Refused) as refused:
        submitted(clerk)
    assert (refused.value.code, "李明远" in refused.value.message) == ("in_award", True)
    assert award.paying_office.phone in refused.value.message


def awarded(case, reviewer, approver):
    """An award of the husband, as the decision would make it."""
    assessment = Assessment.objects.create(**assessment_fields(case, reviewer))
    opinion = Opinion.objects.create(
        case=case, round=1, assessment=assessment, approve=True, text="同意", given_by=reviewer, given_on=DAY
    )
    month = DAY.replace(day=1)
    decision = Decision.objects.create(
        case=case, assessment=assessment, opinion=opinion, office=dawangzhuang(), approve=True, programme="dibao",
        amount=1, first_month=month, text="同意", reviewed_by=reviewer, decided_by=approver, decided_on=DAY,
    )  # fmt: skip
    award = Award.objects.create(
        household=case.household, decision=decision, programme="dibao", paying_office=dawangzhuang(),
        residence_office=xuefu(), from_month=month,
    )  # fmt: skip
    AwardMember.objects.create(award=award, person=Person.objects.get(name="李明远"), from_month=month)
    return award


def assessment_fields(case, by):
    return {
        "case": case, "round": 1, "day": DAY, "jurisdiction": "TJ", "facts": {}, "answer": {}, "lines": [],
        "equation": [], "programme": "dibao", "amount": 1, "made_by": by, "standard_ids": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ((husband(),), "one_applicant"),
        ((head(), husband(relation="head")), "one_applicant"),
        ((head(), son(name="张小满", id_number=HEAD_ID)), "duplicate_person"),
        ((head(id_number=HEAD_ID[:-1]),), "invalid_id_number"),
    ],
)
def test_wrong_members_are_refused_and_nothing_is_kept(clerk, members, code):
    with pytest.raises(Refused) as refused:
        services.submit_application(entry(members=members, incomes=()), by=clerk, on=DAY)
    assert refused.value.code == code
    assert not Person.objects.exists()
    assert not Household.objects.exists()


def test_a_clerk_of_another_street_may_not_submit_here(clerk):
    with pytest.raises(PermissionDenied):
        services.submit_application(entry(), by=user("路人", wudadao()), on=DAY)


def test_an_application_at_the_hukou_street_is_taken_in_there():
    clerk = user("何晓峰", dawangzhuang())
    case = services.submit_application(entry(applied_at=dawangzhuang()), by=clerk, on=DAY)
    assert case.intake_office == dawangzhuang()
    assert case.front_office == xuefu()


def test_the_draft_goes_with_the_submission_and_a_second_click_changes_nothing(clerk):
    draft = services.open_draft(office=xuefu(), at=dt.datetime(2026, 3, 10, tzinfo=dt.UTC), by=clerk, on=DAY)
    services.submit_application(entry(), draft=draft, by=clerk, on=DAY)
    assert not EntryDraft.objects.exists()
    with pytest.raises(Refused) as refused:
        services.submit_application(entry(), draft=draft, by=clerk, on=DAY)
    assert refused.value.code == "draft_gone"
    assert Case.objects.count() == 1


def test_a_draft_is_kept_step_by_step_and_lies_encrypted(clerk):
    at = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
    draft = services.open_draft(office=xuefu(), at=at, by=clerk, on=DAY)
    services.save_draft(draft, {"application": {"phone": "1"}}, at=at, by=clerk, on=DAY)
    services.save_draft(draft, {"members": [{"id_number": HUSBAND_ID}]}, at=at, by=clerk, on=DAY)
    assert json.loads(EntryDraft.objects.get().payload) == {
        "application": {"phone": "1"},
        "members": [{"id_number": HUSBAND_ID}],
    }
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM applications_entrydraft")
        assert HUSBAND_ID not in cursor.fetchone()[0]


def test_somebody_else_may_not_write_into_a_draft(clerk):
    at = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
    draft = services.open_draft(office=xuefu(), at=at, by=clerk, on=DAY)
    with pytest.raises(Refused):
        services.save_draft(draft, {}, at=at, by=user("徐宁", xuefu()), on=DAY)


def test_applying_again_after_a_withdrawal_keeps_the_household_and_replaces_what_was_declared(clerk):
    first = submitted(clerk)
    services.withdraw_application(first, reason="找到工作", by=clerk, on=DAY)
    later = DAY + dt.timedelta(days=30)
    again = services.submit_application(
        replace(entry(), members=(head(), son()), incomes=()), by=clerk, on=later
    )
    assert again.household == first.household
    facts = household_facts(again.household, later)
    assert [member.name for member in facts.members] == ["张小满", "李禾"]
    assert facts.members[0].incomes == ()
    assert len(household_facts(again.household, DAY).members) == 3
    assert Application.objects.count() == 2
