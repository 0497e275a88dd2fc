"""Review cycle, expenditure, temporary assistance, price subsidy, other allowances, rehearsal."""

import pytest

from apps.rules.plain import plain

from .asking import ask


@pytest.mark.parametrize(
    ("category", "fixed", "able", "region", "parameters", "months"),
    [
        ("dibao", False, False, "TJ", {}, 6),
        ("dibao", False, False, "TJ", {"review_half_year_condition": "AND"}, 12),
        ("dibao", False, True, "TJ", {"review_half_year_condition": "AND"}, 6),
        ("edge_household", True, True, "HB-QX", {}, 12),
        ("tekun_support", False, True, "TJ", {}, 12),
    ],
)
def test_reviews_are_yearly_or_half_yearly(category, fixed, able, region, parameters, months):
    facts = {
        "category": category,
        "last_review": "2024-05-10",
        "income_fixed": fixed,
        "labour_capacity_member": able,
    }
    assert ask("review_cycle", facts, region=region, **parameters)["cycle_months"] == months


def spent_2020(**changes):
    facts = {
        "rule": "expenditure_2020",
        "programme": "edge_household",
        "members": 1,
        "year": "2021",
        "previous_year_income": "12120.00",
        "medical": "0.00",
        "education": "0.00",
        **changes,
    }
    day, region = facts.pop("day", "2021-12-20"), facts.pop("region", "TJ")
    return ask("expenditure", facts, day=day, region=region)


def test_expenditure_must_be_strictly_above_last_years_income():
    assert spent_2020()["reasons"] == ["expenditure_not_above_income"]
    assert spent_2020(medical="0.01")["qualifies"]
    assert spent_2020(nursing={"amount": "5.00", "approved": True})["total_expenditure"] == "12125.00"
    both = spent_2020(programme="none")
    assert both["reasons"] == ["not_edge_household", "expenditure_not_above_income"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"day": "2020-05-13"}, "missing_standard"),
        ({"region": "HB-QX"}, "missing_standard"),
        ({"year": "2016"}, "missing_standard"),
        ({"members": 0}, "no_members"),
        ({"rule": "whim"}, "unknown_rule"),
        ({"medical": "-1"}, "negative_amount"),
    ],
)
def test_the_2020_rule_refuses_what_it_cannot_answer(changes, code):
    assert spent_2020(**changes)["error"] == code


def rigid(items=(), *, parameters=None, **changes):
    facts = {
        "rule": "rigid",
        "programme": "none",
        "members": 1,
        "income_12_months": "10000.00",
        "items": list(items),
    }
    return ask("expenditure", {**facts, **changes}, day="2025-03-31", **(parameters or {}))


@pytest.mark.parametrize(
    ("item", "total"),
    [
        ({"category": "living", "amount": "10.00", "reimbursed": "9.00"}, "10.00"),
        ({"category": "medical", "amount": "10.00", "reimbursed": "19.00"}, "0.00"),
        ({"category": "rehabilitation", "amount": "10.00"}, "10.00"),
        ({"category": "medical", "amount": "10.00", "receipts": False}, "0.00"),
        ({"category": "education", "amount": "10.00"}, "10.00"),
        ({"category": "education", "amount": "10.00", "public_price": "20.00"}, "10.00"),
    ],
)
def test_rigid_items_count_by_their_category(item, total):
    assert rigid([item])["rigid_total"] == total


def test_the_rigid_ratio_is_inclusive_or_not_by_parameter():
    item = {"category": "living", "amount": "6000.00"}
    yes = rigid([item])
    assert (yes["ratio"], yes["qualifies"], yes["valid_to"]) == ("0.6000", True, "2026-03-30")
    no = rigid([item], parameters={"rigid_ratio_inclusive": "false"})
    assert (no["reasons"], no["valid_to"]) == (["ratio"], None)


def test_without_income_there_is_no_ratio_to_show():
    answer = rigid([{"category": "living", "amount": "1.00"}], income_12_months="0.00")
    assert (answer["ratio"], answer["ratio_ok"]) == (None, True)


def temporary(*, day="2021-09-06", parameters=None, region="TJ", **changes):
    facts = {
        "type": "emergency",
        "hukou_region": region,
        "emergency_office": "120104006",
        "hukou_office": "120102001",
        "persons": 1,
        "requested": "3030.00",
        "received_at": f"{day}T09:05",
        **changes,
    }
    return ask("temporary", facts, day=day, region=region, **(parameters or {}))


@pytest.mark.parametrize(
    ("persons", "requested", "approver", "deliberation"),
    [
        (1, "3030.00", "street", False),
        (1, "3030.01", "district", True),
        (4, "6060.00", "street", False),
        (4, "6060.01", "district", False),
    ],
)
def test_the_street_approves_up_to_both_ceilings(persons, requested, approver, deliberation):
    answer = temporary(persons=persons, requested=requested)
    assert (answer["approver"], answer["case_deliberation"]) == (approver, deliberation)


def test_expenditure_cases_go_to_the_hukou_office_without_a_due_time():
    answer = temporary(type="expenditure")
    assert (answer["office"], answer["reply_due_at"], answer["warning_at"]) == ("120102001", None, None)


def test_from_2024_an_emergency_asks_for_no_hukou():
    assert temporary(day="2024-01-01", hukou_region="OTHER")["accepted"]
    refused = temporary(day="2025-01-01", type="expenditure", hukou_region="OTHER")
    assert (refused["warnings"], refused["approver"]) == ([], None)
    assert temporary(day="2025-01-01")["warnings"] == ["temporary_amounts_possibly_superseded"]
    assert temporary(day="2024-12-31")["warnings"] == []


