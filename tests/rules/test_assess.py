"""Sentences of the contract about one household that no shipped example tries."""

import pytest

from apps.rules.facts import from_plain, to_plain
from apps.rules.words import STATUSES

from .asking import ask_household, member, wage

FLAT_CAR = {"kind": "car", "exempt_reason": "rehabilitation"}
LIMB = {"type": "limb", "grade": 1}


def disabled(grade=1, kind="limb"):
    return [{"type": kind, "grade": grade}]


def reasons(answer):
    return [row["reason"] for row in answer["not_counted"]]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"relation": "unrelated", "statuses": ["imprisoned"]}, "unrelated"),
        ({"death_date": "2024-04-30", "statuses": ["conscript"]}, "deceased"),
        ({"statuses": ["postgraduate", "imprisoned"]}, "imprisoned"),
        ({"statuses": ["postgraduate"]}, "postgraduate"),
        ({"relation": "sibling", "co_resident": False}, "not_co_resident"),
        ({"relation": "grandchild", "co_resident": False, "birth_date": "2015-01-01"}, "not_co_resident"),
        ({"co_resident": False, "birth_date": "2006-05-15"}, "not_co_resident"),
        ({"hukou_region": "OTHER", "joint_residence_months": 11}, "non_local_under_12_months"),
    ],
)
def test_the_first_reason_that_holds_leaves_a_member_out(changes, reason):
    assert reasons(ask_household(member(), member("other", **changes))) == [reason]


@pytest.mark.parametrize(
    "changes",
    [
        {"death_date": "2024-05-01"},
        {"statuses": ["released"]},
        {"relation": "spouse", "co_resident": False},
        {"co_resident": False, "birth_date": "2006-05-16"},
        {"co_resident": False, "statuses": ["undergraduate"]},
        {"relation": "sibling", "statuses": ["postgraduate"]},
        {"hukou_region": "OTHER", "joint_residence_months": 12},
    ],
)
def test_members_count_wherever_the_law_keeps_them(changes):
    assert reasons(ask_household(member(), member("other", **changes))) == []


def test_conscripts_count_in_hebei_and_postgraduates_where_a_parameter_says_so():
    answer = ask_household(
        member(hukou_region="HB-QX"),
        member("son", hukou_region="HB-QX", statuses=["conscript"]),
        region="HB-QX",
        dibao_standard="750",
    )
    assert answer["counted_members"] == ["head", "son"]
    answer = ask_household(member(), member("son", statuses=["postgraduate"]), count_postgraduates="true")
    assert reasons(answer) == []


def test_a_household_of_which_nobody_counts_is_refused():
    assert ask_household(member(statuses=["imprisoned"]))["error"] == "no_members"


def test_what_belongs_to_members_left_out_is_ignored():
    gone = member(
        "son", statuses=["imprisoned"], incomes=[wage("9000")], disabilities=disabled(), refused_jobs=3
    )
    answer = ask_household(member(incomes=[wage("500")]), gone, day="2025-12-15")
    assert (answer["counted_income"], answer["category_deductions"]) == ("500.00", [])
    assert answer["dibao"]["stopped_shares"] == []


@pytest.mark.parametrize("period", ["weekly", None, ""])
def test_an_income_without_a_known_period_is_refused(period):
    answer = ask_household(member(incomes=[{"type": "W", "amount": "1.00", "period": period}]))
    assert answer["error"] == "income_without_period"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"incomes": [wage("1.00", deductions={"tax": "-1.00"})]}, "negative_amount"),
        ({"incomes": [wage("1.00", deductions={"bribe": "1.00"})]}, "unknown_income_item"),
        ({"incomes": [{"type": "W", "period": "monthly"}]}, "invalid_amount"),
        ({"incomes": [{"amount": "1.00", "period": "monthly"}]}, "unknown_income_type"),
        ({"disabilities": [{"type": "limb", "grade": "1"}]}, "invalid_disability_grade"),
        ({"disabilities": [{"type": "limb", "grade": 0}]}, "invalid_disability_grade"),
        ({"relation": None}, "unknown_relation"),
        ({"birth_date": "2024-05-16"}, "future_birth_date"),
        ({"id_number": "11010519491231002X"}, "id_number_mismatch"),
    ],
)
def test_facts_outside_the_contract_are_refused(changes, code):
    assert ask_household(member(**changes))["error"] == code


