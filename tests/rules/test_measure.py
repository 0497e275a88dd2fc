"""A rehearsal judges households of one size by one measure: the answers are those of a measure of their own."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from apps.rules.assess import Totals, judge
from apps.rules.errors import RuleError
from apps.rules.facts import Property
from apps.rules.measure import Measure

from .asking import standards

DAY = date(2025, 11, 18)
OWNED = (Property(), Property(monetary=Decimal("75240.00")), Property(monetary=Decimal("75240.01")))


def test_households_that_share_a_measure_are_judged_as_by_one_of_their_own():
    shared = Measure(standards("TJ"), DAY, 3)
    for income in (0, 1894, 3135, Fraction(47024, 10), 4703):
        for owned in OWNED:
            totals = Totals(3, Fraction(income), owned, cash_condition=True)
            assert judge(totals, shared) == judge(totals, Measure(standards("TJ"), DAY, 3))


def test_a_measure_looks_each_figure_up_once():
    asked = []

    class Asked(type(standards("TJ"))):
        def find(self, code, day):
            asked.append(code)
            return super().find(code, day)

    view = standards("TJ")
    view.__class__ = Asked
    measure = Measure(view, DAY, 2)
    for income in (100, 200):
        judge(Totals(2, Fraction(income), OWNED[1]), measure)
    assert len(asked) == len(set(asked))


def test_the_working_of_a_money_limit_says_months_standard_and_persons():
    limit = Measure(standards("TJ"), DAY, 3).monetary_limit("dibao")
    assert limit.working == "24 × 1,045.00 × 3 = 75,240.00"


def test_nobody_has_no_measure():
    with pytest.raises(RuleError) as refusal:
        Measure(standards("TJ"), DAY, 0)
    assert refusal.value.code == "no_members"


def test_cash_is_due_only_where_its_condition_is_known_to_hold_and_down_to_one_yuan():
    income = Fraction(1200)
    said = judge(Totals(1, income, cash_condition=True), Measure(standards("TJ"), DAY, 1))
    assert (said.programme, said.amount) == ("edge_household", Decimal("314.00"))
    unsaid = judge(Totals(1, income), Measure(standards("TJ"), DAY, 1))
    assert (unsaid.programme, unsaid.edge_cash.eligible) == ("edge_household", False)
    least = judge(
        Totals(1, income, cash_condition=True), Measure(standards("TJ", edge_cash_rate="0.001"), DAY, 1)
    )
    assert (least.edge_cash.eligible, least.amount) == (True, Decimal("1.00"))
