from datetime import date

import pytest

from apps.rules.deadlines import WORKING_DAY_RULES, deadline
from apps.rules.errors import RuleError

from .asking import ask, standards
from .loading import work_calendar


def due(rule, start, **changes):
    day = changes.pop("day", start[:10])
    region = changes.pop("region", "TJ")
    parameters = changes.pop("parameters", {})
    return ask("deadline", {"rule": rule, "start": start, **changes}, day=day, region=region, **parameters)


@pytest.mark.parametrize(
    ("rule", "start", "end", "count"),
    [
        ("change_report_grace", "2024-11-30", "2025-02-28", 3),
        ("authorisation_validity", "2024-02-29", "2025-02-28", 12),
        ("check_report_validity", "2024-08-31", "2025-02-28", 6),
        ("funeral_window", "2025-08-31", "2026-02-28", 6),
        ("tekun_survey", "2024-11-01", "2024-11-22", 15),
        ("district_decision", "2024-11-01", "2024-11-15", 10),
    ],
)
def test_a_limit_runs_from_the_day_after_its_start(rule, start, end, count):
    answer = due(rule, start)
    assert (answer["due"], answer["count"]) == (end, count)


def test_working_day_rules_list_their_days_and_others_do_not():
    for rule in WORKING_DAY_RULES:
        answer = due(rule, "2024-11-01")
        assert (len(answer["days"]), answer["days"][-1]) == (answer["count"], answer["due"])
    assert due("decision_total", "2024-11-01")["days"] is None


@pytest.mark.parametrize(
    ("rule", "end"),
    [("working_days", "2024-11-05"), ("calendar_days", "2024-11-03"), ("months", "2025-01-01")],
)
def test_generic_rules_take_their_number_from_the_facts(rule, end):
    assert due(rule, "2024-11-01", count=2)["due"] == end
    assert due(rule, "2024-11-01", count=0)["due"] == "2024-11-01"
    assert due(rule, "2024-11-01")["error"] == "parameter_out_of_range"
    assert due(rule, "2024-11-01", count=-1)["error"] == "parameter_out_of_range"


@pytest.mark.parametrize(
    ("start", "region", "count"),
    [
        ("2021-08-31", "TJ", 30),
        ("2021-09-01", "TJ", 30),
        ("2022-10-20", "TJ", 20),
        ("2022-10-20", "HB-QX", 30),
    ],
)
def test_the_total_limit_depends_on_who_decides_and_when(start, region, count):
    assert due("decision_total", start, region=region)["count"] == count


def test_a_notice_ending_on_a_day_off_moves_only_if_the_standards_say_so():
    answer = due("public_notice", "2025-09-26", parameters={"notice_roll": "false"})
    assert (answer["due"], answer["calendar_end"]) == ("2025-10-03", "2025-10-03")
    weekday = due("public_notice", "2025-11-03")
    assert (weekday["due"], weekday["calendar_end"]) == ("2025-11-10", "2025-11-10")


def test_a_limit_takes_the_standards_of_its_start():
    assert due("home_visit_start", "2021-06-30", day="2024-01-01")["error"] == "missing_standard"


def test_emergencies_are_answered_within_clock_hours():
    assert due("emergency_warning", "2024-02-28T12:00")["due_at"] == "2024-02-29T06:00"
    assert due("emergency_reply", "2024-02-28")["due_at"] == "2024-02-29T00:00"
    assert due("emergency_reply", "2024-02-28T12:00")["due"] is None


def test_a_moment_serves_as_its_day_for_day_rules():
    assert due("handover", "2024-11-01T23:59")["due"] == "2024-11-06"


def test_beyond_the_calendar_an_expected_date_is_still_possible():
    calendar, start = work_calendar(), date(2026, 12, 1)
    with pytest.raises(RuleError) as refusal:
        deadline("decision_total", start, calendar, standards(), extended_reasons=["objection"])
    assert refusal.value.code == "calendar_not_available"
    expected = deadline(
        "decision_total", start, calendar.provisional(), standards(), extended_reasons=["objection"]
    )
    assert expected.due == date(2027, 2, 2)


