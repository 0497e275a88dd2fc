"""A tekun person whose self-care changed: assessed again within ten working days, decided, paid from the next month."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.core.errors import Refused
from apps.reviews.services import ChangeEntry, decide, report_change, submit_verification
from apps.routing.queries import clockwork, due_of
from tests import factories
from tests.care import makers
from tests.reviews.makers import standing

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 12, 2)


@pytest.fixture
def who():
    return factories.people()


def test_the_care_level_is_assessed_again_and_paid_from_the_next_month(who):
    granted = makers.tell_until(who, makers.accepted(who), "announced")
    award = granted.decision.award
    before = {row.kind: row.amount for row in award.amounts.filter(to_month=None)}
    entry = ChangeEntry("self_care", dt.date(2026, 11, 30), person=granted.applicant_id)
    case = report_change(granted.household, entry, at=who.hukou, by=who.hukou_clerk, on=ON).case
    step = case.steps.get(name="self_care")
    step.case = case
    assert due_of(step, clockwork()).day == dt.date(2026, 12, 16)
    with pytest.raises(Refused):
        submit_verification(case, text="属实。", by=who.reviewer, on=ON)
    makers.assessed(who, case, ON, "eat", "dress", "bed", "toilet")
    submit_verification(case, text="评估属实。", by=who.reviewer, on=ON)
    kept = decide(case, agree=True, text="同意。", by=who.approver, on=ON)
    assert (kept.effect, kept.reasons) == ("increase", ["care_level_changed"])
    after = {row.kind: row.amount for row in award.amounts.filter(from_month=dt.date(2027, 1, 1))}
    assert after["tekun_support"] == before["tekun_support"]
    assert after["care_subsidy"] == Decimal("800.00") > before["care_subsidy"]


def test_only_tekun_is_paid_by_self_care(who):
    made = standing(who, "张小满", amount="545.00", wage="500", split=False)
    entry = ChangeEntry("self_care", ON, person=made.household.head_id)
    with pytest.raises(Refused) as refusal:
        report_change(made.household, entry, at=who.hukou, by=who.hukou_clerk, on=ON)
    assert refusal.value.code == "not_tekun"
