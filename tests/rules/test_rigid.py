"""刚性支出困难家庭: expenses of 12 months against the income of 12 months."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.rules.errors import RuleError
from apps.rules.facts import from_plain
from apps.rules.rigid import assess_rigid

from .asking import member, standards, wage

DAY = dt.date(2025, 11, 3)


def assessed(*expenses, income="4000.00", day=DAY, household=None, **changes):
    facts = {
        "household": household or {},
        "members": [member(incomes=[wage(income)])],
        "expenditures": list(expenses),
        **changes,
    }
    return assess_rigid(from_plain(facts), standards(), day)


def medical(amount, **changes):
    return {"category": "medical", "amount": amount, "period": "total_12_months", **changes}


def test_expenses_of_sixty_percent_are_enough_and_are_recognised_for_a_year():
    answer = assessed(medical("28800.00"))
    assert (answer.programme, answer.amount, answer.equation) == ("rigid_expenditure", Decimal("0.00"), ())
    assert (answer.income_12_months, answer.rigid_total) == (Decimal("48000.00"), Decimal("28800.00"))
    assert answer.valid_to == dt.date(2026, 11, 2)
    assert answer.to_plain()["programme"] == "rigid_expenditure"
    assert answer.lines[-1].code == "rigid_expenditure"


def test_a_fen_less_is_not():
    answer = assessed(medical("28799.99"))
    assert (answer.programme, answer.reasons, answer.valid_to) == ("none", ("rigid_ratio",), None)


def test_what_was_reimbursed_does_not_count_and_monthly_expenses_count_twelve_times():
    living = {"category": "living", "amount": "1000.00", "period": "monthly"}
    answer = assessed(medical("20000.00", reimbursed="3200.00"), living)
    assert answer.rigid_total == Decimal("28800.00")
    assert "报销" in next(line for line in answer.lines if line.code == "rigid_item").because


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"income": "1000.00"}, ("rigid_already_in_programme",)),
        ({"household": {"current_programme": "dibao"}}, ("rigid_already_in_programme",)),
        ({"income": "4465.09"}, ("rigid_income",)),
        ({"property": {"vehicles": [{"kind": "car"}]}}, ("rigid_property",)),
    ],
)
def test_each_condition_can_fail_alone(changes, reasons):
    assert assessed(medical("50000.00"), **changes).reasons == reasons


def test_a_household_without_income_would_be_dibao():
    answer = assessed(medical("1000.00"), income="0.00")
    assert (answer.ratio, answer.reasons) == (None, ("rigid_already_in_programme",))


def test_a_missing_standard_is_refused_by_name():
    with pytest.raises(RuleError, match="citywide_disposable_income"):
        assessed(medical("28800.00"), day=dt.date(2026, 11, 3))
