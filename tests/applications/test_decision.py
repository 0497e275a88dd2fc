"""审核确认: a second person decides on the computation of the day; award, letter, announcement or the end of the case."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.applications.services import submit_decision, submit_first_review
from apps.benefits.models import Award, Decision
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.households.models import Income
from apps.journal.models import Event
from tests.benefits import makers

pytestmark = pytest.mark.django_db
DAY = makers.DAY


def to_be_decided(w, *names, wage="1894", approve=True, reasons=()):
    home = makers.household(w.residence, w.hukou, *names, wage=wage)
    case = makers.case_in_first_review(w, home)
    submit_first_review(case, approve=approve, text="初审意见。", reasons=reasons, by=w.reviewer, on=DAY)
    return makers.pass_notice(w, case) if approve else case


def decide(case, w, **changed):
    given = {"approve": True, "text": "同意。", "by": w.approver, "on": DAY} | changed
    return submit_decision(case, **given)


def refusal(case, w, **changed) -> str:
    with pytest.raises(Refused) as caught:
        decide(case, w, **changed)
    return caught.value.code


def test_an_approval_opens_the_award_and_issues_the_letter(w):
    case = to_be_decided(w)
    decision = decide(case, w)
    award = decision.award
    assert award.paying_office == w.hukou
    assert award.from_month == dt.date(2025, 11, 1)
    assert [(row.kind, row.amount, row.to_month) for row in award.amounts.all()] == [
        ("dibao", Decimal("1241.00"), None)
    ]
    assert award.members.count() == 3
    letter = Document.objects.get(kind="decision_letter")
    assert letter.context["body"]["amount"] == "1241.00"
    assert letter.context["body"]["calculation"]["equation"][0]["text"] == "1,045.00"
    assert letter.context["body"]["review_months"] == 6
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("open", "approved")
    assert case.notices.get(kind="announcement").amount == Decimal("1241.00")
    assert case.steps.filter(name="announcement", state="open").count() == 2
    assert "1,241.00" in Event.objects.filter(case_id=case.pk, kind="decision").first().summary
    assert Event.objects.filter(case_id=case.pk, kind="award").count() == 1


def test_a_denial_ends_the_case_with_reasons_law_and_figures(w):
    case = to_be_decided(w, wage="9000", approve=False)
    decision = decide(case, w, approve=False, text="不符合条件。")
    assert decision.first_month is None
    assert not Award.objects.exists()
    body = Document.objects.get(kind="denial_letter").context["body"]
    assert [reason["code"] for reason in body["reasons"]] == [
        "income_not_below_standard",
        "income_above_edge_upper",
    ]
    assert "3,000.00" in body["reasons"][0]["figures"]
    assert body["other_help"]
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "denied")
    assert not case.parties.filter(live=True).exists()


def test_a_proposal_may_be_denied_for_a_legal_reason_only(w):
    case = to_be_decided(w)
    assert refusal(case, w, approve=False, text="不同意") == "denial_needs_reason"
    decision = decide(case, w, approve=False, text="隐瞒存款。", reasons=["false_declaration"])
    assert decision.reasons == ["false_declaration"]


def test_what_was_not_on_the_boards_is_not_approved(w):
    case = to_be_decided(w, approve=False, reasons=["non_cooperation"])
    assert refusal(case, w) == "not_noticed"


def test_an_amount_other_than_the_noticed_one_sends_the_notice_back(w):
    case = to_be_decided(w)
    Income.objects.create(
        household=case.household,
        person=case.applicant,
        type="T",
        amount=Decimal("100"),
        period="monthly",
        valid_from=DAY,
    )
    with pytest.raises(Refused) as caught:
        decide(case, w)
    assert caught.value.code == "notice_differs"
    assert "重新公示" in caught.value.message
    assert not Decision.objects.exists()


def test_the_reviewer_does_not_decide(w):
    both = makers.user("兼岗", w.hukou, "approver")
    makers.Duty.objects.create(user=both, office=w.hukou, role="reviewer", valid_from=makers.SINCE)
    home = makers.household(w.residence, w.hukou)
    case = makers.case_in_first_review(w, home)
    submit_first_review(case, approve=True, text="同意。", by=both, on=DAY)
    makers.pass_notice(w, case)
    assert refusal(case, w, by=both) == "four_eyes"


def test_the_database_refuses_the_reviewer_as_decider(w):
    case = to_be_decided(w)
    opinion = case.opinions.get()
    row = {
        "case": case,
        "assessment": opinion.assessment,
        "opinion": opinion,
        "office": w.hukou,
        "approve": True,
        "programme": "dibao",
        "amount": Decimal("1.00"),
        "first_month": DAY.replace(day=1),
        "text": "x",
        "decided_on": DAY,
    }
    with pytest.raises(IntegrityError, match="reviewer_does_not_decide"), transaction.atomic():
        Decision.objects.create(**row, reviewed_by=w.reviewer, decided_by=w.reviewer)
    with pytest.raises(Exception, match="初审人须与初审意见一致"), transaction.atomic():
        Decision.objects.create(**row, reviewed_by=w.clerk, decided_by=w.reviewer)


def test_nobody_else_decides(w):
    case = to_be_decided(w)
    for other in (w.clerk, w.reviewer, w.supervisor):
        with pytest.raises(PermissionDenied):
            decide(case, w, by=other)
    assert refusal(case, w, by=w.far_approver) == "not_your_office"


def test_a_decision_needs_words(w):
    assert refusal(to_be_decided(w), w, text="") == "decision_text_missing"


def test_a_second_decision_is_told_who_was_faster(w):
    case = to_be_decided(w)
    decide(case, w)
    assert refusal(case, w, by=w.second_approver) == "step_not_open"
    assert Award.objects.count() == 1


def test_a_person_who_lives_by_another_award_is_refused_naming_both_offices(w):
    first = to_be_decided(w)
    decide(first, w)
    award = Award.objects.get()
    case = to_be_decided(w, "王大雪", "王小雪", "王雪")
    row = award.members.first()
    makers.Membership.objects.filter(person=row.person).update(valid_to=DAY)
    # The other award begins next month, so that the computation of this month does not see it yet.
    award.members.update(from_month=dt.date(2025, 12, 1))
    award.amounts.update(from_month=dt.date(2025, 12, 1))
    row.person_id = case.applicant_id
    row.from_month = dt.date(2025, 12, 1)
    row.save()
    with pytest.raises(Refused) as caught:
        decide(case, w)
    assert caught.value.code == "has_award"
    assert "022-00000002" in caught.value.message
    assert caught.value.message.count("大王庄街道") == 2
    assert not Decision.objects.filter(case=case).exists()


def test_an_edge_household_without_cash_gets_a_decision_and_no_award(w):
    case = to_be_decided(w, wage="4000")
    decision = decide(case, w)
    assert (decision.programme, decision.amount) == ("edge_household", Decimal("0.00"))
    assert not Award.objects.exists()
    assert Document.objects.filter(kind="decision_letter").exists()