def test_one_id_number_may_not_stand_twice():
    card = {"id_number": "11010519491231002x", "birth_date": "1949-12-31"}
    twice = ask_household(member(**card), member("other", **{**card, "id_number": " 11010519491231002X "}))
    assert twice["error"] == "duplicate_person"


@pytest.mark.parametrize(
    ("owned", "code"),
    [
        ({"monetary": "-1.00"}, "negative_amount"),
        ({"registered_capital": ["1.001"]}, "invalid_amount"),
        ({"monetary_exempt": [{"reason": "approved_exemption", "amount": "x"}]}, "invalid_amount"),
        ({"homes": [{"kind": "owned", "area": "-5"}]}, "negative_amount"),
    ],
)
def test_property_that_is_no_amount_is_refused(owned, code):
    assert ask_household(member(), property=owned)["error"] == code


def test_all_deductions_come_off_a_line_but_never_below_nothing():
    line = wage("1200.00", period="total_12_months", deductions={"tax": "600.00", "housing_fund": "900.00"})
    answer = ask_household(member(incomes=[line, wage("30.00", type="O")]))
    assert answer["counted_income"] == "30.00"
    assert [row["amount"] for row in answer["lines"] if row["code"].startswith("income_deduction")] == [
        "-50.00",
        "-50.00",
    ]


def test_the_central_pension_counts_again_where_the_exclusion_is_off():
    pension = {"type": "T", "amount": "100.00", "period": "monthly", "item": "basic_pension_central"}
    assert ask_household(member(incomes=[pension]))["warnings"] == []
    late = ask_household(member(incomes=[pension]), day="2026-01-01")
    assert (late["counted_income"], late["warnings"]) == ("0.00", ["central_pension_exclusion_unconfirmed"])


def first_job(**changes):
    return member(incomes=[wage("2000.00")], employment={"first_start": "2023-06"}, **changes)


@pytest.mark.parametrize(("day", "counted"), [("2024-05-31", "1400.00"), ("2024-06-01", "2000.00")])
def test_the_first_employment_deduction_lasts_twelve_calendar_months(day, counted):
    answer = ask_household(first_job(), household={"current_programme": "dibao"}, day=day)
    assert answer["counted_income"] == counted


@pytest.mark.parametrize(("combination", "amount"), [("MAX", "600.00"), ("SUM", "1100.00")])
def test_first_and_epidemic_deductions_combine_by_parameter(combination, amount):
    both = member(incomes=[wage("2000.00")], employment={"first_start": "2020-06", "migrant_return": True})
    answer = ask_household(
        both,
        household={"current_programme": "dibao"},
        day="2020-06-15",
        employment_cost_combination=combination,
    )
    assert answer["employment_deductions"] == [{"person": "head", "amount": amount}]


def hebei_worker(**changes):
    return member(hukou_region="HB-QX", incomes=[wage("1000.00")], **changes)


def ask_hebei(*members, **parameters):
    around = {"region": "HB-QX", "day": "2022-06-15", "household": {"current_programme": "dibao"}}
    return ask_household(*members, **around, dibao_standard="750", **parameters)


def test_hebei_rates_outside_the_span_are_refused_and_its_edges_are_not():
    assert ask_hebei(hebei_worker(), employment_cost_rate="0.31")["error"] == "parameter_out_of_range"
    assert ask_hebei(hebei_worker(), employment_cost_rate="0.19")["error"] == "parameter_out_of_range"
    assert ask_hebei(hebei_worker(), employment_cost_rate="0.30")["counted_income"] == "700.00"
    assert ask_hebei(hebei_worker())["error"] == "missing_standard"


def test_in_hebei_only_those_at_work_have_employment_cost():
    answer = ask_hebei(hebei_worker(work_status="retired"), employment_cost_rate="0.20")
    assert (answer["counted_income"], answer["employment_deductions"]) == ("1000.00", [])
    minimum = ask_hebei(
        hebei_worker(), employment_cost_rate="0.20", employment_cost_base="MINIMUM_WAGE", minimum_wage="9000"
    )
    assert minimum["employment_deductions"] == [{"person": "head", "amount": "1000.00"}]


