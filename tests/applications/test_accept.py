"""受理, 一次性补正, 撤回."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from apps.applications import services
from apps.applications.entry import MaterialEntry
from apps.applications.models import SupplementRequest
from apps.applications.queries import accept_page
from apps.checks.services import start_visit
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.journal.models import Event
from apps.offices.roles import Role
from tests.applications.makers import submitted
from tests.households.makers import DAY, dawangzhuang, user, wudadao, xuefu

pytestmark = pytest.mark.django_db
LACKING = ("家庭经济状况核对授权书", "诚信承诺书")


@pytest.fixture
def clerk():
    return user("陈砚秋", xuefu())


def step_states(case):
    return {step.name: step.state for step in case.steps.all()}


def test_a_complete_application_is_accepted_and_both_checks_open(clerk):
    case = services.accept_application(submitted(clerk), by=clerk, on=DAY)
    assert (case.accepted_on, case.mode, case.limit_days) == (DAY, "one_city", 45)
    assert step_states(case) == {"accept": "done", "economic_check": "open", "home_visit": "open"}
    assert "材料齐备" in Event.objects.get(kind="accept").summary


def test_the_slip_says_until_when_and_holds_no_number(clerk):
    case = services.accept_application(submitted(clerk), by=clerk, on=DAY)
    slip = Document.objects.get(kind="acceptance_slip")
    body = slip.context["body"]
    assert (slip.office, slip.case) == (xuefu(), case)
    assert body["limit_days"] == 45
    assert body["extended_because"] == "居住地与户籍地不一致"
    assert body["visit_started_by"] == "2026-03-13"


def test_a_relation_to_somebody_unknown_is_kept_on_file_for_registering_by_hand(clerk):
    case = submitted(clerk)
    assert services.declare_relation(case, text="居委会王某的姐姐", kin="sibling", by=clerk, on=DAY) == []
    case = services.accept_application(case, by=clerk, on=DAY)
    assert case.application.staff_relation == "居委会王某的姐姐"
    assert "须作近亲属备案：居委会王某的姐姐" in Event.objects.get(kind="accept").summary


def test_a_declared_relation_to_staff_is_registered_at_once(clerk):
    case, named = submitted(clerk), user("徐宁", xuefu())
    with pytest.raises(Refused, match="请选择徐宁是申请人的什么人") as refused:
        services.declare_relation(case, text="徐宁的妹妹", by=clerk, on=DAY)
    assert refused.value.field == "staff_kin"
    [made] = services.declare_relation(case, text="徐宁的妹妹", kin="sibling", by=clerk, on=DAY)
    assert (made.user, made.relation, made.source) == (named, "sibling", "applicant")
    assert services.declare_relation(case, text="徐宁的妹妹", kin="sibling", by=clerk, on=DAY) == []
    services.accept_application(case, by=clerk, on=DAY)
    assert "已作近亲属备案：徐宁的妹妹" in Event.objects.get(kind="accept").summary
    with pytest.raises(Refused, match="须回避"):
        start_visit(case, by=named, on=DAY)


def test_a_cousin_is_no_close_relative_and_stays_on_file(clerk):
    case, _ = submitted(clerk), user("徐宁", xuefu())
    assert services.declare_relation(case, text="徐宁的表姐", kin="none", by=clerk, on=DAY) == []
    services.accept_application(case, by=clerk, on=DAY)
    assert "与工作人员的关系：徐宁的表姐（不属近亲属）" in Event.objects.get(kind="accept").summary


def test_what_is_declared_on_the_application_form_is_registered_before_acceptance(clerk):
    named = user("徐宁", dawangzhuang())
    case = submitted(clerk, staff_relation="徐宁的弟弟", staff_kin="sibling")
    assert case.close_relatives.get().user == named
    assert "须回避" not in Event.objects.get(kind="submit").summary


def test_a_missing_paper_refuses_the_acceptance_and_names_it(clerk):
    case = submitted(clerk, missing=LACKING)
    with pytest.raises(Refused) as refused:
        services.accept_application(case, by=clerk, on=DAY)
    assert refused.value.code == "materials_missing"
    assert "诚信承诺书" in refused.value.message
    assert "一次性补正" in refused.value.message
    assert step_states(case) == {"accept": "open"}


def test_only_the_intake_office_accepts(clerk):
    case = submitted(clerk)
    with pytest.raises(Refused) as refused:
        services.accept_application(case, by=user("何晓峰", dawangzhuang()), on=DAY)
    assert refused.value.code == "not_your_office"
    with pytest.raises(PermissionDenied):
        services.accept_application(case, by=user("高文静", xuefu(), Role.REVIEWER), on=DAY)


def test_a_second_acceptance_says_who_was_faster(clerk):
    case = submitted(clerk)
    services.accept_application(case, by=clerk, on=DAY)
    with pytest.raises(Refused) as refused:
        services.accept_application(case, by=user("徐宁", xuefu()), on=DAY)
    assert refused.value.code == "step_not_open"
    assert "陈砚秋" in refused.value.message
    assert Document.objects.count() == 1


def test_the_supplement_notice_lets_the_acceptance_wait_for_the_applicant(clerk):
    case = submitted(clerk, missing=LACKING)
    services.request_supplement(case, items=LACKING, note="签字后交窗口", by=clerk, on=DAY)
    step = case.steps.get()
    assert (step.state, step.waiting_for) == ("started", "applicant")
    notice = Document.objects.get(kind="supplement_notice")
    assert [item["name"] for item in notice.context["body"]["items"]] == list(LACKING)
    assert notice.context["body"]["due_on"] == accept_page(case).supplement_due.isoformat()
    assert "一次性告知补正 2 份材料" in Event.objects.get(kind="supplement").summary


def test_what_is_missing_is_told_once(clerk):
    case = submitted(clerk, missing=LACKING)
    services.request_supplement(case, items=LACKING, by=clerk, on=DAY)
    with pytest.raises(Refused) as refused:
        services.request_supplement(case, items=LACKING, by=clerk, on=DAY)
    assert refused.value.code == "supplement_once"
    assert SupplementRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("items", "code"),
    [((), "nothing_missing"), (LACKING[:1], "told_at_once"), ((*LACKING, "户口簿"), "not_missing")],
)
def test_a_notice_names_everything_that_is_missing_and_nothing_else(clerk, items, code):
    case = submitted(clerk, missing=LACKING)
    with pytest.raises(Refused) as refused:
        services.request_supplement(case, items=items, by=clerk, on=DAY)
    assert refused.value.code == code


def test_what_is_brought_is_ticked_off_until_nothing_is_missing(clerk):
    case = submitted(clerk, missing=LACKING)
    services.request_supplement(case, items=LACKING, by=clerk, on=DAY)
    later = DAY + dt.timedelta(days=2)
    first = services.receive_supplement(case, items=LACKING[:1], by=clerk, on=later)
    assert first.supplied_on is None
    assert case.steps.get().waiting_for == "applicant"
    second = services.receive_supplement(case, items=LACKING[1:], by=clerk, on=later)
    assert second.supplied_on == later
    assert case.steps.get().waiting_for == ""
    accepted = services.accept_application(case, by=clerk, on=later)
    assert accepted.accepted_on == later


@pytest.mark.parametrize(("asked", "code"), [(False, "no_supplement"), (True, "nothing_brought")])
def test_nothing_to_receive_is_refused(clerk, asked, code):
    case = submitted(clerk, missing=LACKING)
    if asked:
        services.request_supplement(case, items=LACKING, by=clerk, on=DAY)
    with pytest.raises(Refused) as refused:
        services.receive_supplement(case, items=(), by=clerk, on=DAY)
    assert refused.value.code == code


@pytest.mark.parametrize("accepted", [False, True])
def test_an_application_is_withdrawn_with_its_reason_and_frees_its_people(clerk, accepted):
    case = submitted(clerk)
    if accepted:
        services.accept_application(case, by=clerk, on=DAY)
    case = services.withdraw_application(case, reason="已找到工作", by=clerk, on=DAY)
    assert (case.state, case.outcome, case.closed_on) == ("closed", "withdrawn", DAY)
    assert not case.parties.filter(live=True).exists()
    assert not case.steps.filter(state__in=["open", "started"]).exists()
    summary = Event.objects.get(kind="withdraw_case").summary
    assert "已找到工作" in summary
    assert "重新申请" in summary


def test_a_withdrawal_needs_a_reason_an_office_and_an_open_case(clerk):
    case = submitted(clerk)
    with pytest.raises(Refused, match="原因"):
        services.withdraw_application(case, reason=" ", by=clerk, on=DAY)
    with pytest.raises(PermissionDenied):
        services.withdraw_application(case, reason="x", by=user("路人", wudadao()), on=DAY)
    services.withdraw_application(case, reason="已找到工作", by=clerk, on=DAY)
    with pytest.raises(Refused) as refused:
        services.withdraw_application(case, reason="再撤", by=clerk, on=DAY)
    assert refused.value.code == "already_decided"


# What shared data give -------------------------------------------------------------------------------------------

SHARED = "婚姻状况证明"


def test_what_shared_data_give_is_looked_up_and_not_asked_for(clerk):
    case = submitted(
        clerk, materials=(MaterialEntry("诚信承诺书", "missing"), MaterialEntry(SHARED, "missing"))
    )
    request = services.request_supplement(case, items=("诚信承诺书",), by=clerk, on=DAY)
    assert request.items == ["诚信承诺书"]
    assert case.application.materials.get(name=SHARED).state == "shared"


def test_asking_for_it_anyway_needs_a_reason_which_stands_on_the_notice(clerk):
    case = submitted(clerk, materials=(MaterialEntry(SHARED, "missing"),))
    with pytest.raises(Refused, match="不得要求申请人提供") as refused:
        services.request_supplement(case, items=(SHARED,), by=clerk, on=DAY)
    assert (refused.value.code, refused.value.field) == ("obtainable", "shared_reason")
    services.request_supplement(case, items=(SHARED,), shared_reason="境外登记，系统查不到", by=clerk, on=DAY)
    (item,) = Document.objects.get(kind="supplement_notice").context["body"]["items"]
    assert item["reason"] == "境外登记，系统查不到"
