from datetime import date

import pytest

from apps.rules.errors import RuleError
from apps.rules.standards import Standards

from .asking import ask, standards
from .loading import standard_rows

DAY = date(2024, 5, 15)


def refused(call, *arguments):
    with pytest.raises(RuleError) as refusal:
        call(*arguments)
    return refusal.value.code


def test_the_region_comes_before_the_country():
    assert standards("TJ").boolean("edge_upper_inclusive", DAY)
    assert not standards("HB-QX").boolean("edge_upper_inclusive", DAY)


def test_a_region_row_that_has_ended_gives_way_to_the_country():
    assert standards("HB-QX").value("payment_start", DAY) == "NEXT_MONTH"


def test_a_missing_standard_is_refused_by_name_region_and_day():
    with pytest.raises(RuleError) as refusal:
        standards().row("dibao_standard", date(2017, 3, 31))
    assert refusal.value.code == "missing_standard"
    assert all(word in refusal.value.message for word in ("dibao_standard", "TJ", "2017年3月31日"))


def test_a_row_without_value_only_makes_its_code_known():
    assert refused(standards().row, "city_average_area", DAY) == "missing_standard"
    assert refused(standards().row, "lucky_number", DAY) == "unknown_standard"


def test_a_dated_override_holds_from_its_date_and_is_missing_before():
    steps = {"dibao_standard": [(date(2025, 9, 1), "1045"), (date(2026, 7, 1), "1080")]}
    dated = Standards(standard_rows(), "TJ", steps)
    assert dated.value("dibao_standard", date(2026, 6, 30)) == "1045"
    assert dated.value("dibao_standard", date(2026, 7, 1)) == "1080"
    assert not dated.in_force("dibao_standard", date(2025, 8, 31))
    assert refused(dated.row, "dibao_standard", date(2025, 8, 31)) == "missing_standard"


def test_an_override_of_an_unknown_code_is_refused():
    assert ask("standard_lookup", {"code": "pay_quantum"}, lucky_number="7")["error"] == "unknown_parameter"


def test_an_override_answers_its_value_and_nothing_else():
    found = ask("standard_lookup", {"code": "dibao_standard"}, dibao_standard="1100")
    assert (found["value"], found["from"], found["confirmed"], found["document_number"]) == (
        "1100",
        None,
        None,
        None,
    )
    dated = ask(
        "standard_lookup", {"code": "dibao_standard"}, dibao_standard=[{"from": "2024-01-01", "value": "1"}]
    )
    assert (dated["value"], dated["from"]) == ("1", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("edge_cash", "303.00"),
        ("tekun_floor", "1313.00"),
        ("monetary_limit_dibao", "24240.00"),
        ("monetary_limit_edge", "36360.00"),
    ],
)
def test_published_figures_are_derived_from_the_standard(name, value):
    assert ask("standard_lookup", {"derive": name}) == {"value": value}


def test_the_upper_line_may_be_rounded_to_whole_yuan():
    assert ask(
        "standard_lookup", {"derive": "edge_upper"}, dibao_standard="705", edge_upper_rounded="true"
    ) == {"value": "1058.00"}
    assert ask("standard_lookup", {"derive": "moon"})["error"] == "unknown_standard"


def test_the_standard_of_a_month_is_that_of_its_first_day():
    dated = [{"from": "2024-05-02", "value": "1100"}, {"from": "2024-06-01", "value": "1200"}]
    assert (
        ask("standard_lookup", {"derive": "edge_upper"}, dibao_standard=dated)["error"] == "missing_standard"
    )
    assert (
        ask("standard_lookup", {"derive": "edge_upper"}, day="2024-06-30", dibao_standard=dated)["value"]
        == "1800.00"
    )


def test_values_of_the_wrong_kind_are_out_of_range():
    odd = standards(
        pay_quantum="a lot", handover="2.5", pay_rounding="UP", taper_schedule="1,x", notice_roll="yes"
    )
    calls = [
        (odd.money, "pay_quantum"),
        (odd.integer, "handover"),
        (odd.ratios, "taper_schedule"),
        (odd.boolean, "notice_roll"),
    ]
    for call, code in calls:
        assert refused(call, code, DAY) == "parameter_out_of_range"
    assert refused(odd.choice, "pay_rounding", DAY, ("FLOOR",)) == "parameter_out_of_range"


def test_a_calculation_records_the_rows_it_used_once_and_in_order():
    shared = standards()
    first, second = shared.recording(), shared.recording()
    for code in ("dibao_standard", "pay_quantum", "dibao_standard"):
        first.value(code, DAY)
    assert [row.code for row in first.used] == ["dibao_standard", "pay_quantum"]
    assert second.used == shared.used == ()


def test_a_value_can_be_held_without_touching_the_shared_standards():
    shared = standards(dibao_standard="1045")
    held = shared.with_value("dibao_standard", "1080")
    assert (held.value("dibao_standard", DAY), shared.value("dibao_standard", DAY)) == ("1080", "1045")


def test_a_code_that_begins_later_is_told_from_one_that_never_does():
    tianjin = standards()
    assert tianjin.begins_after("employment_cost_flat_first", date(2020, 5, 1))
    assert not tianjin.begins_after("employment_cost_flat_first", date(2020, 6, 1))
    assert not tianjin.begins_after("employment_cost_flat_epidemic", date(2024, 6, 1))
    assert not tianjin.begins_after("city_average_area", DAY)
    dated = Standards(standard_rows(), "TJ", {"minimum_wage": [(date(2025, 1, 1), "2000")]})
    assert dated.begins_after("minimum_wage", DAY)


def test_look_ups_are_kept_and_forgotten_without_changing_an_answer(monkeypatch):
    monkeypatch.setattr("apps.rules.standards.REMEMBERED", 2)
    kept = standards()
    days = [date(2020, 9, 1), date(2025, 9, 1), date(2019, 4, 1), date(2020, 9, 1), date(2020, 9, 2)]
    assert [kept.value("dibao_standard", day) for day in days] == ["1010", "1045", "980", "1010", "1010"]
    assert [row.value for row in kept.used] == ["1010", "1045", "980"]