def supporter(**changes):
    return {
        "person": "daughter",
        "relation": "child",
        "supports": ["head", "other"],
        "household_size": 2,
        "household_income": "4020.00",
        "programme": "none",
        "children_of_supported": 3,
        **changes,
    }


@pytest.mark.parametrize(
    ("changes", "parameters", "payments"),
    [
        ({}, {"support_rule_enabled": "true"}, "200.00"),
        ({"children_of_supported": 2}, {"support_rule_enabled": "true"}, "250.00"),
        ({"actual_amount": "300.00"}, {"support_rule_enabled": "true"}, "300.00"),
        ({"programme": "dibao"}, {"support_rule_enabled": "true"}, "0.00"),
        ({"household_income": "100.00"}, {"support_rule_enabled": "true"}, "0.00"),
        ({}, {}, "0.00"),
        ({"court_amount": "80.00"}, {}, "80.00"),
        ({"supports": ["stranger"], "court_amount": "80.00"}, {}, "0.00"),
    ],
)
def test_support_is_what_a_court_says_or_is_paid_or_the_formula(changes, parameters, payments):
    left_out = member("other", relation="parent", co_resident=False)
    answer = ask_household(member(), left_out, supporters=(supporter(**changes),), **parameters)
    assert answer["support_payments"] == payments


def test_a_supporter_household_of_nobody_is_refused():
    assert ask_household(member(), supporters=(supporter(household_size=0),))["error"] == "no_members"


def test_rigid_expenditure_comes_off_only_where_it_is_switched_on():
    spent = {"category": "medical", "amount": "100.00", "reimbursed": "300.00", "period": "monthly"}
    more = {"category": "medical", "amount": "1200.00", "period": "total_12_months"}
    around = {"expenditures": (spent, more)}
    assert ask_household(member(incomes=[wage("500")]), **around)["income_before_uplift"] == "500.00"
    on = ask_household(member(incomes=[wage("500")]), **around, rigid_expenditure_deduction="true")
    assert on["income_before_uplift"] == "400.00"
    empty = ask_household(member(incomes=[wage("500")]), rigid_expenditure_deduction="true")
    assert empty["income_before_uplift"] == "500.00"
    timeless = {"category": "medical", "amount": "1.00"}
    assert ask_household(member(), expenditures=(timeless,))["error"] == "income_without_period"


@pytest.mark.parametrize(
    ("kind", "grade", "code"),
    [
        ("visual", 2, "CU_DIS_A"),
        ("mental", 2, "CU_DIS_A"),
        ("speech", 2, "CU_DIS_B"),
        ("intellectual", 3, "CU_DIS_B"),
        ("limb", 3, None),
        ("multiple", 1, None),
        ("hearing", 3, None),
    ],
)
def test_disabilities_are_listed_by_type_and_grade(kind, grade, code):
    answer = ask_household(
        member(disabilities=disabled(grade, kind), incomes=[wage("5000")]), day="2025-09-01"
    )
    assert [row["code"] for row in answer["category_deductions"]] == ([code] if code else [])


@pytest.mark.parametrize(
    ("illness", "codes"),
    [("uraemia", ["CU_ILL_A"]), ("epilepsy", ["CU_DIS_A"]), ("lupus", ["CU_DIS_A"])],
)
def test_of_two_lists_the_larger_only_where_a_parameter_says_max(illness, codes):
    both = member(disabilities=disabled(), illnesses=[illness], incomes=[wage("5000")])
    answer = ask_household(both, day="2025-09-01", category_uplift_combination="MAX")
    assert [row["code"] for row in answer["category_deductions"]] == codes


def test_uplift_begins_with_its_standards_and_never_makes_income_negative():
    ill = member(illnesses=["uraemia"], incomes=[wage("900")])
    assert ask_household(ill, day="2025-08-31")["category_deductions"] == []
    after = ask_household(ill, day="2025-09-01")
    assert (after["counted_income"], after["dibao"]["amount"]) == ("0.00", "1045.00")


