"""What the recalculation does with awards that came, changed or begin while a standard is on its way: a reason each, and a
catch-up."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.benefits import rehearsal as rehearsing
from tests.benefits.caseload import JANUARY, amounts, caseload, decided, policy, published, ready

pytestmark = pytest.mark.django_db


def test_what_came_or_changed_after_the_rehearsal_is_excluded_with_a_reason(w):
    cases = caseload(w)
    made = ready()
    late = decided(w, "x-late", "100")
    award = cases["dibao"].award
    award.amounts.update(amount=Decimal("1.00"))
    made = published(made)
    reasons = dict(made.recalculated.filter(outcome="excluded").values_list("award_id", "reason"))
    assert "测算之后新增" in reasons[late.award.pk]
    assert "金额已由决定变动" in reasons[award.pk]


def test_a_catch_up_rehearsal_brings_the_late_award_along(w):
    made = ready()
    late = decided(w, "x-late", "1894")
    published(made)
    on = dt.date(2025, 12, 5)
    again = rehearsing.draft_rehearsal([], jurisdiction=w.hukou.jurisdiction, by=policy(), on=on)
    rehearsing.rehearse(again.pk)
    published(again, on=on)
    assert amounts(late.award)[-1] == (JANUARY, None, Decimal("1406.00"))


def test_an_amount_that_begins_in_the_month_itself_is_counted_with_its_reason_and_caught_up_next_month(w):
    """A change that was decided before the standard was published, for the month in which it begins."""
    decision, other = decided(w, "x-begins", "1894"), decided(w, "x-dibao", "1000")
    decision.award.amounts.update(from_month=JANUARY)
    type(decision.award).objects.filter(pk=decision.award.pk).update(from_month=JANUARY)
    run = (made := published(ready())).recalculation
    assert (run.total, run.done, run.excluded) == (2, 1, 1)
    row = made.recalculated.get(outcome="excluded")
    assert (row.award, "请发布后补算" in row.reason) == (decision.award, True)
    assert made.recalculated.get(outcome="changed").award == other.award
    on = dt.date(2026, 1, 5)
    again = rehearsing.draft_rehearsal([], jurisdiction=w.hukou.jurisdiction, by=policy(), on=on)
    rehearsing.rehearse(again.pk)
    published(again, on=on)
    assert amounts(decision.award) == [
        (JANUARY, JANUARY, Decimal("1241.00")),
        (dt.date(2026, 2, 1), None, Decimal("1406.00")),
    ]
