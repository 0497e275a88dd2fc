"""刚性支出困难家庭: recognised for a time, without money."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.applications import services
from apps.applications.entry import ExpenseEntry, IncomeEntry
from apps.applications.queries.preview import preview_of
from apps.benefits.models import Award
from apps.core.errors import Refused
from apps.documents.models import Document
from tests import factories
from tests.applications import makers as typed

pytestmark = pytest.mark.django_db
# The citywide disposable income is known for 2025.
EARLIER = dt.date(2025, 11, 4) - factories.ACCEPTED
REVIEWED = dt.date(2025, 11, 12)


@pytest.fixture
def who():
    return factories.people()


def family(expense: str = "60000.00") -> dict:
    """8,000 yuan a month and an operation in the year."""
    return {
        "programme": "rigid_expenditure",
        "members": (typed.head(), typed.husband(disabilities=()), typed.son()),
        "incomes": (IncomeEntry("m1", "W", Decimal("8000.00"), "monthly"),),
        "expenses": (ExpenseEntry("medical", Decimal(expense), Decimal("1000.00")),),
    }


def told(who, stage: str, **changes):
    case = factories.accepted(who, factories.ACCEPTED + EARLIER, **(family() | changes))
    return factories.tell_until(who, case, stage, later=EARLIER)


def test_the_recognition_holds_for_a_year_and_opens_no_award(who):
    case = told(who, "decided")
    decision = case.decision
    assert (decision.programme, decision.amount) == ("rigid_expenditure", Decimal("0.00"))
    assert decision.valid_to == dt.date(2026, 11, 23)
    assert not Award.objects.exists()
    letter = Document.objects.get(kind="decision_letter", case=case)
    assert letter.title == "刚性支出困难家庭审核确认通知书"
    assert letter.context["body"]["valid_to"] == "2026-11-23"
    assert case.number.startswith("南学刚性")


def test_expenses_that_are_too_small_are_denied_with_the_ratio(who):
    case = told(who, "handed_over", expenses=(ExpenseEntry("medical", Decimal("20000.00")),))
    services.submit_first_review(case, approve=False, text="支出占比不够。", by=who.reviewer, on=REVIEWED)
    services.submit_decision(case, approve=False, text="不予确认。", by=who.approver, on=REVIEWED)
    letter = Document.objects.get(kind="denial_letter", case=case).context["body"]
    assert [reason["code"] for reason in letter["reasons"]] == ["rigid_ratio"]
    assert "占收入" in letter["reasons"][0]["figures"]


def test_without_the_figure_of_the_year_it_is_refused_by_name(who):
    case = factories.tell_until(who, factories.accepted(who, **family()), "handed_over")
    with pytest.raises(Refused) as caught:
        factories.reviewed(who, case, dt.date(2026, 11, 11))
    assert caught.value.code == "missing_standard"


def test_the_estimate_says_whether_it_would_be_recognised():
    preview = preview_of(typed.entry(**family()), dt.date(2025, 11, 4))
    assert preview.programme == "刚性支出困难家庭"
