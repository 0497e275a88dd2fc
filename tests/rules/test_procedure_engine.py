"""The tables of procedures: what may begin, what comes again after a return, and that every table can be walked."""

import pytest

from apps.rules.procedures import PROCEDURES, Condition, Procedure, Side, Step, applies, diagram, procedure

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


def test_an_unknown_step_or_procedure_is_an_error():
    with pytest.raises(KeyError):
        SMALL.step("dance")
    with pytest.raises(KeyError):
        procedure("dance", "dibao")


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
    for step in table.steps:
        assert set(step.after + step.returns + step.apart_from) <= set(table.names)
        assert step.name in table.reopened_by(step.returns or (step.name,))
