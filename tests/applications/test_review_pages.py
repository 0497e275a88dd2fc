"""The pages of 初审, 审核确认 and 核算说明: what stands on them, who may open them, refusals in place."""

from decimal import Decimal

import pytest
from django.urls import reverse

from apps.applications.services import submit_first_review
from apps.benefits.models import Assessment
from apps.core import clock
from apps.households.models import Income
from tests.benefits import makers

pytestmark = pytest.mark.django_db
DAY = makers.DAY


@pytest.fixture
def w(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    return makers.world()


@pytest.fixture
def case(w):
    return makers.case_in_first_review(w, makers.household(w.residence, w.hukou))


def page(client, user, name, *args, data=None):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse(name, args=args)
    return client.post(url, data) if data is not None else client.get(url)


def test_the_reviewer_sees_the_computation_and_signs(client, w, case):
    text = page(client, w.reviewer, "applications:first_review", case.pk).content.decode()
    for words in (
        "签收材料",
        "退回材料",
        "1,241.00",
        "壹仟贰佰肆拾壹元整",
        "拟自 2025年11月起发放",
        "待确认 1",
    ):
        assert words in text
    assert not Assessment.objects.exists()
    data = {"approve": "yes", "text": "符合条件。", "seen_amount": "1241.00"}
    assert page(client, w.reviewer, "applications:first_review", case.pk, data=data).status_code == 302
    assert case.opinions.get().approve
    assert case.hand_overs.get().received_by == w.reviewer


def test_a_refused_opinion_keeps_what_was_typed(client, w, case):
    data = {"approve": "no", "text": "家庭情况有疑点", "seen_amount": "1241.00"}
    refused = page(client, w.reviewer, "applications:first_review", case.pk, data=data)
    assert refused.status_code == 409
    assert "须选择法定理由" in refused.content.decode()
    assert "家庭情况有疑点" in refused.content.decode()


def test_an_empty_opinion_is_refused_beside_its_fields(client, w, case):
    refused = page(client, w.reviewer, "applications:first_review", case.pk, data={})
    assert refused.status_code == 422
    assert "请选择拟予确认或拟不予确认" in refused.content.decode()


def test_the_page_of_the_review_is_for_the_reviewer(client, w, case):
    expected = {w.clerk: 403, w.approver: 403, w.hukou_clerk: 403, w.stranger: 404, w.far_approver: 404}
    found = {user: page(client, user, "applications:first_review", case.pk).status_code for user in expected}
    assert found == expected


def test_the_approver_sees_opinion_notice_and_the_four_eyes(client, w, case):
    submit_first_review(case, approve=True, text="家庭情况属实。", by=w.reviewer, on=DAY)
    makers.pass_notice(w, case)
    text = page(client, w.approver, "applications:decision", case.pk).content.decode()
    for words in ("家庭情况属实。", "初审人周文渊不能审核确认本件", "公示金额 1,241.00", "1,241.00"):
        assert words in text
    done = page(
        client, w.approver, "applications:decision", case.pk, data={"approve": "yes", "text": "同意。"}
    )
    assert done.status_code == 302
    assert case.steps.filter(name="announcement").count() == 2


def test_a_computation_that_differs_from_the_notice_is_told_before_signing(client, w, case):
    submit_first_review(case, approve=True, text="属实。", by=w.reviewer, on=DAY)
    makers.pass_notice(w, case)
    Income.objects.create(
        household=case.household,
        person=case.applicant,
        type="T",
        amount=Decimal("100"),
        period="monthly",
        valid_from=DAY,
    )
    assert (
        "今天的测算与公示不同" in page(client, w.approver, "applications:decision", case.pk).content.decode()
    )
    data = {"approve": "yes", "text": "同意。"}
    refused = page(client, w.approver, "applications:decision", case.pk, data=data)
    assert refused.status_code == 409
    assert "重新公示" in refused.content.decode()


def test_a_missing_standard_is_told_on_the_page(client, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    w = makers.world(without=("dibao_standard",))
    case = makers.case_in_first_review(w, makers.household(w.residence, w.hukou))
    shown = page(client, w.reviewer, "applications:first_review", case.pk)
    assert shown.status_code == 200
    assert "没有生效的标准“最低生活保障标准”" in shown.content.decode()


def test_looking_at_the_calculation_keeps_nothing(client, w, case):
    text = page(client, w.clerk, "benefits:calculation", case.pk).content.decode()
    assert "试算，未保存" in text
    assert "测算人" in text
    assert not Assessment.objects.exists()
    assert page(client, w.stranger, "benefits:calculation", case.pk).status_code == 404


def test_a_kept_calculation_shows_what_changed_since_the_one_before(client, w, case):
    submit_first_review(case, approve=True, text="属实。", by=w.reviewer, on=DAY)
    first = Assessment.objects.get()
    Income.objects.filter(household=case.household).update(amount=Decimal("1994"))
    from apps.benefits.queries import facts_of
    from apps.benefits.services import assess_case

    second = assess_case(case, facts=facts_of(case, DAY), round=2, by=w.reviewer, on=DAY)
    text = page(client, w.reviewer, "benefits:assessment", case.pk, second.pk).content.decode()
    assert "与第 1 次测算对照" in text
    assert "−100.00" in text
    assert "第 2 次测算" in text
    earlier = page(client, w.reviewer, "benefits:assessment", case.pk, first.pk).content.decode()
    assert "初审测算，未确认" in earlier
    other = makers.case_in_first_review(w, makers.household(w.residence, w.hukou, "王大雪"))
    assert page(client, w.reviewer, "benefits:assessment", other.pk, first.pk).status_code == 404
