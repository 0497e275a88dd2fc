"""抵扣: what the district lets be held back of later months towards a recovery, and nothing more than that."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.benefits.models import SetOffDecision
from apps.benefits.queries import left_of
from apps.benefits.services import (
    decide_set_off,
    receive_repayment,
    register_appeal,
)
from apps.core.errors import Refused
from apps.documents.rendering import body_of
from apps.journal.models import Event
from apps.payments import queries
from apps.payments.access import recoveries_seen_by
from apps.payments.models import BankFile, Payment
from apps.payments.services import (
    approve_batch,
    draft_batch,
    export_batch,
    make_bank_file,
    recover_by_facts,
    redraft_batch,
)
from apps.rules.calendar import Month
from apps.rules.recovery import TrueFacts
from tests.benefits import makers
from tests.payments.makers import award, case_of, change_amount, first_of, live, ordered_back

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 1, 12)


def draft(w, month: str):
    return draft_batch(w.hukou, first_of(month), by=w.hukou_clerk, on=first_of(month).replace(day=20))


def approve(w, batch):
    return approve_batch(batch, by=w.approver, on=batch.month.replace(day=21))


@pytest.fixture
def order(w):
    """A household that lives on 1,020.00 a month and has to pay 1,660.00 back; November and December are paid."""
    made = ordered_back(w, award(w, "张小满", "1020.00", first=first_of("2025-08")), ON)
    for month in ("2025-11", "2025-12"):
        live(w, month)
    return made


def allow(
    w, order, monthly: str, *, since="2026-01", reference="东民追〔2026〕1号", **more
) -> SetOffDecision:
    terms = {"by": w.supervisor, "on": ON} | more
    return decide_set_off(
        order,
        monthly=Decimal(monthly),
        from_month=first_of(since),
        reference=reference,
        text="同意从每月待遇抵扣。",
        **terms,
    )


def line(batch, order) -> tuple[Decimal, Decimal]:
    """What is held back of the household's month, and what goes to it."""
    found = batch.payments.get(award=order.award, cause="regular")
    return found.set_off, found.to_pay


def refusal(act, *args, **named) -> str:
    with pytest.raises(Refused) as caught, transaction.atomic():
        act(*args, **named)
    return caught.value.code


def test_what_is_held_back_settles_the_recovery_to_the_fen_and_then_ends(w, order):
    allow(w, order, "700.00")
    held = [line(live(w, month), order) for month in ("2026-01", "2026-02", "2026-03", "2026-04")]
    assert held == [
        (Decimal("700.00"), Decimal("320.00")),
        (Decimal("700.00"), Decimal("320.00")),
        (Decimal("260.00"), Decimal("760.00")),
        (Decimal("0.00"), Decimal("1020.00")),
    ]
    order.refresh_from_db()
    assert (order.state, left_of(order)) == ("settled", 0)
    assert [(row.number[-7:], row.amount, row.by_set_off) for row in order.receipts.all()] == [
        ("2026-01", Decimal("700.00"), True),
        ("2026-02", Decimal("700.00"), True),
        ("2026-03", Decimal("260.00"), True),
    ]
    assert "抵扣追回款 260.00 元，已退清" in Event.objects.filter(kind="recovery").latest("id").summary


def test_the_bank_and_the_funds_get_what_is_left_of_the_line(w, order):
    allow(w, order, "700.00")
    batch = live(w, "2026-01")
    make_bank_file(export_batch(batch, by=w.approver, on=ON).pk)
    file = BankFile.objects.get(batch=batch)
    assert [one.amount for one in file.transfers.all()] == [Decimal("320.00")]
    assert queries.batch_page(batch, w.approver, ON).bank.figures[0].note == "320.00 元"
    assert batch.roster.context["body"]["total"]["amount"] == "320.00"
    assert "抵扣追回款700.00元" in body_of(batch.roster)


def test_the_proof_of_difference_names_the_decision_of_the_district(w, order):
    allow(w, order, "700.00")
    batch = draft(w, "2026-01")
    compared = queries.comparison(batch)
    (change,) = compared.changes
    assert (change.cause, change.difference, change.why) == (
        "set_off",
        Decimal("-700.00"),
        "抵扣追回款 700.00 元",
    )
    assert change.source == "东民追〔2026〕1号，1月12日"
    assert change.explained
    assert [(row.label, row.households, row.delta.amount) for row in compared.rows] == [
        ("抵扣追回款", 1, Decimal("-700.00"))
    ]
    assert compared.before.amount + compared.rows[0].delta.amount == compared.listed.amount == 320


