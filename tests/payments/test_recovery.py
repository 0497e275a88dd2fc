"""追回: the golden examples through the services, the hearing, the decision, what comes back."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from apps.benefits.models import AwardAmount, RecoveryMonth
from apps.benefits.queries import Part, left_of
from apps.benefits.services import (
    change_amount,
    decide_recovery,
    hear_household,
    receive_repayment,
    register_appeal,
    stop_award,
)
from apps.core.errors import Refused
from apps.documents.rendering import body_of
from apps.journal.models import Event
from apps.payments.services import (
    overpaid_by_ledger,
    recover_by_facts,
    recover_by_ledger,
)
from apps.routing.models import Case
from apps.rules.calendar import Month
from apps.rules.recovery import TrueFacts
from tests.benefits import makers
from tests.payments.makers import award, case_of, decision_of, first_of, live, told_too_much

pytestmark = pytest.mark.django_db
GOLDEN = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures" / "golden" / "recovery.yaml").read_text(encoding="utf-8")
)
ON = dt.date(2026, 1, 12)


def paid(w, amount: str, months: list[str], name="张小满"):
    """An award of that amount, paid by approved batches in these months."""
    made = award(w, name, amount, first=first_of(months[0]))
    for month in months:
        live(w, month)
    return made


def facts(rows) -> list[TrueFacts]:
    return [
        TrueFacts(
            Month.parse(row["from"]), row["members"], Decimal(row["income"]), row.get("property_ok", True)
        )
        for row in rows
    ]


EXAMPLES = [one for one in GOLDEN if "error" not in one["expect"] and Decimal(one["expect"]["total"])]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one["id"] for one in EXAMPLES])
def test_a_golden_example_comes_out_of_the_payments_themselves(w, example):
    given, expected = example["facts"], example["expect"]
    made = paid(w, given["paid"][0]["amount"], [row["month"] for row in given["paid"]])
    order = recover_by_facts(
        made,
        change_month=first_of(given["change_month"]),
        true_facts=facts(given["true_facts"]),
        reason="核对发现收入变化没有报告。",
        fraud=given.get("fraud", False),
        by=w.reviewer,
        on=dt.date.fromisoformat(example["day"]),
    )
    assert order.total == Decimal(expected["total"])
    assert [
        {
            "month": f"{row.month:%Y-%m}",
            "standard": str(row.standard),
            "paid": str(row.paid),
            "due": str(row.due),
            "difference": str(row.difference),
        }
        for row in order.months.all()
    ] == [row for row in expected["months"] if Decimal(row["difference"])]
    fine = expected["penalty"]
    assert (order.penalty_min, order.penalty_max) == (
        (Decimal(fine["min"]), Decimal(fine["max"])) if fine else (None, None)
    )


def over_a_standard_change(w):
    return told_too_much(w, award(w, "张小满", "1020.00", first=first_of("2025-08")), ON)


def test_each_month_is_computed_with_the_standard_of_that_month(w):
    order = over_a_standard_change(w)
    assert [(f"{row.month:%Y-%m}", row.standard, row.due, row.difference) for row in order.months.all()] == [
        ("2025-08", Decimal("1010.00"), Decimal("420.00"), Decimal("600.00")),
        ("2025-09", Decimal("1045.00"), Decimal("490.00"), Decimal("530.00")),
        ("2025-10", Decimal("1045.00"), Decimal("490.00"), Decimal("530.00")),
    ]
    assert order.total == Decimal("1660.00")


def test_a_death_found_late_gives_the_months_by_itself(w):
    made = paid(w, "500.00", ["2025-08", "2025-09", "2025-10"])
    assert overpaid_by_ledger(made).total == 0
    decision = decision_of(w, case_of(made.household, w.hukou, "南学停发 1"), "500.00", first_of("2025-10"))
    stop_award(made, decision=decision, last_month=first_of("2025-08"), by=w.approver, on=ON)
    order = recover_by_ledger(made, reason="8月去世，10月发现。", good_faith=True, by=w.reviewer, on=ON)
    assert order.total == Decimal("1000.00")
    assert [row.month.month for row in order.months.all()] == [9, 10]
    assert overpaid_by_ledger(made).total == 0  # recovered once only


def test_from_the_notice_to_the_last_fen(w):
    order = over_a_standard_change(w)
    hear_household(order, statement="对金额没有意见，请求分期。", by=w.reviewer, on=ON)
    plan = [(dt.date(2026, 2, 10), Decimal("1000.00")), (dt.date(2026, 3, 10), Decimal("660.00"))]
    decide_recovery(order, recover=True, text="同意追回。", instalments=plan, by=w.approver, on=ON)
    order.refresh_from_db()
    letter = order.letter.context["body"]
    assert order.letter.title == "最低生活保障待遇追回决定书"
    assert [row["difference"] for row in letter["months"]] == ["600.00", "530.00", "530.00"]
    assert [row["amount"] for row in letter["instalments"]] == ["1000.00", "660.00"]
    assert letter["total_in_words"] == "壹仟陆佰陆拾元整"
    assert "尚待确认的口径（" in body_of(order.letter)
    receive_repayment(order, Decimal("1000.00"), number="A1", by=w.hukou_clerk, on=ON)
    assert left_of(order) == Decimal("660.00")
    receive_repayment(order, Decimal("660.00"), number="A2", by=w.hukou_clerk, on=ON)
    order.refresh_from_db()
    assert order.state == "settled"
    assert Event.objects.filter(kind="recovery").count() == 5
    assert "已退清" in Event.objects.filter(kind="recovery").latest("id").summary


def test_an_error_in_good_faith_may_be_left(w):
    order = over_a_standard_change(w)
    hear_household(order, statement="没有陈述", by=w.reviewer, on=ON)
    decide_recovery(order, recover=False, text="工作人员录入错误，家庭无过错。", by=w.approver, on=ON)
    dropped = order.award.recoveries.get()
    assert (dropped.state, dropped.letter) == ("dropped", None)


def test_while_an_appeal_runs_the_letter_says_that_it_was_considered(w):
    order = over_a_standard_change(w)
    register_appeal(
        order.award.decision, kind="reconsideration", authority="天津市河东区人民政府", number="1号", received_on=ON,
        by=w.supervisor, on=ON,
    )  # fmt: skip
    hear_household(order, statement="没有陈述", by=w.reviewer, on=ON)
    terms = {
        "recover": True,
        "text": "追回。",
        "instalments": [(ON, order.total)],
        "by": w.approver,
        "on": ON,
    }
    assert refused(lambda: decide_recovery(order, **terms)) == "appeal_not_considered"
    decide_recovery(order, considered="与所争事实无关", **terms)
    order.refresh_from_db()
    assert "关于正在进行的行政复议：与所争事实无关。" in body_of(order.letter)


def refused(act) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_what_is_refused_on_the_way(w):
    order = over_a_standard_change(w)

    def decide(by, **more):
        return decide_recovery(order, **({"recover": True, "text": "追回。", "by": by, "on": ON} | more))

    assert refused(lambda: decide(w.approver)) == "not_heard"
    assert refused(lambda: hear_household(order, statement=" ", by=w.reviewer, on=ON)) == "statement_missing"
    hear_household(order, statement="没有陈述", by=w.reviewer, on=ON)
    assert refused(lambda: decide(w.approver, text=" ")) == "text_missing"
    assert refused(lambda: decide(w.approver)) == "plan_differs"
    with pytest.raises(PermissionDenied):
        decide(w.reviewer)
    makers.Duty.objects.create(user=w.reviewer, office=w.hukou, role="approver", valid_from=makers.SINCE)
    w.reviewer.__dict__.pop("_duties_by_day", None)
    w.reviewer.__dict__.pop("_offices_by_permission", None)
    assert refused(lambda: decide(w.reviewer)) == "four_eyes"
    assert (
        refused(lambda: recover_by_ledger(order.award, reason="再次", by=w.reviewer, on=ON))
        == "nothing_overpaid"
    )
    receive = lambda: receive_repayment(order, Decimal("1.00"), number="A", by=w.hukou_clerk, on=ON)  # noqa: E731
    assert refused(receive) == "not_open"


def test_the_database_holds_what_was_noticed(w):
    order = over_a_standard_change(w)
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        RecoveryMonth.objects.update(due=1)
    order.state, order.decided_by, order.decided_on = "decided", w.reviewer, ON
    with pytest.raises(IntegrityError, match="who_noticed_does_not_decide"), transaction.atomic():
        order.save()


def test_a_paid_month_of_the_ledger_is_not_rewritten(w):
    made = paid(w, "500.00", ["2025-08"])
    with pytest.raises(DatabaseError, match="已有月份发放"), transaction.atomic():
        AwardAmount.objects.filter(award=made).update(amount=Decimal("1.00"))


def decided(w, order, on=ON):
    hear_household(order, statement="没有陈述", by=w.reviewer, on=on)
    plan = [(on + dt.timedelta(days=30), order.total)]
    return decide_recovery(order, recover=True, text="同意", instalments=plan, by=w.approver, on=on)


def corrected(w, made, amount: str, month: str, on=ON):
    """A later decision on the months from `month` on."""
    number = f"南学更正 {Case.objects.count()}"
    decision = decision_of(w, case_of(made.household, w.hukou, number), amount, first_of(month), on=on)
    parts = [Part("dibao", Decimal(amount))]
    return change_amount(made, parts, decision=decision, first_month=first_of(month), by=w.approver, on=on)


def drafted(w, month: str) -> dict[str, Decimal]:
    """What the batch of a month lists, by month; it is approved."""
    return {f"{line.month:%Y-%m}": line.amount for line in live(w, month).payments.order_by("month")}


def test_a_recovered_month_that_is_raised_again_is_paid_again(w):
    """追回 took the money of the month back; what a corrected decision gives it again is owed like any other money."""
    made = paid(w, "500.00", ["2025-08", "2025-09", "2025-10"])
    corrected(w, made, "100.00", "2025-09")
    order = decided(w, recover_by_ledger(made, reason="9月起减发。", by=w.reviewer, on=ON))
    assert order.total == Decimal("800.00")
    assert drafted(w, "2025-11") == {"2025-11": Decimal("100.00")}
    corrected(w, made, "450.00", "2025-10")
    assert drafted(w, "2025-12") == {
        "2025-10": Decimal("350.00"),
        "2025-11": Decimal("350.00"),
        "2025-12": Decimal("450.00"),
    }
    assert drafted(w, "2026-01") == {"2026-01": Decimal("450.00")}  # once
    assert overpaid_by_ledger(made).total == 0


def test_what_true_facts_took_back_is_not_paid_again_while_the_ledger_says_the_same(w):
    """The ledger still has the months as they were paid; the decision of the recovery is the later word on them."""
    order = decided(w, over_a_standard_change(w))
    made = order.award
    assert drafted(w, "2025-11") == {"2025-11": Decimal("1020.00")}
    corrected(w, made, "490.00", "2025-09")  # what the recovery found
    assert drafted(w, "2025-12") == {"2025-12": Decimal("490.00")}
    corrected(w, made, "700.00", "2025-10")
    assert drafted(w, "2026-01")["2025-10"] == Decimal("210.00")


def test_a_notice_is_not_decided_over_a_later_word_on_its_months(w):
    made = paid(w, "500.00", ["2025-08", "2025-09"])
    corrected(w, made, "100.00", "2025-09")
    order = recover_by_ledger(made, reason="9月起减发。", by=w.reviewer, on=ON)
    corrected(w, made, "500.00", "2025-09")
    assert refused(lambda: decided(w, order)) == "recovery_outdated"
    decide_recovery(order, recover=False, text="已更正。", by=w.approver, on=ON)
    assert overpaid_by_ledger(made).total == 0