@pytest.mark.parametrize(
    ("owned", "result"),
    [
        ({"monetary": "24240.00"}, "pass"),
        ({"monetary": "24240.01"}, "fail"),
        ({"homes": [{"kind": "owned", "area": "20"}, {"kind": "public_rental", "area": "17"}]}, "fail"),
        ({"homes": [{"kind": "owned", "area": "20"}, {"kind": "public_rental", "area": "16.99"}]}, "pass"),
        ({"homes": [{"kind": "non_residential", "area": "1"}]}, "fail"),
        ({"vehicles": [{"kind": "large_vehicle"}]}, "fail"),
        ({"vehicles": [{"kind": "motorcycle"}, {"kind": "disabled_power_chair"}]}, "pass"),
        ({"vehicles": [{**FLAT_CAR, "approved": True}]}, "pass"),
        ({"vehicles": [{**FLAT_CAR, "approved": False}]}, "fail"),
        ({"vehicles": [FLAT_CAR]}, "manual"),
        ({"vehicles": [FLAT_CAR, {"kind": "car"}]}, "fail"),
        ({"vehicles": [FLAT_CAR], "other": ["luxury"]}, "fail"),
    ],
)
def test_property_passes_fails_or_waits_for_a_decision(owned, result):
    answer = ask_household(member(), property=owned, city_average_area="37")
    assert answer["property"]["dibao"]["overall"] == result
    manual = any(
        one.get("approved", None) is None and one.get("exempt_reason") for one in owned.get("vehicles", ())
    )
    assert answer["warnings"] == (["vehicle_exemption_check"] if manual else [])


def test_limits_that_nobody_needs_are_not_looked_up():
    assert "error" not in ask_hebei(hebei_worker(work_status="retired"))
    exempt = {"monetary": "50.00", "monetary_exempt": [{"reason": "approved_exemption", "amount": "60.00"}]}
    around = {"region": "HB-QX", "day": "2022-06-15", "dibao_standard": "750"}
    assert "error" not in ask_household(member(hukou_region="HB-QX"), property=exempt, **around)
    stated = ask_household(member(hukou_region="HB-QX"), property={"monetary": "50.00"}, **around)
    assert stated["error"] == "missing_standard"
    two = {"homes": [{"kind": "owned", "area": "20"}, {"kind": "owned", "area": "20"}]}
    assert ask_household(member(), property=two)["error"] == "missing_standard"


def test_reasons_stand_in_the_order_of_the_contract():
    owned = {"monetary": "90000", "homes": [{"kind": "non_residential"}], "vehicles": [{"kind": "car"}]}
    stranger = member(hukou_region="OTHER", current_benefit="tekun", incomes=[wage("5000")])
    answer = ask_household(stranger, property={**owned, "other": ["luxury"]})
    common = ["property_monetary", "property_homes", "property_vehicles", "property_other", "no_local_hukou"]
    assert answer["dibao"]["reasons"] == ["income_not_below_standard", *common, "other_basic_living_benefit"]
    assert answer["edge_household"]["reasons"] == [
        "income_above_edge_upper",
        *common,
        "other_basic_living_benefit",
    ]
    assert (answer["programme"], answer["amount"], answer["equation"]) == ("none", "0.00", [])


@pytest.mark.parametrize(
    ("tiers", "income", "amount"),
    [
        ("300=450,500=300", "500.00", "300.00"),
        ("300=450,500=300", "500.01", None),
        ("300=450,x=1", "1.00", "bad"),
    ],
)
def test_tiers_pay_by_income_per_person(tiers, income, amount):
    one = member(hukou_region="HB-QX", work_status="retired", incomes=[wage(income)])
    answer = ask_hebei(one, amount_method="TIER", dibao_tiers=tiers)
    if amount in (None, "bad"):
        assert answer["error"] == ("parameter_out_of_range" if amount else "missing_standard")
    else:
        assert answer["dibao"]["amount"] == amount
        assert [term["text"] for term in answer["equation"]] == ["300.00", "1", "300.00"]


@pytest.mark.parametrize(("capacity", "stopped"), [("full", 1), ("part", 1), ("none", 0), ("student", 0)])
def test_only_those_able_to_work_lose_their_share(capacity, stopped):
    answer = ask_household(member(refused_jobs=3, labour_capacity=capacity), member("other", refused_jobs=2))
    assert len(answer["dibao"]["stopped_shares"]) == stopped
    assert answer["dibao"]["amount"] == ("1010.00" if stopped else "2020.00")