def test_every_other_change_keeps_its_own_reason_beside_it(w, order):
    allow(w, order, "700.00")
    change_amount(w, order.award, "1100.00", first=first_of("2026-01"))
    (change,) = queries.comparison(draft(w, "2026-01")).changes
    assert change.cause == "raised"
    assert change.why.endswith("；抵扣追回款 700.00 元")
    assert change.difference == Decimal("-620.00")


def test_the_month_after_the_last_fen_says_why_it_is_more_again(w, order):
    allow(w, order, "1000.00")
    for month in ("2026-01", "2026-02"):
        live(w, month)
    (change,) = queries.comparison(draft(w, "2026-03")).changes
    assert (change.difference, change.why) == (Decimal("660.00"), "追回款已经退清，不再抵扣")


def test_nothing_is_held_back_of_a_month_that_would_leave_nothing(w, order):
    allow(w, order, "700.00")
    change_amount(w, order.award, "700.00", first=first_of("2026-02"))
    live(w, "2026-01")
    batch = draft(w, "2026-02")
    assert line(batch, order) == (Decimal("0.00"), Decimal("700.00"))
    (change,) = queries.comparison(batch).changes
    assert "本月不抵扣追回款" in change.why


def test_only_the_month_itself_is_touched_and_no_back_pay(w, order):
    allow(w, order, "700.00", since="2026-02")
    assert line(live(w, "2026-01"), order) == (0, Decimal("1020.00"))  # it begins in February
    change_amount(w, order.award, "1100.00", first=first_of("2026-01"))
    batch = draft(w, "2026-02")
    assert line(batch, order) == (Decimal("700.00"), Decimal("400.00"))
    assert batch.payments.get(cause="back_pay").to_pay == Decimal("80.00")


def test_a_month_that_is_held_for_its_account_gives_nothing(w, order):
    allow(w, order, "700.00")
    award(w, "郑霜降", first=first_of("2026-01"))
    home = order.award.household
    home.accounts.update(valid_to=makers.SINCE)
    live(w, "2026-01")
    assert left_of(order) == Decimal("1660.00")
    makers.bank_account(home, "9999000000000000001")
    batch = live(w, "2026-02")
    lines = dict(batch.payments.filter(award=order.award).values_list("cause", "set_off"))
    assert lines == {"arrears": 0, "regular": Decimal("700.00")}


def test_what_an_institution_takes_is_not_held_back(w, order):
    allow(w, order, "700.00")
    change_amount(w, order.award, "1020.00", first=first_of("2026-01"))
    order.award.amounts.filter(to_month=None).update(payee="河东区福利院")
    assert line(draft(w, "2026-01"), order) == (0, Decimal("1020.00"))


def test_two_drafts_do_not_take_the_same_yuan_twice(w, order):
    allow(w, order, "900.00")
    first, second = draft(w, "2026-01"), draft(w, "2026-02")
    assert (line(first, order)[0], line(second, order)[0]) == (Decimal("900.00"), Decimal("760.00"))
    approve(w, first)
    approve(w, second)
    assert left_of(order) == 0


def test_a_receipt_after_the_draft_makes_it_outdated(w, order):
    allow(w, order, "900.00")
    batch = draft(w, "2026-01")
    receive_repayment(order, Decimal("1000.00"), number="TS-1", by=w.hukou_clerk, on=ON)
    assert refusal(approve, w, batch) == "draft_outdated"
    assert left_of(order) == Decimal("660.00")
    redraft_batch(batch, by=w.hukou_clerk, on=ON)
    approve(w, batch)
    assert left_of(order) == 0
    assert line(batch, order) == (Decimal("660.00"), Decimal("360.00"))


def test_the_district_ends_it_with_another_decision(w, order):
    allow(w, order, "700.00")
    live(w, "2026-01")
    allow(w, order, "0.00", since="2026-02", reference="东民追〔2026〕2号")
    batch = draft(w, "2026-02")
    assert line(batch, order) == (0, Decimal("1020.00"))
    (change,) = queries.comparison(batch).changes
    assert (change.why, change.source) == ("区级决定停止抵扣追回款", "东民追〔2026〕2号，1月12日")


