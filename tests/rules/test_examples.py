"""Examples written from facts: what is stated, what is compared."""

import pytest

from apps.rules.examples import ANSWERS, compared, overrides, refusal, stated
from apps.rules.questions import QUESTIONS, Question, ask
from apps.rules.standard_lookup import look_up

from .asking import standards
from .golden import default_folder, examples
from .loading import day, work_calendar


def test_every_kind_says_what_is_compared():
    assert ANSWERS.keys() == QUESTIONS.keys()


@pytest.mark.parametrize("kind", QUESTIONS)
def test_the_shipped_examples_state_nothing_else(kind):
    expected = [one["expect"] for one in examples(default_folder()) if one["kind"] == kind]
    named = {key for answer in expected if "error" not in answer for key in answer}
    assert named <= set(ANSWERS[kind])


def test_what_explains_an_answer_is_not_compared():
    facts = {
        "category": "dibao",
        "last_review": "2025-01-15",
        "income_fixed": True,
        "labour_capacity_member": False,
    }
    answer = ask("review_cycle", Question(facts, standards(), day("2025-02-01"), work_calendar()))
    assert compared("review_cycle", {**answer.values, "lines": []}) == answer.values
    assert {row["code"] for row in answer.used} >= {"review_cycle_long", "review_notice_days"}


def test_each_question_keeps_its_own_record_of_standards():
    shared = standards()
    look_up("edge_cash_rate", shared, day("2025-02-01"))
    question = Question({"code": "pay_quantum"}, shared, day("2025-02-01"), work_calendar())
    assert [row["code"] for row in ask("standard_lookup", question).used] == ["pay_quantum"]
    assert [row.code for row in shared.used] == ["edge_cash_rate"]


def test_a_refusal_states_its_detail_only_where_the_contract_fixes_it():
    assert refusal("invalid_id_number", "length") == {"error": "invalid_id_number", "detail": "length"}
    assert refusal("missing_standard", "dibao_standard") == {"error": "missing_standard"}


def test_values_of_several_days_are_stated_from_their_first_days():
    rows = [
        {"code": "dibao_standard", "valid_from": "2025-09-01", "value": "1045"},
        {"code": "pay_quantum", "valid_from": "2015-01-01", "value": "0.01"},
        {"code": "dibao_standard", "valid_from": "2020-09-01", "value": "1010"},
    ]
    parameters = stated(rows)
    assert parameters == {
        "dibao_standard": [
            {"from": "2020-09-01", "value": "1010"},
            {"from": "2025-09-01", "value": "1045"},
        ],
        "pay_quantum": "0.01",
    }
    assert overrides(parameters) == {
        "dibao_standard": [(day("2020-09-01"), "1010"), (day("2025-09-01"), "1045")],
        "pay_quantum": "0.01",
    }
    assert overrides(None) == {}
