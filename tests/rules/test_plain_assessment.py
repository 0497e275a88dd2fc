"""The plain function that the benchmark compares with gives what the explained assessment gives."""

import pytest

from apps.rules.amounts import shown
from apps.rules.assess import assess
from apps.rules.examples import overrides
from apps.rules.facts import from_plain
from apps.rules.standards import Standards
from tests.bench.plain import plain_assess, resolved

from .golden import default_folder, examples
from .loading import day, standard_table

ASKED = [
    one
    for one in examples(default_folder())
    if one["kind"] == "assess" and "error" not in one["expect"] and "TIER" not in str(one.get("parameters"))
]


@pytest.mark.parametrize("example", ASKED, ids=lambda one: one["id"])
def test_both_give_the_same_answer(example):
    on = day(example["day"])
    facts = from_plain(example["facts"])
    standards = Standards(standard_table(), example["region"], overrides(example.get("parameters")))
    explained = assess(facts, standards, on)
    plain = plain_assess(facts, resolved(standard_table(), standards, on), on)
    assert plain["programme"] == explained.programme
    assert plain["amount"] == explained.amount
    assert shown(plain["income"]) == explained.counted_income
    assert plain["single"] == tuple(
        (one.person, one.route, one.amount) for one in explained.single_person_route
    )
