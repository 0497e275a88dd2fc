"""定期核查: one person proposes what the computation gives, another decides, the ledger follows."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.benefits.models import Award
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.households.services import record_income, succeed_income
from apps.journal.models import Event
from apps.reviews.models import Review
from apps.reviews.queries.standing import outlook
from apps.reviews.services import (
    ask_for_evidence,
    decide,
    mark_of,
    open_reviews,
    submit_review,
)
from apps.routing.models import Case, SwitchUse
from apps.routing.services import set_switch
from tests.reviews.makers import standing

pytestmark = pytest.mark.django_db
NIGHT = dt.date(2026, 4, 10)
ON = dt.date(2026, 4, 20)


def opened(w, **changes) -> tuple[Award, Case]:
    """One street, one household whose wage of 500 leaves 545.00 of 1,045.00; the review of its first half year."""
    terms = {"amount": "545.00", "wage": "500", "split": False} | changes
    made = standing(w, "张小满", **terms)
    open_reviews(NIGHT)
    return made, Case.objects.get(kind="periodic_review", household=made.household)


def reviewed(w, case, text="没有变化。"):
    return submit_review(case, text=text, by=w.reviewer, on=ON)


def confirmed(w, case, **changes):
    return decide(case, **({"agree": True, "text": "同意。", "by": w.approver, "on": ON} | changes))


def ledger(made):
    return [
        (row.kind, row.amount, f"{row.from_month:%Y-%m}", f"{row.to_month:%Y-%m}" if row.to_month else "")
        for row in made.amounts.order_by("from_month", "id")
    ]


def earns(w, made, amount, since=dt.date(2026, 4, 1)):
    held = made.household.incomes.filter(valid_to__isnull=True).first()
    if held:
        succeed_income(held, amount=Decimal(amount), origin="check", by=w.clerk, on=since, reason="核对")
    else:
        record_income(
            made.household,
            made.household.head,
            type="W",
            amount=Decimal(amount),
            period="monthly",
            by=w.clerk,
            on=since,
        )


def test_an_unchanged_household_keeps_what_it_gets_and_is_due_again(w):
    made, case = opened(w)
    assert reviewed(w, case).effect == "keep"
    assert confirmed(w, case).effect == "keep"
    case.refresh_from_db()
    assert (case.state, case.outcome, case.review.reviewed_on) == ("closed", "kept", ON)
    assert ledger(made) == [("dibao", Decimal("545.00"), "2025-11", "")]
    assert [paper.kind for paper in Document.objects.filter(case=case)] == ["review_form"]
    assert open_reviews(dt.date(2026, 9, 19)).total == 0
    assert open_reviews(dt.date(2026, 9, 20)).done == 1


def test_more_income_reduces_from_the_next_month_with_reason_and_letter(w):
    made, case = opened(w)
    earns(w, made, "800")
    kept = reviewed(w, case, "工资增加。")
    assert (kept.effect, kept.before, kept.after, kept.reasons) == (
        "reduce", Decimal("545.00"), Decimal("245.00"), ["income_rose"],
    )  # fmt: skip
    confirmed(w, case)
    assert ledger(made) == [
        ("dibao", Decimal("545.00"), "2025-11", "2026-04"),
        ("dibao", Decimal("245.00"), "2026-05", ""),
    ]
    assert made.amounts.get(amount="245.00").because == "家庭收入增加，减发。同意。"
    letter = Document.objects.get(case=case, kind="adjustment_letter")
    assert letter.title == "最低生活保障待遇调整通知书"
    assert letter.context["body"]["reasons"] == ["家庭收入增加"]


def test_less_income_increases(w):
    made, case = opened(w)
    earns(w, made, "100")
    assert reviewed(w, case).effect == "increase"
    confirmed(w, case)
    assert ledger(made)[-1] == ("dibao", Decimal("945.00"), "2026-05", "")


def test_income_above_the_standard_stops_with_the_reason(w):
    made, case = opened(w)
    earns(w, made, "1200")
    kept = reviewed(w, case)
    assert (kept.effect, kept.reasons[0]) == ("stop", "income_not_below_standard")
    confirmed(w, case)
    made.refresh_from_db()
    assert (made.to_month, made.ended_by.case) == (dt.date(2026, 4, 1), case)
    case.refresh_from_db()
    assert case.outcome == "stopped"
    assert Document.objects.get(case=case, kind="adjustment_letter").title == "最低生活保障待遇停发通知书"


def test_in_a_moratorium_nobody_leaves_and_the_use_is_kept(w):
    made, case = opened(w)
    district = w.hukou.parent
    switch = set_switch(
        "exit_moratorium", district, valid_from=NIGHT, document="某办发〔2026〕1号", by=w.supervisor, on=NIGHT
    )
    earns(w, made, "1200")
    assert reviewed(w, case).effect == "hold"
    confirmed(w, case)
    made.refresh_from_db()
    assert made.to_month is None
    assert SwitchUse.objects.get().switch == switch
    assert "某办发〔2026〕1号" in Event.objects.get(case_id=case.pk, kind="switch").summary


def test_whoever_proposed_does_not_decide(w):
    _, case = opened(w)
    w.reviewer.duties.create(office=w.hukou, role="approver", valid_from=dt.date(2024, 1, 1))
    reviewed(w, case)
    with pytest.raises(Refused, match="四眼原则"):
        confirmed(w, case, by=w.reviewer)


def test_what_was_seen_and_is_not_true_any_more_is_refused(w):
    made, case = opened(w)
    seen = mark_of(outlook(case, ON))
    earns(w, made, "800")
    with pytest.raises(Refused) as refusal:
        submit_review(case, text="没有变化。", seen=seen, by=w.reviewer, on=ON)
    assert refusal.value.code == "outlook_changed"


def test_a_decision_on_other_figures_than_proposed_goes_back(w):
    made, case = opened(w)
    reviewed(w, case)
    earns(w, made, "800")
    with pytest.raises(Refused) as refusal:
        confirmed(w, case)
    assert refusal.value.code == "resolution_differs"
    assert confirmed(w, case, agree=False, text="收入有变，请重新核查。") is None
    assert reviewed(w, case).effect == "reduce"
    assert confirmed(w, case).effect == "reduce"


def test_evidence_is_asked_for_on_the_same_case_and_the_clock_goes_on(w):
    _, case = opened(w)
    due = case.due_on
    ask_for_evidence(case, names=["home_visit"], reason="电话联系不上。", by=w.reviewer, on=ON)
    case.refresh_from_db()
    assert [(step.name, step.state) for step in case.steps.order_by("id")] == [
        ("periodic_review", "returned"),
        ("home_visit", "open"),
    ]
    assert case.due_on == due
    with pytest.raises(Refused):
        reviewed(w, case)


def test_a_stop_ends_every_other_open_review_of_the_household(w):
    made, case = opened(w)
    assert Review.objects.filter(reviewed_on=None, cancelled_on=None).count() == 1
    earns(w, made, "1200")
    reviewed(w, case)
    confirmed(w, case)
    assert not Review.objects.filter(reviewed_on=None, cancelled_on=None).exists()
    assert open_reviews(dt.date(2027, 4, 20)).total == 0
