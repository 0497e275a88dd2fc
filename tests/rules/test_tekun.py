from datetime import date

import pytest

from apps.rules.facts.tekun import tekun_from_plain
from apps.rules.plain import plain
from apps.rules.tekun import assess_tekun

from .asking import ask, standards

ALONE = dict.fromkeys(("eat", "dress", "bed", "toilet", "walk", "bathe"), True)
OLD = "1940-01-01"


def person(**changes):
    return {
        "person": "elder",
        "birth_date": "1950-01-01",
        "hukou_region": "TJ",
        "hukou_nature": "urban",
        **changes,
    }


def supporter(**changes):
    return {"person": "son", "relation": "child", "birth_date": "1980-01-01", **changes}


def ask_tekun(who=None, **changes):
    around = {name: changes.pop(name) for name in ("day", "parameters") if name in changes}
    facts = {"person": who or person(), "mode": "dispersed", "self_care": ALONE, **changes}
    return ask("tekun", facts, day=around.get("day", "2024-05-15"), **around.get("parameters", {}))


@pytest.mark.parametrize(
    ("changes", "without"),
    [
        ({"birth_date": "1964-05-15"}, True),
        ({"birth_date": "1964-05-16"}, False),
        ({"birth_date": "2006-05-15"}, False),
        ({"birth_date": "2006-05-16"}, True),
        ({"birth_date": "2000-01-01", "existing_tekun": True, "statuses": ["school_student"]}, True),
        ({"birth_date": "2000-01-01", "statuses": ["school_student"]}, False),
        ({"birth_date": "1980-01-01", "disabilities": [{"type": "mental", "grade": 3}]}, True),
        ({"birth_date": "1980-01-01", "disabilities": [{"type": "limb", "grade": 3}]}, False),
    ],
)
def test_labour_capacity_is_lost_by_age_school_or_disability(changes, without):
    assert ask_tekun(person(**changes))["no_labour_capacity"] is without


@pytest.mark.parametrize(
    ("changes", "able"),
    [
        ({}, True),
        ({"programme": "dibao"}, True),
        ({"programme": "dibao", "birth_date": "1964-05-15"}, False),
        ({"birth_date": OLD}, True),
        ({"birth_date": OLD, "annual_income": "51271.00"}, True),
        ({"birth_date": OLD, "annual_income": "51270.99"}, False),
        ({"birth_date": OLD, "annual_income": "0.00", "property_ok": False}, True),
        ({"annual_income": "0.00"}, True),
        ({"annual_income": "0.00", "disabilities": [{"type": "visual", "grade": 2}]}, False),
        ({"statuses": ["incapable"]}, False),
        ({"statuses": ["imprisoned"], "property_ok": False}, True),
        (
            {"statuses": ["imprisoned"], "property_ok": False, "birth_date": OLD, "annual_income": "0.00"},
            True,
        ),
    ],
)
def test_a_supporter_is_unable_only_in_the_situations_of_the_law(changes, able):
    answer = ask_tekun(supporters=[supporter(**changes)])
    assert answer["supporters"] == [{"person": "son", "able": able}]
    assert answer["reasons"] == (["supporter_able"] if able else [])


def test_the_income_of_others_is_not_needed_where_nobody_asks_for_it():
    late = {"day": "2026-05-15"}
    assert ask_tekun(supporters=[supporter()], **late)["supporters"][0]["able"]
    weak = supporter(birth_date=OLD, annual_income="1.00")
    assert ask_tekun(supporters=[weak], **late)["error"] == "missing_standard"


def test_pensions_and_old_age_allowances_never_count():
    lines = [
        {"type": "T", "amount": "2000.00", "period": "monthly", "item": item}
        for item in ("basic_pension_central", "old_age_allowance", "veteran_preferential")
    ]
    answer = ask_tekun(person(incomes=lines), parameters={"exclude_central_basic_pension": "false"})
    assert (answer["counted_income"], answer["eligible"]) == ("0.00", True)