@pytest.mark.parametrize(
    ("income", "parameters", "edge"),
    [
        ("1515.00", {}, []),
        ("1515.00", {"edge_upper_inclusive": "false"}, ["income_above_edge_upper"]),
        ("1515.01", {}, ["income_above_edge_upper"]),
        ("1010.00", {"edge_below_standard_allowed": "false"}, []),
        (
            "1010.00",
            {"edge_below_standard_allowed": "false", "edge_lower_inclusive": "false"},
            ["income_below_standard"],
        ),
        ("1010.00", {"edge_lower_inclusive": "false"}, []),
        ("1515.50", {"dibao_standard": "1010.33", "edge_upper_rounded": "true"}, ["income_above_edge_upper"]),
        ("1515.45", {"dibao_standard": "1010.33"}, []),
    ],
)
def test_the_bounds_of_edge_households_follow_their_parameters(income, parameters, edge):
    answer = ask_household(member(incomes=[wage(income)]), **parameters)
    assert answer["edge_household"]["reasons"] == edge


def test_below_the_standard_with_too_much_money_is_edge_only_where_allowed():
    rich = {"property": {"monetary": "30000.00"}}
    assert ask_household(member(), **rich)["programme"] == "edge_household"
    shut = ask_household(member(), **rich, edge_below_standard_allowed="false")
    assert shut["edge_household"]["reasons"] == ["income_below_standard"]


@pytest.mark.parametrize(
    ("changes", "household", "cash"),
    [
        ({}, {}, "0.00"),
        ({"illnesses": ["other_illness"]}, {}, "0.00"),
        ({"illnesses": ["epilepsy"]}, {}, "303.00"),
        ({"severe_illness": True}, {}, "303.00"),
        ({"disabilities": disabled(4, "multiple")}, {}, "303.00"),
        ({}, {"fp_special_support": True}, "303.00"),
        ({}, {"district_cash_condition": True}, "303.00"),
        ({}, {"no_children": True}, "0.00"),
        ({"birth_date": "1964-05-15"}, {"no_children": True}, "303.00"),
    ],
)
def test_edge_cash_asks_for_one_situation_of_the_list(changes, household, cash):
    answer = ask_household(member(incomes=[wage("1200")], **changes), household=household)
    assert answer["edge_cash"] == {"eligible": cash != "0.00", "amount": cash}


@pytest.mark.parametrize(
    ("statuses", "single_parent", "cash"),
    [(["school_student"], True, "303.00"), (["undergraduate"], True, "303.00"), ([], True, "0.00")],
)
def test_a_single_parent_with_a_child_at_school_gets_edge_cash(statuses, single_parent, cash):
    child = member("child", statuses=statuses, birth_date="2008-01-01")
    answer = ask_household(member(incomes=[wage("2400")]), child, household={"single_parent": single_parent})
    assert answer["edge_cash"]["amount"] == cash


def test_edge_cash_without_a_condition_is_paid_to_all():
    answer = ask_household(member(incomes=[wage("1200")]), edge_cash_condition="NONE")
    assert answer["edge_cash"]["amount"] == "303.00"
    assert [term["text"] for term in answer["equation"]] == ["1,010.00", "30%", "303.00"]


def severe(**changes):
    return member("son", disabilities=disabled(), labour_capacity="none", **changes)


@pytest.mark.parametrize(
    ("income", "parameters", "routes"),
    [
        ("2020.00", {}, ["SP_BAND"]),
        ("2020.00", {"edge_lower_inclusive": "false"}, []),
        ("3030.00", {}, ["SP_BAND"]),
        ("3030.00", {"edge_upper_inclusive": "false"}, []),
        ("3030.01", {}, []),
        ("3030.01", {"edge_upper_rounded": "true", "dibao_standard": "1010.33"}, []),
        ("3030.00", {"single_person_band_upper": "1.2"}, []),
    ],
)
def test_the_band_of_the_single_person_route_has_the_bounds_of_edge(income, parameters, routes):
    around = {"adult_jobless_route": "false", **parameters}
    answer = ask_household(member(incomes=[wage(income)]), severe(), **around)
    assert [row["route"] for row in answer["single_person_route"]] == routes


