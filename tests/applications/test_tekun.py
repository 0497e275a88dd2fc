"""特困供养 from the application to the award with the care level, by the services."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.applications import services
from apps.applications.queries.preview import preview_of
from apps.benefits.models import Award
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.payments.models import Payment
from apps.payments.services import draft_batch
from apps.routing import queries as routing
from tests import factories
from tests.applications import makers as typed
from tests.care import makers

pytestmark = pytest.mark.django_db
REVIEWED = dt.date(2026, 11, 11)


@pytest.fixture
def who():
    return factories.people()


def pending(case) -> set[tuple[str, str]]:
    return {(step.name, step.office.name) for step in case.steps.filter(state__in=routing.PENDING)}


def test_the_survey_and_the_self_care_assessment_run_side_by_side(who):
    case = makers.accepted(who)
    assert case.number.startswith("南学特困")
    assert pending(case) == {
        ("economic_check", "学府街道"), ("home_visit", "学府街道"), ("self_care", "大王庄街道")
    }  # fmt: skip
    factories.checked(who, case, dt.date(2026, 11, 4))
    factories.visited(who, case, dt.date(2026, 11, 5))
    factories.handed_over(who, case, dt.date(2026, 11, 6))
    assert pending(case) == {("self_care", "大王庄街道")}
    makers.assessed(who, case, dt.date(2026, 11, 6))
    assert pending(case) == {("first_review", "大王庄街道")}


def test_the_limits_are_those_of_the_tekun_measures(who):
    case = makers.accepted(who)
    clock = routing.clockwork()
    assert routing.total_due(case, clock) is None
    survey = clock.due("tekun_survey", factories.ACCEPTED, "TJ")
    step = case.steps.select_related("case__hukou_office__jurisdiction").get(name="home_visit")
    assert routing.due_of(step, clock).day == survey.day
    assert routing.next_due(case, clock).day == survey.day
    slip = Document.objects.get(kind="acceptance_slip", case=case).context["body"]
    assert "15个工作日内完成调查核实" in slip["limit_text"]
    assert "43号" in slip["basis"]


def test_the_award_pays_the_standard_and_the_care_subsidy(who):
    case = makers.tell_until(who, makers.accepted(who), "decided")
    award = Award.objects.get(decision__case=case)
    assert (award.programme, award.from_month) == ("tekun_support", dt.date(2026, 12, 1))
    assert {row.kind: row.amount for row in award.amounts.all()} == {
        "tekun_support": Decimal("1870.00"),
        "care_subsidy": Decimal("400.00"),
    }
    assert award.members.get().person == case.applicant
    letter = Document.objects.get(kind="decision_letter", case=case).context["body"]
    assert letter["amount"] == "2270.00"
    assert [(part["label"], part["amount"]) for part in letter["parts"]] == [
        ("特困供养金", "1870.00"), ("照料护理补贴", "400.00")
    ]  # fmt: skip
    assert "部分丧失生活自理能力；分散供养" in letter["care_text"]
    assert letter["review_months"] == 12
    assert case.notices.get(kind="public_notice").amount == Decimal("2270.00")


def test_the_month_is_paid_in_two_lines_and_the_institution_takes_the_subsidy(who):
    placed = {"mode": "centralized", "institution": "河东区养老院", "carer": ""}
    makers.tell_until(who, makers.accepted(who), "decided", **placed)
    batch = draft_batch(who.hukou, dt.date(2026, 12, 1), by=who.hukou_clerk, on=dt.date(2026, 12, 2))
    lines = {
        line.kind: (line.amount, line.payee, line.members) for line in Payment.objects.filter(batch=batch)
    }
    assert lines == {
        "tekun_support": (Decimal("1870.00"), "", 1),
        "care_subsidy": (Decimal("400.00"), "河东区养老院", 1),
    }
    assert (batch.register_awards, batch.register_amount) == (1, Decimal("2270.00"))


def test_an_able_supporter_is_a_reason_for_denial_with_its_article(who):
    able = makers.son(statuses=())
    case = makers.tell_until(who, makers.accepted(who, supporters=(able,)), "handed_over")
    services.submit_first_review(case, approve=False, text="儿子有履行能力。", by=who.reviewer, on=REVIEWED)
    services.submit_decision(case, approve=False, text="不予确认。", by=who.approver, on=REVIEWED)
    letter = Document.objects.get(kind="denial_letter", case=case).context["body"]
    assert [reason["code"] for reason in letter["reasons"]] == ["supporter_able"]
    assert letter["reasons"][0]["basis"] == "《特困人员认定办法》第四条"
    assert "第十八条" in letter["basis"]


def test_whoever_assessed_does_not_decide(who):
    case = makers.tell_until(who, makers.accepted(who), "taken_down")
    step = case.steps.get(name="self_care")
    assert "self_care" in routing.table_of(case).step("decision").apart_from
    assert step.done_by == who.hukou_clerk


def test_only_one_person_is_entered(who):
    with pytest.raises(Refused) as caught:
        typed.submitted(who.clerk, **makers.entry(members=(makers.elder(), typed.son())))
    assert caught.value.code == "tekun_is_one_person"


def test_a_supporter_without_birth_date_stops_the_computation_in_words(who):
    nameless = makers.son(birth_date=None)
    case = makers.tell_until(who, makers.accepted(who, supporters=(nameless,)), "handed_over")
    with pytest.raises(Refused) as caught:
        services.submit_first_review(case, approve=True, text="同意。", by=who.reviewer, on=REVIEWED)
    assert caught.value.code == "supporter_without_birth_date"


def test_the_estimate_at_the_window_is_computed_by_the_same_rule():
    preview = preview_of(typed.entry(**makers.entry()), factories.ACCEPTED)
    assert (preview.programme, preview.assessment.amount) == ("特困供养", Decimal("1870.00"))
    stopped = preview_of(
        typed.entry(**makers.entry(supporters=(makers.son(birth_date=None),))), factories.ACCEPTED
    )
    assert "出生日期" in stopped.refusal
