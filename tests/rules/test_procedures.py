"""The tables of the procedures: found by kind and programme, whole, and each with its own limits."""

import pytest

from apps.rules.procedures import (
    APPLICATION,
    PROCEDURES,
    RIGID,
    TEKUN,
    Condition,
    procedure,
    step_labels,
)


@pytest.mark.parametrize(
    ("programme", "table"),
    [
        ("dibao", APPLICATION),
        ("edge_household", APPLICATION),
        ("", APPLICATION),
        ("tekun_support", TEKUN),
        ("rigid_expenditure", RIGID),
    ],
)
def test_a_procedure_is_found_by_kind_and_programme(programme, table):
    assert procedure("application", programme) is table


def test_an_unknown_kind_is_a_key_error():
    with pytest.raises(KeyError):
        procedure("pilgrimage", "dibao")


@pytest.mark.parametrize("table", PROCEDURES, ids=lambda table: table.name)
def test_every_step_comes_after_steps_before_it_and_goes_back_to_such(table):
    seen: set[str] = set()
    for step in table.steps:
        assert set(step.after) <= seen
        assert set(step.returns) | set(step.apart_from) <= seen
        seen.add(step.name)


def test_the_self_care_assessment_runs_beside_the_survey_and_before_the_review():
    ready = [step.name for step in TEKUN.ready({"accept"}, {})]
    assert ready == ["economic_check", "home_visit", "self_care"]
    known = {Condition.TWO_OFFICES: False}
    assert TEKUN.ready({"accept", "economic_check", "home_visit"}, known)[0].name == "self_care"
    assert TEKUN.reopened_by(["self_care"])[:2] == ("self_care", "first_review")


def test_tekun_has_limits_of_its_own_and_none_of_the_whole():
    assert TEKUN.total is None
    assert {step.name: step.within for step in TEKUN.steps if step.within} == {
        "economic_check": "tekun_survey",
        "home_visit": "tekun_survey",
        "hand_over": "handover",
        "first_review": "tekun_survey",
        "public_notice": "public_notice",
        "decision": "tekun_confirmation",
    }


def test_every_step_has_one_word():
    assert step_labels()["self_care"] == "自理能力评估"
    for table in PROCEDURES:
        assert all(step_labels()[step.name] == step.label for step in table.steps)