def test_the_household_is_told_how_much_how_long_and_how_to_object(w, order):
    letter = allow(w, order, "700.00").letter
    assert letter.title == "最低生活保障追回款抵扣告知书"
    text = body_of(letter)
    for words in ("东民追〔2026〕1号", "柒佰元整", "预计 3 个月", "1,660.00", "60日内", order.letter.number):
        assert words in text
    stopped = allow(w, order, "0.00", since="2026-02", reference="东民追〔2026〕2号").letter
    assert "不再从您家的待遇中抵扣" in body_of(stopped)


@pytest.mark.parametrize("who", ["clerk", "hukou_clerk", "reviewer", "approver", "stranger", "far_approver"])
def test_nobody_but_the_district_decides_it(w, order, who):
    with pytest.raises(PermissionDenied):
        allow(w, order, "700.00", by=getattr(w, who))


def test_a_supervisor_of_the_street_or_of_another_district_does_not(w, order):
    for at in (w.hukou, w.residence.parent):
        with pytest.raises(PermissionDenied):
            allow(w, order, "700.00", by=makers.user("陈督办二", at, "supervisor"))
    allow(w, order, "700.00", by=makers.user("市督办", w.hukou.parent.parent, "supervisor"))


def test_what_is_refused(w, order):
    assert refusal(allow, w, order, "700.00", reference=" ") == "reference_missing"
    assert refusal(allow, w, order, "700.00", since="2025-12") == "month_is_over"
    assert refusal(allow, w, order, "1020.00") == "nothing_left"
    assert refusal(allow, w, order, "0.00") == "nothing_to_stop"
    allow(w, order, "700.00")
    assert refusal(allow, w, order, "600.00") == "reference_known"
    receive_repayment(order, Decimal("1660.00"), number="TS-1", by=w.hukou_clerk, on=ON)
    assert refusal(allow, w, order, "600.00", reference="东民追〔2026〕2号") == "not_open"


def test_the_newest_recovery_stands_first(w, order):
    live(w, "2026-01")
    facts = [TrueFacts(Month(2025, 11), 1, Decimal("500.00"))]
    newer = recover_by_facts(
        order.award,
        change_month=first_of("2025-11"),
        true_facts=facts,
        reason="再次少报。",
        by=w.reviewer,
        on=ON,
    )
    rows = queries.recovery_rows(recoveries_seen_by(w.reviewer, ON))
    assert [row.reason for row in rows] == [newer.reason, order.reason]
    assert [row.left for row in rows] == [newer.total, Decimal("1660.00")]


def test_a_receipt_is_taken_down_once(w, order):
    receive_repayment(order, Decimal("10.00"), number="TS-1", by=w.hukou_clerk, on=ON)
    assert refusal(receive_repayment, order, Decimal("10.00"), number="TS-1", by=w.hukou_clerk, on=ON) == (
        "receipt_known"
    )


def test_a_running_appeal_has_to_be_considered(w, order):
    case = case_of(order.award.household, w.hukou, "南学复议 1")
    case.decision = order.award.decision
    register_appeal(
        order.award.decision,
        kind="reconsideration",
        authority="河东区人民政府",
        number="东政复〔2026〕1号",
        received_on=ON,
        by=w.approver,
        on=ON,
    )
    assert refusal(allow, w, order, "700.00") == "appeal_not_considered"
    decision = allow(w, order, "700.00", considered="复议期间不停止执行。")
    assert decision.text.endswith("复议期间不停止执行。")


def test_the_database_keeps_the_decision_and_leaves_something_of_every_line(w, order):
    decision = allow(w, order, "700.00")
    for statement in (
        "UPDATE benefits_setoffdecision SET monthly = 900",
        "DELETE FROM benefits_setoffdecision",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    found = draft(w, "2026-01").payments.get()
    values = {
        one.attname: getattr(found, one.attname)
        for one in Payment._meta.local_fields
        if one.attname not in ("id", "to_pay")
    }
    found.delete()
    for wrong in (
        {"set_off": Decimal("1020.00")},
        {"set_off": Decimal("-1.00")},
        {"set_off_order_id": None},
        {"cause": "arrears"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.create(**values | wrong)
    assert Payment.objects.create(**values).set_off == decision.monthly