def test_the_band_looks_at_income_before_or_after_uplift():
    around = {"day": "2025-09-10", "adult_jobless_route": "false"}
    household = (member(incomes=[wage("4000")]), severe())
    assert ask_household(*household, **around)["single_person_route"] == []
    after = ask_household(*household, **around, single_person_income_basis="AFTER_UPLIFT")
    assert [row["amount"] for row in after["single_person_route"]] == ["1045.00"]


def test_the_band_is_closed_before_its_first_day_and_by_property():
    household = (member(incomes=[wage("2400")]), severe())
    assert ask_household(*household, day="2020-12-31")["single_person_route"] == []
    rich = ask_household(*household, property={"vehicles": [{"kind": "car"}]}, adult_jobless_route="false")
    assert rich["single_person_route"] == []


def test_a_member_with_an_own_income_at_the_standard_has_no_route():
    answer = ask_household(member(incomes=[wage("1500")]), severe(incomes=[wage("1010", type="T")]))
    assert answer["single_person_route"] == []
    assert (answer["choice_required"], answer["option_a"], answer["option_b"]) == (False, None, None)


def jobless(**changes):
    return member("son", disabilities=disabled(3, "mental"), work_status="not_registered", **changes)


@pytest.mark.parametrize(
    ("changes", "parameters", "routes"),
    [
        ({}, {}, 1),
        ({"birth_date": "2006-05-16"}, {}, 0),
        ({"work_status": "retired"}, {}, 0),
        ({}, {"adult_jobless_income_upper": "2"}, 0),
        ({}, {"adult_jobless_income_upper": "2.5"}, 1),
        ({}, {"adult_jobless_route": "false"}, 0),
    ],
)
def test_jobless_adults_with_a_severe_disability_go_alone(changes, parameters, routes):
    answer = ask_household(member(incomes=[wage("5050")]), {**jobless(), **changes}, **parameters)
    assert [row["route"] for row in answer["single_person_route"]] == ["SP_ADULT_JOBLESS"] * routes
    if routes:
        assert answer["option_a"] == {"edge_household": False, "edge_cash": "0.00"}
        assert answer["option_b"] == {
            "single_person_total": "1010.00",
            "edge_household": False,
            "edge_cash": "0.00",
        }
        assert not answer["choice_required"]


@pytest.mark.parametrize(("test", "routes"), [("NONE", 1), ("EDGE", 0)])
def test_the_jobless_route_asks_for_property_only_by_parameter(test, routes):
    household = (member(incomes=[wage("5050")]), jobless())
    car = {"vehicles": [{"kind": "car"}]}
    answer = ask_household(*household, property=car, adult_jobless_property_test=test)
    assert len(answer["single_person_route"]) == routes
    assert len(ask_household(*household, adult_jobless_property_test="EDGE")["single_person_route"]) == 1


def test_the_hebei_route_needs_lost_labour_capacity():
    def ask(capacity):
        ill = member("son", hukou_region="HB-QX", severe_illness=True, labour_capacity=capacity)
        father = member(hukou_region="HB-QX", work_status="retired", incomes=[wage("1700")])
        return [row["route"] for row in ask_hebei(father, ill)["single_person_route"]]

    assert (ask("part"), ask("full")) == (["SP_HB"], [])


def test_a_severely_ill_member_who_may_choose_sees_both_options():
    ill = member("wife", relation="spouse", severe_illness=True)
    answer = ask_household(member(incomes=[wage("2400")]), ill)
    assert answer["choice_required"]
    assert answer["option_a"] == {"edge_household": True, "edge_cash": "303.00"}
    assert answer["option_b"] == {
        "single_person_total": "1010.00",
        "edge_household": True,
        "edge_cash": "0.00",
    }