def test_the_reserve_is_answered_even_where_the_request_is_refused():
    reserve = {"hukou_population": 1000, "payments": ["700.00"]}
    answer = temporary(type="expenditure", hukou_region="OTHER", reserve=reserve)
    assert answer["reserve"] == {"opening": "1000.00", "balance": "300.00", "alert": False}
    over = temporary(reserve={**reserve, "payments": ["1000.50"], "replenishments": []})
    assert over["reserve"] == {"opening": "1000.00", "balance": "-0.50", "alert": True}


@pytest.mark.parametrize(
    ("changes", "code"), [({"persons": 0}, "no_members"), ({"requested": "1.005"}, "invalid_amount")]
)
def test_temporary_facts_outside_the_contract_are_refused(changes, code):
    assert temporary(**changes)["error"] == code


def price(cpi, food, groups=(("dibao", 1),), month="2024-05"):
    rows = [{"group": group, "persons": persons} for group, persons in groups]
    return ask(
        "price_subsidy", {"index_month": month, "cpi": cpi, "food": food, "groups": rows}, day="2026-01-01"
    )


@pytest.mark.parametrize(
    ("cpi", "food", "rate", "per_person"),
    [
        ("3.5", "5.99", "3.5", "35.00"),
        ("3.4", "9.9", "9.9", "100.00"),
        ("6.5", "6.0", "6.5", "66.00"),
        ("-0.3", "5", None, "0.00"),
        ("4", "5.9", "4", "40.00"),
    ],
)
def test_the_highest_triggered_index_sets_the_rate(cpi, food, rate, per_person):
    answer = price(cpi, food)
    assert (answer["triggered"], answer["rate"], answer["per_person"]) == (rate is not None, rate, per_person)


def test_price_parameters_are_those_of_the_index_month():
    assert price("3.0", "0", [("edge_household", 2)], month="2023-02")["total"] == "60.00"
    assert not price("3.0", "0", month="2023-03")["triggered"]
    assert price("3.0", "0", [("dibao", 0)])["error"] == "no_members"
    assert price("high", "0")["error"] == "invalid_amount"


def buried(**changes):
    facts = {
        "item": "funeral",
        "deceased_hukou_region": "TJ",
        "deceased_category": "none",
        "cremation_date": "2025-08-31",
        "cremation_place": "hedong_tiantie",
        "applied": "2026-02-28",
        "hukou_office": "120104006",
        **changes,
    }
    return ask("other_allowances", facts, day="2026-02-28")


def test_the_funeral_window_clamps_and_is_inclusive():
    assert buried()["eligible"]
    late = buried(applied="2026-03-01", deceased_hukou_region="OTHER")
    assert (late["reasons"], late["amount"]) == (["no_local_hukou", "late"], "0.00")
    assert buried(cremation_date="2024-12-31")["error"] == "missing_standard"


def test_year_end_grants_of_a_day_and_of_nobody():
    def year_end(day, persons):
        groups = [{"hukou_nature": "rural", "persons": persons}]
        return ask("other_allowances", {"item": "year_end", "groups": groups}, day=day)

    assert year_end("2019-03-31", 2)["total"] == "1400.00"
    assert year_end("2019-03-31", 0)["error"] == "no_members"
    assert year_end("2017-12-31", 1)["error"] == "missing_standard"


@pytest.mark.parametrize(
    ("programme", "fee", "amount"),
    [("dibao", "2000.00", "750.00"), ("tekun_support", "2000.00", "2000.00"), ("dibao", "333.33", "200.00")],
)
def test_central_heating_is_capped_for_dibao_only(programme, fee, amount):
    facts = {"item": "heating", "programme": programme, "mode": "central", "fee": fee}
    assert ask("other_allowances", facts, day="2014-11-15", heating_enabled="true")["amount"] == amount
    off = ask("other_allowances", facts, day="2014-11-15", heating_enabled="false")
    assert off["reasons"] == ["disabled"]


def rehearsed(*households, value="1045.00", start="2025-09-01", day="2025-08-15", **parameters):
    facts = {"new_standard": {"value": value, "from": start}, "households": list(households)}
    return ask("rehearsal", facts, day=day, **parameters)


def household(case, programme, members, income, **changes):
    return {"case": case, "current_programme": programme, "members": members, "income": income, **changes}


def test_a_rehearsal_shows_who_would_drop_out():
    answer = rehearsed(
        household("a", "dibao", 1, "1009.00"),
        household("b", "edge_household", 1, "1400.00"),
        household("c", "none", 1, "1400.00"),
        household("d", "dibao", 1, "0.00", monetary="99999.00"),
        value="900.00",
    )
    assert (answer["drops"], answer["newly_edge"]) == (["a", "b", "d"], [])
    assert answer["monthly_cost_before"] == "1.00"


def test_a_changed_parameter_counts_from_the_new_day():
    dated = [{"from": "2022-01-01", "value": "36"}, {"from": "2025-09-01", "value": "1"}]
    answer = rehearsed(
        household("a", "edge_household", 1, "1100.00", monetary="30000.00"), monetary_limit_edge=dated
    )
    assert answer["drops"] == ["a"]


def test_the_tekun_floor_is_tried_against_the_new_value():
    floors = rehearsed(household("a", "none", 1, "0.00"), value="1200.00")["tekun_floor_ok"]
    assert floors["tekun_standard_urban"]
    assert not floors["tekun_standard_rural_dispersed"]


@pytest.mark.parametrize(
    ("households", "code"),
    [
        ([household("a", "none", 0, "0.00")], "no_members"),
        ([household("a", "none", 1, "0.001")], "invalid_amount"),
    ],
)
def test_rehearsal_facts_outside_the_contract_are_refused(households, code):
    assert rehearsed(*households)["error"] == code


def test_only_answers_become_plain():
    with pytest.raises(TypeError):
        plain(object())
