"""差异: what a later decision did to an award stands in the batch with that decision."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.benefits.queries import Part
from apps.benefits.services import change_amount, schedule_taper, stop_award
from apps.payments import queries
from apps.payments.services import draft_batch
from tests.benefits.test_ledger import taper_plan
from tests.payments.makers import award, case_of, decision_of

pytestmark = pytest.mark.django_db
MARCH, APRIL, JULY = (dt.date(2026, month, 1) for month in (3, 4, 7))


def decided(w, made, amount="100.00"):
    number = f"南学变更 {made.pk}"
    return decision_of(w, case_of(made.household, made.paying_office, number), amount, MARCH)


def compared(w, *months):
    for month in months:
        batch = draft_batch(w.hukou, month, by=w.hukou_clerk, on=month.replace(day=5))
    return queries.comparison(batch)


def test_a_month_of_taper_says_which_of_how_many(w):
    made = award(w, "沈立夏", "330.00", first=MARCH)
    schedule_taper(made, taper_plan(), decision=decided(w, made), by=w.approver, on=dt.date(2026, 3, 10))
    june = dt.date(2026, 6, 1)
    found = compared(w, MARCH, APRIL, dt.date(2026, 5, 1), june, JULY)
    (change,) = found.changes
    assert (change.cause, change.difference) == ("tapered", Decimal("-165.00"))
    assert change.why == "渐退第 4 期，共 6 期"
    assert [row.label for row in found.rows] == ["渐退"]
    assert not found.unexplained


def test_a_stop_names_the_decision_that_ended_the_award(w):
    made = award(w, "钱秋分", first=MARCH)
    stop_award(made, decision=decided(w, made), last_month=MARCH, by=w.approver, on=dt.date(2026, 3, 20))
    award(w, "张小满", first=MARCH)
    (change,) = compared(w, MARCH, APRIL).changes
    assert (change.cause, change.explained) == ("stopped", True)


def test_a_changed_amount_names_the_decision_that_changed_it(w):
    made = award(w, "赵白露", "500.00", first=MARCH)
    change_amount(
        made, [Part("dibao", Decimal("700.00"))], decision=decided(w, made), first_month=APRIL,
        by=w.approver, on=dt.date(2026, 3, 20),
    )  # fmt: skip
    (change,) = compared(w, MARCH, APRIL).changes
    assert (change.cause, change.difference, change.explained) == ("raised", Decimal("200.00"), True)
