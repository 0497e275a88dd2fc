"""Month tables: employment deduction, taper, recovery."""

from datetime import date
from decimal import Decimal

import pytest

from apps.rules.calendar import Month
from apps.rules.recovery import TrueFacts, recover

from .asking import ask, standards


def deducted(months, *, region="TJ", day="2024-03-15", programme="dibao", parameters=None, **worker):
    wages = [{"month": month, "amount": "2000.00"} for month in months]
    facts = {"current_programme": programme, "members": [{"person": "son", "wages": wages, **worker}]}
    answer = ask("employment_deduction", facts, region=region, day=day, **(parameters or {}))
    return answer.get("error") or answer["members"][0]


def amounts(row):
    return [one["deduction"] for one in row["months"]]


def test_before_its_parameters_a_deduction_is_nothing_and_no_error():
    early = deducted(["2020-05", "2020-06"], first_start="2020-05", migrant_return=True, day="2020-05-14")
    assert amounts(early) == ["0.00", "600.00"]
    assert deducted(["2020-04"], first_start="2020-04", day="2020-05-01")["window"] is None
    held = {"employment_cost_flat_first": "600"}
    assert amounts(deducted(["2020-05"], first_start="2020-05", parameters=held)) == ["0.00"]
    rates = {"employment_cost_rate": "0.20"}
    assert amounts(deducted(["2021-05", "2021-06"], region="HB-QX", parameters=rates)) == ["0.00", "400.00"]


def test_a_month_without_wage_deducts_nothing():
    facts = {
        "current_programme": "dibao",
        "members": [
            {"person": "son", "wages": [{"month": "2024-03", "amount": "0"}], "first_start": "2024-03"}
        ],
    }
    answer = ask("employment_deduction", facts, day="2024-03-15")["members"][0]
    assert answer["months"] == [{"month": "2024-03", "deduction": "0.00", "counted_wage": "0.00"}]


def test_a_window_runs_on_through_interruptions():
    row = deducted(["2024-03", "2024-09"], first_start="2024-03", parameters={"employment_cost_months": "6"})
    assert amounts(row) == ["600.00", "0.00"]
    assert row["window"] == {"from": "2024-03", "to": "2024-08"}


def test_the_epidemic_deduction_ends_with_its_standard():
    assert amounts(deducted(["2023-01", "2023-02"], migrant_return=True)) == ["500.00", "0.00"]


def test_only_named_programmes_have_a_deduction():
    assert amounts(deducted(["2024-03"], first_start="2024-03", programme="edge_household")) == ["0.00"]
    both = {"employment_cost_programmes": "dibao,edge_household"}
    row = deducted(["2024-03"], first_start="2024-03", programme="edge_household", parameters=both)
    assert amounts(row) == ["600.00"]


def test_a_hebei_rate_without_any_date_is_missing_and_not_nothing():
    assert deducted(["2022-06"], region="HB-QX") == "missing_standard"
    assert (
        deducted(["2022-06"], region="HB-QX", parameters={"employment_cost_rate": "0.5"})
        == "parameter_out_of_range"
    )


def tapered(*, day="2025-03-10", parameters=None, **changes):
    facts = {
        "counted_members": 3,
        "base_benefit": "330.00",
        "over_standard_from": "2025-03",
        "cause": "employment",
        "self_reported": True,
        "decision_date": day,
        "income_steps": [{"from": "2025-03", "amount": "3300.00"}],
        **changes,
    }
    return ask("taper", facts, day=day, **(parameters or {}))


def test_a_taper_may_begin_in_the_month_of_the_decision():
    plan = tapered(parameters={"taper_first_month": "DECISION_MONTH"})
    assert (plan["schedule"][0]["month"], plan["exit_month"]) == ("2025-03", "2025-09")


def test_a_schedule_is_cut_to_its_most_months():
    plan = tapered(parameters={"taper_max_months": "4", "taper_schedule": "1,0.333,0.5,0.5,0.5"})
    assert [row["ratio"] for row in plan["schedule"]] == ["1.00", "0.33", "0.50", "0.50"]
    assert (plan["schedule"][1]["amount"], plan["exit_month"]) == ("109.89", "2025-08")


def test_a_risen_standard_alone_brings_a_household_back():
    steps = [{"from": "2025-03", "amount": "3100.00"}]
    plan = tapered(day="2025-06-10", over_standard_from="2025-06", income_steps=steps)
    assert (plan["fall_back_month"], plan["exit_month"]) == ("2025-09", None)
    assert plan["schedule"][-1] == {
        "month": "2025-09",
        "kind": "dibao",
        "k": None,
        "ratio": None,
        "amount": "35.00",
    }