def test_another_benefit_or_no_hukou_closes_the_single_person_route():
    other = ask_household(member(incomes=[wage("2400")]), severe(current_benefit="edge"))
    assert other["single_person_route"] == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"supporter_status": "unable"}, True),
        ({"supporter_status": "able"}, False),
        ({"current_benefit": "tekun"}, False),
        ({"hukou_region": "OTHER"}, False),
        ({"birth_date": "1964-05-16"}, False),
        ({"birth_date": "2006-05-16"}, True),
        ({"birth_date": "1980-01-01", "disabilities": disabled(1, "visual")}, True),
        ({"birth_date": "1980-01-01", "disabilities": disabled(2, "visual")}, False),
        ({"incomes": [wage("1010.00", type="T")]}, False),
    ],
)
def test_a_possible_tekun_person_is_hinted_at(changes, found):
    elder = member(
        "elder", **{"relation": "parent", "birth_date": "1950-01-01", "supporter_status": "none", **changes}
    )
    assert ask_household(member(), elder)["tekun_candidates"] == (["elder"] if found else [])


def test_no_tekun_hint_where_the_property_does_not_pass():
    elder = member(birth_date="1950-01-01", supporter_status="none")
    assert ask_household(elder, property={"vehicles": [FLAT_CAR]})["tekun_candidates"] == []


def test_the_question_before_the_unified_standard_is_refused():
    assert ask_household(member(), day="2017-03-15")["error"] == "missing_standard"


def test_facts_come_back_unchanged_from_their_plain_shape():
    facts = {
        "household": {"current_programme": "dibao", "single_parent": True},
        "members": [
            member(
                name="张小满",
                incomes=[wage("1.50", deductions={"tax": "0.10"})],
                disabilities=disabled(),
                employment={"first_start": "2024-03", "migrant_return": True},
                statuses=list(STATUSES)[:1],
                death_date="2024-05-01",
            )
        ],
        "property": {"homes": [{"kind": "owned", "area": "52.5"}], "registered_capital": ["1.00"]},
        "obliged_supporters": [supporter(court_amount="5.00")],
        "expenditures": [{"category": "medical", "amount": "5.00", "period": "monthly"}],
    }
    once = from_plain(facts)
    assert from_plain(to_plain(once)) == once
    assert once.members[0].label == "张小满"
    assert to_plain(once)["members"][0]["employment"] == {"first_start": "2024-03", "migrant_return": True}


def test_the_head_counts_wherever_it_lives():
    assert reasons(ask_household(member(co_resident=False))) == []


@pytest.mark.parametrize(("status", "cost"), [("employed", 1), ("flexible", 1), ("retired", 0)])
def test_a_hebei_deduction_asks_for_work(status, cost):
    worker = member(hukou_region="HB-QX", work_status=status, incomes=[wage("1000.00")])
    answer = ask_household(
        worker,
        household={"current_programme": "dibao"},
        region="HB-QX",
        day="2022-06-15",
        dibao_standard="750",
        employment_cost_rate="0.20",
    )
    assert len(answer["employment_deductions"]) == cost


@pytest.mark.parametrize(
    ("income", "inclusive", "found"),
    [
        ("2019.99", "true", ["income_below_standard", "property_monetary"]),
        ("2020.00", "true", ["property_monetary"]),
        ("2020.00", "false", ["income_below_standard", "property_monetary"]),
        ("2020.01", "false", ["property_monetary"]),
    ],
)
def test_the_lower_edge_is_the_standard_of_all_members(income, inclusive, found):
    answer = ask_household(
        member(incomes=[wage(income)]),
        member("p2"),
        property={"monetary": "900000.00"},
        edge_below_standard_allowed="false",
        edge_lower_inclusive=inclusive,
    )
    assert answer["edge_household"]["reasons"] == found


def test_tiers_that_cannot_be_read_or_do_not_reach_are_refused_by_name():
    around = {"amount_method": "TIER"}
    low = ask_household(member(), dibao_tiers="300=450", **around)
    assert low["dibao"]["amount"] == "450.00"
    none = ask_household(member(incomes=[wage("300.01")]), dibao_tiers="300=450", **around)
    assert (none["error"], none["detail"]) == ("missing_standard", "dibao_tiers")
    for odd in ("300", "a=b", "300=450=1"):
        wrong = ask_household(member(), dibao_tiers=odd, **around)
        assert (wrong["error"], wrong["detail"]) == ("parameter_out_of_range", "dibao_tiers")