def routed(**changes):
    day, region, parameters = changes.pop("day", "2024-05-15"), "TJ", changes.pop("parameters", {})
    facts = {
        "residence_office": "120104006",
        "hukou_office": "120102001",
        "hukou_district": "120102",
        "applied_at": "hukou",
        "has_objection": False,
        **changes,
    }
    return ask("routing", facts, day=day, region=region, **parameters)


def test_before_one_city_everything_is_done_at_the_hukou_office():
    answer = routed(day="2023-10-31", has_objection=True)
    steps = answer["steps"]
    assert (answer["mode"], answer["limit_working_days"]) == ("hukou_only", 45)
    assert {steps[name] for name in ("intake", "economic_check", "home_visit", "appraisal_place")} == {
        "120102001"
    }
    assert (steps["public_notice"], steps["appraisal_assistant"]) == (["120102001"], None)


def test_one_city_can_be_switched_off():
    assert routed(parameters={"one_city": "false"})["mode"] == "hukou_only"


def test_an_outside_hukou_is_not_accepted_and_the_own_region_is():
    outside = routed(hukou_region="HB-QX")
    assert (outside["accepted"], outside["limit_working_days"]) == (False, None)
    assert routed(hukou_region="TJ")["accepted"]


def test_a_district_may_decide():
    answer = routed(parameters={"decision_authority": "DISTRICT"}, residence_office="120102001")
    assert (answer["steps"]["decision"], answer["limit_working_days"]) == ("district:120102", 30)


def started(**changes):
    facts = {
        "programme": "dibao",
        "change": "new_award",
        "decision_date": "2025-09-28",
        "amount": "600.00",
        **changes,
    }
    parameters = facts.pop("parameters", {})
    return ask("payment_start", facts, day=facts["decision_date"], **parameters)


def test_a_first_month_may_be_paid_by_days():
    by_days = started(parameters={"payment_start_proration": "BY_DAYS"})
    assert by_days == {"first_month": "2025-09", "first_amount": "60.00"}
    thirds = started(
        amount="100.00", decision_date="2025-08-31", parameters={"payment_start_proration": "BY_DAYS"}
    )
    assert thirds["first_amount"] == "3.23"


@pytest.mark.parametrize(
    ("changes", "month", "amount"),
    [
        ({"decision_date": "2023-10-31"}, "2023-11", "600.00"),
        ({"decision_date": "2023-11-01"}, "2023-11", "600.00"),
        ({"programme": "edge_household"}, "2025-09", "600.00"),
        ({"change": "decrease"}, "2025-10", "600.00"),
        ({"change": "stop", "amount": "0.00"}, "2025-10", "0.00"),
        ({"change": "death", "event_date": "2025-07-31", "amount": "0.00"}, "2025-08", "0.00"),
        ({"decision_date": "2025-12-01", "change": "increase"}, "2026-01", "600.00"),
    ],
)
def test_changes_begin_in_the_month_after_and_awards_by_the_standard(changes, month, amount):
    assert started(**changes) == {"first_month": month, "first_amount": amount}


def test_a_payment_to_an_unknown_programme_is_refused():
    assert started(programme="festival")["error"] == "unknown_category"


@pytest.mark.parametrize(
    ("facts", "detail"),
    [
        ({"number": "11010518991231002X"}, "birth_date"),
        ({"number": "110105202405160029"}, "birth_date"),
        ({"number": "11010519491231002Y"}, "characters"),
        ({"number": "11010549123100A"}, "length"),
        ({"body": "1101051949123100"}, "length"),
        ({"body": "1101051949123100A"}, "characters"),
    ],
)
def test_a_wrong_id_number_says_what_is_wrong(facts, detail):
    assert ask("id_number", facts) == {"error": "invalid_id_number", "detail": detail}


def test_an_id_number_is_read_with_spaces_and_a_small_x():
    answer = ask("id_number", {"number": " 11010519491231002x "})
    assert (answer["number"], answer["sex"]) == ("11010519491231002X", "female")


def test_the_seventeenth_digit_tells_the_sex():
    body = "99999919800101001"
    number = body + ask("id_number", {"body": body})["check_digit"]
    assert ask("id_number", {"number": number})["sex"] == "male"