def test_an_income_of_exactly_the_standard_is_not_below_it():
    exactly = [{"from": "2025-03", "amount": "3030.00"}]
    assert tapered(income_steps=exactly)["outcome"] == "taper"
    a_fen_less = [{"from": "2025-03", "amount": "3029.99"}]
    assert tapered(income_steps=a_fen_less)["outcome"] == "stays_dibao"


def test_the_month_after_the_last_row_is_tried_too():
    steps = [{"from": "2025-03", "amount": "3300.00"}, {"from": "2025-10", "amount": "3000.00"}]
    plan = tapered(income_steps=steps)
    assert (len(plan["schedule"]), plan["fall_back_month"]) == (7, "2025-10")


def test_a_later_report_makes_a_step_effective_in_the_month_after():
    steps = [
        {"from": "2025-03", "amount": "3300.00"},
        {"from": "2025-05", "amount": "0.00", "reported": "2025-04-01"},
    ]
    assert tapered(income_steps=steps)["fall_back_month"] == "2025-05"
    unheard = [{"from": "2025-03", "amount": "3300.00", "reported": "2025-05-01"}]
    assert tapered(income_steps=unheard)["error"] == "missing_month"


def test_found_without_report_everything_since_is_recovered():
    steps = [
        {"from": "2025-03", "amount": "3300.00"},
        {"from": "2025-05", "amount": "2900.00", "reported": "2025-06-01"},
    ]
    facts = {"self_reported": False, "decision_date": None, "discovered": "2025-06-15", "income_steps": steps}
    plan = tapered(**facts, parameters={"recovery_first_month": "SAME_MONTH"})
    assert [row["due"] for row in plan["recovery_months"]] == ["0.00", "0.00", "130.00", "130.00"]
    assert (plan["recovery_total"], plan["stop_month"]) == ("1060.00", "2025-07")
    lenient = tapered(**facts, parameters={"taper_requires_self_report": "false"})
    assert lenient["outcome"] == "taper"


def test_discovery_is_the_anchor_even_where_a_decision_is_known():
    plan = tapered(discovered="2025-05-20", cause="other")
    assert (plan["outcome"], plan["stop_month"]) == ("stop", "2025-06")


def test_a_moratorium_that_is_switched_off_holds_nothing():
    steps = [{"from": "2021-02", "amount": "3300.00"}]
    around = {"day": "2021-02-20", "over_standard_from": "2021-02", "income_steps": steps}
    assert tapered(**around)["outcome"] == "moratorium_hold"
    assert tapered(**around, parameters={"exit_moratorium": "false"})["outcome"] == "taper"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"counted_members": 0}, "no_members"), ({"base_benefit": "-1"}, "negative_amount")],
)
def test_taper_facts_outside_the_contract_are_refused(changes, code):
    assert tapered(**changes)["error"] == code


def recovered(paid, true_facts, *, parameters=None, **changes):
    facts = {
        "change_month": "2024-05",
        "paid": [{"month": month, "amount": amount} for month, amount in paid],
        "true_facts": true_facts,
        **changes,
    }
    return ask("recovery", facts, day="2024-08-15", **(parameters or {}))


def test_recovery_may_begin_in_the_month_of_the_change():
    facts = [{"from": "2024-05", "members": 1, "income": "2000.00"}]
    paid = [("2024-06", "100.00"), ("2024-05", "200.00"), ("2024-04", "300.00")]
    answer = recovered(paid, facts, parameters={"recovery_first_month": "SAME_MONTH"}, fraud=True)
    assert [row["month"] for row in answer["months"]] == ["2024-05", "2024-06"]
    assert (answer["total"], answer["penalty"]) == ("300.00", {"min": "300.00", "max": "900.00"})


def test_due_amounts_are_rounded_by_the_standards():
    facts = [{"from": "2024-05", "members": 1, "income": "999.50"}]
    answer = recovered(
        [("2024-06", "20.00")], facts, parameters={"pay_quantum": "1", "pay_rounding": "CEILING"}
    )
    assert answer["months"][0]["due"] == "11.00"


def test_true_facts_of_nobody_are_refused():
    assert recovered([], [{"from": "2024-05", "members": 0, "income": "0.00"}])["error"] == "no_members"


def test_property_is_taken_as_within_the_limits_and_fraud_is_never_assumed():
    month, facts = Month(2024, 6), TrueFacts(Month(2024, 5), 1, Decimal("900.00"))
    answer = recover(
        Month(2024, 5), [(month, Decimal("300.00"))], [facts], standards("TJ"), date(2024, 8, 15)
    )
    assert (answer.months[0].due, answer.total, answer.penalty) == (
        Decimal("110.00"),
        Decimal("190.00"),
        None,
    )