def test_reasons_stand_in_the_order_of_the_contract():
    rich = {"type": "T", "amount": "12120.00", "period": "total_12_months"}
    prisoner = person(birth_date="1980-01-01", hukou_region="OTHER", statuses=["imprisoned"], incomes=[rich])
    owned = {"monetary": "24240.01", "vehicles": [{"kind": "car", "exempt_reason": "rehabilitation"}]}
    answer = ask_tekun(prisoner, supporters=[supporter()], property=owned, child_scheme_chosen=True)
    assert answer["reasons"] == [
        "labour_capacity",
        "income",
        "property_monetary",
        "property_vehicles_manual",
        "supporter_able",
        "child_scheme",
        "imprisoned",
        "no_local_hukou",
    ]
    assert (answer["monthly_total"], answer["programme"], answer["amount"]) == ("0.00", "none", "0.00")


@pytest.mark.parametrize(
    ("changes", "mode", "code"),
    [
        ({}, "dispersed", "tekun_standard_urban"),
        ({"hukou_nature": "rural"}, "dispersed", "tekun_standard_rural_dispersed"),
        ({"contracted_land": True}, "centralized", "tekun_standard_rural_centralized"),
        ({"collective_distribution": True}, "dispersed", "tekun_standard_rural_dispersed"),
    ],
)
def test_land_or_a_rural_hukou_means_the_rural_standard(changes, mode, code):
    answer = ask_tekun(person(**changes), mode=mode)
    assert answer["standard_code"] == code
    assert answer["care_paid_to"] == ("institution" if mode == "centralized" else "person")


@pytest.mark.parametrize(
    ("failed", "level", "care"),
    [
        ((), "full", "0.00"),
        (("eat", "bed", "walk"), "partial", "400.00"),
        (("eat", "bed", "walk", "bathe"), "none", "800.00"),
    ],
)
def test_self_care_is_measured_by_six_indicators(failed, level, care):
    answer = ask_tekun(self_care={**ALONE, **dict.fromkeys(failed, False)})
    assert (answer["self_care_level"], answer["care_subsidy"]) == (level, care)
    items = [row["amount"] for row in answer["lines"] if row["kind"] == "item"]
    assert items == ["1870.00", care]


@pytest.mark.parametrize("self_care", [{}, {"eat": True}, {**ALONE, "sing": True}])
def test_self_care_needs_exactly_the_six_indicators(self_care):
    assert ask_tekun(self_care=self_care)["error"] == "incomplete_self_care"


def test_the_floor_is_a_check_and_not_part_of_the_amount():
    answer = ask_tekun(parameters={"tekun_standard_urban": "1300"})
    assert (answer["floor"], answer["floor_ok"], answer["monthly_total"]) == ("1313.00", False, "1300.00")
    assert ask_tekun(parameters={"tekun_standard_urban": "1313"})["floor_ok"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"who": person(birth_date="2024-05-16")}, "future_birth_date"),
        ({"supporters": [supporter(birth_date="2024-05-16")]}, "future_birth_date"),
        ({"who": person(statuses=["king"])}, "unknown_status"),
        ({"supporters": [supporter(statuses=["released"])]}, "unknown_status"),
        ({"supporters": [supporter(relation="friend")]}, "unknown_relation"),
        ({"supporters": [supporter(), supporter()]}, "duplicate_person"),
        ({"supporters": [supporter(annual_income="-1")]}, "negative_amount"),
    ],
)
def test_facts_outside_the_contract_are_refused(changes, code):
    assert ask_tekun(**changes)["error"] == code


def test_facts_come_back_unchanged_from_their_plain_shape():
    facts = {
        "person": person(name="王奶奶"),
        "mode": "dispersed",
        "self_care": ALONE,
        "supporters": [supporter()],
    }
    once = tekun_from_plain(facts)
    assert tekun_from_plain(plain(once)) == once
    assert once.person.label == "王奶奶"


def test_the_formula_stands_with_who_is_eligible_and_nowhere_else():
    facts = {"person": person(), "mode": "dispersed", "self_care": {**ALONE, "bathe": False}}
    answer = assess_tekun(tekun_from_plain(facts), standards(), date(2024, 5, 15))
    assert [term.text for term in answer.equation] == ["1,870.00", "400.00", "2,270.00"]
    assert answer.to_plain()["counted_members"] == ["elder"]
    young = facts | {"person": person(birth_date="1990-01-01")}
    assert assess_tekun(tekun_from_plain(young), standards(), date(2024, 5, 15)).equation == ()
