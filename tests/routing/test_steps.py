"""Steps: who may take them, what is refused, how one goes back, what the clock does meanwhile."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from apps.core.errors import Refused
from apps.journal.models import Event
from apps.offices.models import Duty
from apps.routing import services
from apps.routing.models import CaseState, HandOver, StepState
from apps.routing.queries import PENDING, clockwork, due_of, total_due
from apps.rules.procedures import APPLICATION, Condition
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 11)


@pytest.fixture
def who():
    return factories.people()


def pending(case) -> set[str]:
    return set(case.steps.filter(state__in=PENDING).values_list("name", flat=True))


@pytest.mark.parametrize("step", APPLICATION.names)
def test_a_step_is_refused_before_its_turn_and_after_it_was_done(who, step):
    """Every step of the table, at the start of the story: only what is open may be taken."""
    case = factories.accepted(who)
    by = {"first_review": who.reviewer, "decision": who.approver}.get(step, who.clerk)
    if step in pending(case):
        assert services.take_step(case, step, by=by, on=DAY).name == step
        return
    with pytest.raises(Refused) as refused:
        services.take_step(case, step, by=by, on=DAY)
    assert refused.value.code == "step_not_open"


def test_a_step_of_the_other_office_is_refused_by_name(who):
    case = factories.accepted(who)
    with pytest.raises(Refused, match="入户调查由学府街道办理"):
        services.take_step(case, "home_visit", by=who.hukou_clerk, on=DAY)


def test_whoever_lacks_the_permission_is_not_told_about_turns(who):
    case = factories.accepted(who)
    with pytest.raises(PermissionDenied):
        services.take_step(case, "home_visit", by=who.approver, on=DAY)


def test_a_duty_that_ended_yesterday_does_nothing_today(who):
    case = factories.accepted(who)
    Duty.objects.filter(user=who.clerk).update(valid_to=DAY - dt.timedelta(days=1))
    with pytest.raises(PermissionDenied):
        services.take_step(case, "home_visit", by=who.clerk, on=DAY)


def test_going_back_opens_a_new_round_and_the_clock_goes_on(who):
    case = factories.case_at(who, "handed_over")
    before = total_due(case, clockwork())
    services.return_dossier(case, to=["home_visit"], reason="缺家庭成员签字", by=who.reviewer, on=DAY)
    assert pending(case) == {"home_visit"}
    again = case.steps.filter(name="home_visit").last()
    assert (again.round, again.note) == (2, "缺家庭成员签字")
    case.refresh_from_db()
    assert total_due(case, clockwork()) == before
    assert HandOver.objects.get().return_reason == "缺家庭成员签字"
    factories.visited(who, case, DAY)
    assert pending(case) == {"hand_over"}
    factories.handed_over(who, case, DAY)
    assert pending(case) == {"first_review"}
    assert case.hand_overs.count() == 2


def test_going_back_needs_a_reason_and_a_step_that_one_may_go_back_to(who):
    case = factories.case_at(who, "handed_over")
    with pytest.raises(Refused) as refused:
        services.return_dossier(case, to=["home_visit"], reason=" ", by=who.reviewer, on=DAY)
    assert refused.value.field == "reason"
    with pytest.raises(Refused) as refused:
        services.return_dossier(case, to=["accept"], reason="重来", by=who.reviewer, on=DAY)
    assert refused.value.code == "cannot_return"
    assert pending(case) == {"first_review"}


def test_whoever_surveyed_may_not_review_even_after_a_return(who):
    case = factories.case_at(who, "handed_over")
    services.return_dossier(case, to=["home_visit"], reason="补签", by=who.reviewer, on=DAY)
    Duty.objects.create(user=who.reviewer, office=who.residence, role="clerk", valid_from=factories.SINCE)
    from apps.offices.access import forget

    forget(who.reviewer)
    step = services.take_step(case, "home_visit", by=who.reviewer, on=DAY)
    services.advance(step, by=who.reviewer, on=DAY, summary="补签。")
    factories.handed_over(who, case, DAY)
    with pytest.raises(Refused) as refused:
        services.receive_dossier(case, by=who.reviewer, on=DAY)
    assert refused.value.code == "four_eyes"


def test_every_step_leaves_an_event_with_its_word_and_its_side(who):
    case = factories.case_at(who, "announced")
    kinds = dict(Event.objects.filter(case_id=case.pk).values_list("kind", "side").order_by("-id"))
    assert {
        "accept",
        "economic_check",
        "home_visit",
        "hand_over",
        "first_review",
        "public_notice",
        "decision",
    } <= set(kinds)
    assert kinds["accept"] == "residence"
    assert kinds["decision"] == "hukou"


def test_limits_are_derived_and_provisional_beyond_the_published_calendar(who):
    case = factories.accepted(who)
    clock = clockwork()
    visit = case.steps.get(name="home_visit")
    assert due_of(visit, clock).day == dt.date(2026, 11, 6)
    assert not due_of(visit, clock).provisional
    total = total_due(case, clock)
    assert total.provisional
    assert total.day == dt.date(2027, 1, 5)


def test_a_case_that_is_closed_frees_its_people_and_cancels_what_is_pending(who):
    case = factories.accepted(who)
    services.close_case(case, "withdrawn", by=who.clerk, on=DAY, summary="撤回。", office=who.residence)
    assert case.state == CaseState.CLOSED
    assert not case.parties.filter(live=True).exists()
    assert set(
        case.steps.filter(name__in=["economic_check", "home_visit"]).values_list("state", flat=True)
    ) == {StepState.CANCELLED}


def test_the_procedure_passes_over_what_does_not_apply():
    finished = ("accept", "economic_check", "home_visit")
    known = {Condition.TWO_OFFICES: False, Condition.APPRAISAL_ASKED: False}
    ready = APPLICATION.ready(finished, known)
    assert [step.name for step in ready] == ["first_review"]
    ready = APPLICATION.ready((*finished, "first_review"), known | {Condition.PROPOSED: False})
    assert [step.name for step in ready] == ["decision"]


def test_assigning_adds_up(who):
    case = factories.accepted(who)
    steps = list(case.steps.all())
    done, refused = services.assign_steps(steps, to=who.colleague, by=who.clerk, on=DAY)
    assert (done, refused, done + refused) == (2, 1, len(steps))
