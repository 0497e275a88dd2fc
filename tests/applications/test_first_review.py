"""初审: the reviewer at the hukou street computes and proposes; refused to everyone else and against the figures."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from apps.applications.services import submit_first_review
from apps.checks.models import EconomicCheck, Finding
from apps.core.errors import Refused
from apps.journal.models import Event
from apps.routing.services import advance, receive_dossier, return_dossier, take_step
from tests.benefits import makers

pytestmark = pytest.mark.django_db
DAY = makers.DAY


def review(case, w, **changed):
    given = {"approve": True, "text": "符合条件，拟予确认。", "by": w.reviewer, "on": DAY} | changed
    return submit_first_review(case, **given)


def refusal(case, w, **changed) -> str:
    with pytest.raises(Refused) as caught:
        review(case, w, **changed)
    return caught.value.code


def test_a_proposal_keeps_the_computation_and_opens_the_notice_in_both_places(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    receive_dossier(case, by=w.reviewer, on=DAY)
    opinion = review(case, w, seen_amount=Decimal("1241.00"))
    assert opinion.assessment.amount == Decimal("1241.00")
    assert opinion.assessment.programme == "dibao"
    assert opinion.assessment.standard_ids
    assert "id_number" not in opinion.assessment.facts["members"][0]
    case.refresh_from_db()
    assert case.proposed is True
    notice = case.notices.get()
    assert (notice.members, notice.amount) == (3, Decimal("1241.00"))
    posting = case.steps.filter(name="public_notice", state="open")
    assert {step.office_id for step in posting} == {w.residence.pk, w.hukou.pk}
    event = Event.objects.filter(case_id=case.pk, kind="first_review").first()
    assert "1,241.00" in event.summary


def test_a_denial_skips_the_notice_and_goes_to_the_decision(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou, wage="9000"))
    opinion = review(case, w, approve=False, text="人均收入超过标准。")
    assert opinion.reasons == ["income_not_below_standard", "income_above_edge_upper"]
    assert not case.notices.exists()
    assert case.steps.get(state="open").name == "decision"


def test_an_approval_against_the_figures_is_refused_and_nothing_stays(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou, wage="9000"))
    assert refusal(case, w) == "not_eligible"
    assert not case.assessments.exists()


def test_a_denial_of_an_eligible_household_needs_a_legal_reason(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    assert refusal(case, w, approve=False, text="不同意") == "denial_needs_reason"
    opinion = review(case, w, approve=False, text="两次拒绝入户。", reasons=["non_cooperation"])
    assert opinion.reasons == ["non_cooperation"]


def test_an_opinion_without_words_is_refused(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    assert refusal(case, w, text="  ") == "opinion_missing"


def test_an_amount_that_changed_since_the_page_was_shown_is_refused(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    assert refusal(case, w, seen_amount=Decimal("1000.00")) == "amount_changed"


def test_unsettled_differences_are_refused(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    step = case.steps.get(name="economic_check")
    check = EconomicCheck.objects.create(step=step, requested_on=DAY, requested_by=w.clerk)
    Finding.objects.create(check_done=check, source="tax", item="income", label="工资", settlement="open")
    assert refusal(case, w) == "open_differences"


def test_a_missing_standard_is_named():
    w = makers.world(without=("dibao_standard",))
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    with pytest.raises(Refused) as caught:
        review(case, w)
    assert caught.value.code == "missing_standard"
    assert "最低生活保障标准" in caught.value.message


def test_nobody_else_gives_the_opinion(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    for other in (w.clerk, w.approver, w.hukou_clerk):
        with pytest.raises(PermissionDenied):
            review(case, w, by=other)
    assert refusal(case, w, by=makers.user("外街初审", w.elsewhere, "reviewer")) == "not_your_office"


def test_whoever_checked_does_not_review(w):
    both = makers.user("兼岗", w.hukou, "reviewer")
    home = makers.household(w.residence, w.hukou)
    case = makers.case_in_first_review(w, home)
    step = case.steps.get(name="economic_check")
    step.done_by = both
    step.save()
    assert refusal(case, w, by=both) == "four_eyes"


def test_a_second_submission_is_told_who_was_faster(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    review(case, w)
    assert refusal(case, w) == "step_not_open"
    assert case.opinions.count() == 1


def test_a_dossier_sent_back_is_reviewed_again_as_a_new_round(w):
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    return_dossier(case, to=["home_visit"], reason="缺签字", by=w.reviewer, on=DAY)
    for name in ("home_visit", "hand_over"):
        advance(take_step(case, name, by=w.clerk, on=DAY), by=w.clerk, on=DAY, summary="办结。")
    opinion = review(case, w)
    assert opinion.round == 2
