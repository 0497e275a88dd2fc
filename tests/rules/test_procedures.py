"""The tables of the procedures: found by kind and programme, whole, and each with its own limits."""

import pytest

from apps.rules.procedures import (
    APPLICATION,
    PROCEDURES,
    RIGID,
    TEKUN,
    Condition,
    Procedure,
    Side,
    Step,
    applies,
    diagram,
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


SMALL = Procedure(
    "small",
    "small",
    "小程序",
    (
        Step("ask", "申请", Side.INTAKE),
        Step("look", "查看", Side.FRONT, after=("ask",)),
        Step("send", "移送", Side.FRONT, after=("look",), only_if=Condition.TWO_OFFICES, returns=("look",)),
        Step("decide", "决定", Side.DECIDER, after=("look", "send"), returns=("look", "send")),
        Step("tell", "告知", Side.POSTING, after=("decide",), only_if=Condition.APPROVED),
    ),
)


def ready(*finished, **conditions):
    return [
        step.name for step in SMALL.ready(finished, {Condition(name): it for name, it in conditions.items()})
    ]


def test_a_step_begins_when_all_before_it_are_finished_or_passed_over():
    assert ready() == ["ask"]
    assert ready("ask") == ["look"]
    assert ready("ask", "look", two_offices=True) == ["send"]
    assert ready("ask", "look", two_offices=False) == ["decide"]
    assert ready("ask", "look", "send", "decide", approved=False) == []


def test_an_undecided_condition_counts_as_true():
    assert applies(SMALL.step("send"), {})
    assert not applies(SMALL.step("send"), {Condition.TWO_OFFICES: False})
    assert applies(SMALL.step("ask"), {Condition.TWO_OFFICES: False})
    assert ready("ask", "look", "send", "decide") == ["tell"]


def test_going_back_opens_what_follows_again_in_order():
    assert SMALL.reopened_by(["send"]) == ("send", "decide", "tell")
    assert SMALL.reopened_by(["tell", "look"]) == ("look", "send", "decide", "tell")
    assert list(SMALL.followers("tell")) == []


def test_an_unknown_step_is_an_error():
    with pytest.raises(KeyError):
        SMALL.step("dance")


def test_the_diagram_draws_steps_conditions_and_returns():
    assert diagram(SMALL).splitlines()[:2] == ["flowchart LR", "    ask[申请<br/>ask · intake]"]
    assert "    look -->|two_offices| send" in diagram(SMALL)
    assert "    decide -.->|退回| send" in diagram(SMALL)
    assert "    ask --> look" in diagram(SMALL)


@pytest.mark.parametrize("table", PROCEDURES, ids=lambda table: table.name)
def test_every_table_can_be_walked_to_its_end(table):
    finished = []
    while begun := table.ready(finished, {}):
        finished += [step.name for step in begun]
    assert sorted(finished) == sorted(table.names)
