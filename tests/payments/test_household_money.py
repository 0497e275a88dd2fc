"""待遇和发放 on the page of a household: the ledger to come and gone, and what became of each payment."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.benefits.services import schedule_taper
from apps.core import clock
from apps.households.services import set_bank_account
from apps.payments import queries
from apps.payments.access import awards_seen_by
from apps.payments.services import approve_batch, draft_batch, export_batch, make_bank_file, redraft_batch
from apps.rules.calendar import Month
from apps.rules.taper import TaperPlan, TaperRow
from tests.payments.makers import (
    DECEMBER,
    DRAFTED,
    NOVEMBER,
    award,
    case_of,
    change_amount,
    decision_of,
    exported,
    returned,
)

pytestmark = pytest.mark.django_db
ON = dt.date(2025, 12, 20)


def money(w, made, by=None, on=ON) -> queries.HouseholdMoney:
    return queries.household_money(made.household, awards_seen_by(by or w.reviewer, on), on)


def test_a_taper_stands_there_with_its_six_months_on_the_day_of_its_decision(w):
    made = award(w, "张小满")
    decision = decision_of(w, case_of(made.household, w.hukou, "南学渐退 1"), "1000.00", DECEMBER, on=ON)
    each = [Decimal("1000.00")] * 3 + [Decimal("500.00")] * 3
    rows = tuple(
        TaperRow(Month(2026, 1).plus(k), "taper", k + 1, Decimal(1), part) for k, part in enumerate(each)
    )
    plan = TaperPlan("taper", Decimal("1000.00"), rows, exit_month=Month(2026, 7))
    schedule_taper(made, plan, decision=decision, by=w.approver, on=ON)
    (part,) = money(w, made).awards
    assert (part.state_text, part.since) == ("停发已定", "2025年11月起至2026年6月")
    assert [(row.months, row.label, row.amount, row.when) for row in part.rows] == [
        ("2025年11月至2025年12月", "低保金", 1000, "now"),
        ("2026年1月", "渐退金　第 1 期", 1000, "future"),
        ("2026年2月", "渐退金　第 2 期", 1000, "future"),
        ("2026年3月", "渐退金　第 3 期", 1000, "future"),
        ("2026年4月", "渐退金　第 4 期", 500, "future"),
        ("2026年5月", "渐退金　第 5 期", 500, "future"),
        ("2026年6月", "渐退金　第 6 期", 500, "future"),
    ]


def test_each_payment_says_what_became_of_it(w):
    made = award(w, "张小满")
    returned(w, exported(w, draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)), 1)
    december = draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=ON)
    assert [(row.month, row.state_text) for row in money(w, made).paid] == [
        ("2025年12月", "等待审批"),
        ("2025年11月", "退票：户名账号不符；更正账户后重发"),
    ]
    head = made.household.head
    set_bank_account(
        made.household, holder=head, bank="天津银行", number="9999012020000099", by=w.clerk, on=ON
    )
    redraft_batch(december, by=w.hukou_clerk, on=ON)
    assert money(w, made).paid[1].state_text == f"退票，已列入 {december.number} 重发"
    approve_batch(december, by=w.approver, on=ON)
    assert money(w, made).paid[0].state_text == "已批准，等待报银行"
    file = make_bank_file(export_batch(december, by=w.approver, on=ON).pk)
    assert [row.state_text for row in money(w, made).paid] == ["已报银行，等待回盘"] * 2
    returned(w, file, on=ON)
    assert [row.state_text for row in money(w, made).paid] == ["2025年12月20日到账"] * 2


def test_what_is_held_stands_first_with_its_reason(w):
    made = award(w, "张小满", account=None)
    draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    assert [(row.state_text, row.to_pay) for row in money(w, made).paid] == [("暂缓：没有有效账户", 0)]


def test_the_residence_street_sees_the_award_and_not_the_payments_of_the_other(w):
    made = award(w, "张小满")
    draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    seen = money(w, made, by=w.clerk)
    assert (len(seen.awards), seen.paid) == (1, ())


def test_the_page_of_the_household_shows_both(w, client, monkeypatch):
    made = award(w, "张小满")
    change_amount(w, made, "1100.00", first=DECEMBER)
    draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    monkeypatch.setattr(clock, "today", lambda: ON)
    client.force_login(w.reviewer)
    text = client.get(reverse("households:detail", args=[made.household_id])).content.decode()
    for words in ("低保待遇", "2025年12月起", "1,100.00", "最近的发放", "等待审批"):
        assert words in text


def test_the_queries_do_not_grow_with_the_months(w, django_assert_max_num_queries):
    made = award(w, "张小满")
    draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    with CaptureQueriesContext(connection) as one_month:
        money(w, made)
    change_amount(w, made, "1100.00", first=DECEMBER)
    draft_batch(w.hukou, DECEMBER, by=w.hukou_clerk, on=ON)
    with django_assert_max_num_queries(len(one_month)):
        money(w, made)
