"""一次性待遇: worked out for the register of a month, approved by another, paid once by the batch of its month."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from apps.benefits.models import OneTimeRound
from apps.benefits.services import approve_round, discard_round, draft_round
from apps.core.errors import Refused
from apps.offices.models import Jurisdiction
from apps.payments import queries
from apps.payments.services import approve_batch, draft_batch
from apps.standards.models import Standard, StandardCode
from tests.benefits import makers
from tests.payments.makers import award

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER, NOVEMBER = (dt.date(2022, month, 1) for month in (9, 10, 11))
ON = dt.date(2022, 10, 20)
L01 = {"cpi": "3.1", "food": "5.9", "orphan": "7"}


@pytest.fixture
def w(monkeypatch):
    monkeypatch.setattr(makers, "SINCE", dt.date(2020, 1, 1))
    return makers.world()


def drafted(w, kind="price_subsidy", register=SEPTEMBER, pay=OCTOBER, figures=L01) -> OneTimeRound:
    return draft_round(
        w.hukou, kind, register_month=register, pay_month=pay, figures=figures, by=w.hukou_clerk, on=ON
    )


def refused(act) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_a_price_subsidy_is_the_golden_amount_for_everybody_of_the_register(w):
    award(w, "张小满", first=SEPTEMBER)
    award(w, "赵白露", first=SEPTEMBER)
    award(w, "钱秋分", first=OCTOBER)
    made = drafted(w)
    assert (made.persons, made.total) == (2, Decimal("62.00"))  # L01: 1010 × 3.1 % = 31 each
    assert "取 3.1%，每人 31.00 元" in made.basis
    counted = {group.label: (group.persons, group.paid) for group in made.groups.all()}
    assert counted == {"低保": (2, True), "孤儿等": (7, False)}


def test_below_the_triggers_nothing_is_drafted(w):
    award(w, "张小满", first=SEPTEMBER)
    assert refused(lambda: drafted(w, figures={"cpi": "1.0", "food": "1.0"})) == "nothing_given"


def test_an_approved_round_is_paid_once_and_explains_itself(w):
    award(w, "张小满", "500.00", first=SEPTEMBER)
    approve_round(drafted(w), by=w.approver, on=ON)
    for month in (SEPTEMBER, OCTOBER, NOVEMBER):
        batch = draft_batch(w.hukou, month, by=w.hukou_clerk, on=month.replace(day=25))
        if month == OCTOBER:
            assert {(one.kind, one.cause, one.amount) for one in batch.payments.all()} == {
                ("dibao", "regular", Decimal("500.00")),
                ("price_subsidy", "one_time", Decimal("31.00")),
            }
            (change,) = queries.comparison(batch).changes
            assert (change.cause, change.difference) == ("one_time", Decimal("31.00"))
            assert "价格临时补贴 2022-09" in change.why
        approve_batch(batch, by=w.approver, on=month.replace(day=26))
    (over,) = queries.comparison(batch).changes
    assert (over.difference, over.explained) == (Decimal("-31.00"), True)
    assert batch.payments.get().kind == "dibao"


def test_the_year_end_grant_follows_the_hukou_nature(w):
    award(w, "张小满", first=SEPTEMBER)
    made = drafted(w, "year_end", figures={})
    assert [group.label for group in made.groups.all()] == ["城镇户口"]
    assert made.total > 0


def test_the_drafter_does_not_approve(w):
    award(w, "张小满", first=SEPTEMBER)
    makers.Duty.objects.create(
        user=w.hukou_clerk, office=w.hukou, role="approver", valid_from=dt.date(2020, 1, 1)
    )
    made = drafted(w)
    assert refused(lambda: approve_round(made, by=w.hukou_clerk, on=ON)) == "four_eyes"
    made.state, made.approved_by, made.approved_on = "approved", w.hukou_clerk, ON
    with pytest.raises(IntegrityError, match="round_maker_does_not_approve"), transaction.atomic():
        made.save()
    with pytest.raises(PermissionDenied):
        approve_round(made, by=w.clerk, on=ON)


def test_one_round_per_register_until_it_is_discarded(w):
    award(w, "张小满", first=SEPTEMBER)
    made = drafted(w)
    assert refused(lambda: drafted(w)) == "round_exists"
    discard_round(made, by=w.hukou_clerk, on=ON)
    assert refused(lambda: approve_round(made, by=w.approver, on=ON)) == "not_open"
    assert drafted(w).state == "draft"


def test_a_kind_is_paid_once_to_an_award_in_a_month(w):
    """Two rounds of one kind for one month would be one line that is paid already."""
    award(w, "张小满", first=SEPTEMBER)
    waiting = drafted(w, register=OCTOBER)
    approve_round(drafted(w), by=w.approver, on=ON)
    assert refused(lambda: approve_round(waiting, by=w.approver, on=ON)) == "paid_that_month"
    discard_round(waiting, by=w.hukou_clerk, on=ON)
    assert refused(lambda: drafted(w, register=OCTOBER)) == "paid_that_month"
    approve_round(drafted(w, register=OCTOBER, pay=NOVEMBER), by=w.approver, on=ON)


def test_an_approved_round_stays(w):
    award(w, "张小满", first=SEPTEMBER)
    approve_round(drafted(w), by=w.approver, on=ON)
    with pytest.raises(DatabaseError, match="已经批准"), transaction.atomic():
        OneTimeRound.objects.update(total=1)


def test_it_is_not_paid_before_its_register(w):
    assert refused(lambda: drafted(w, pay=dt.date(2022, 8, 1))) == "pays_before_register"


def test_heating_takes_the_bill_where_there_is_one_and_the_flat_sum_elsewhere(w):
    winter = dt.date(2014, 1, 1)
    central, flat = award(w, "张小满", first=winter), award(w, "赵白露", first=winter)
    number = central.decision.case.number

    def heated(text: str) -> OneTimeRound:
        return drafted(w, "heating", register=winter, pay=winter, figures={"central": text})

    assert refused(lambda: heated("")) == "nothing_given"  # U22: the place says whether it is given at all
    Standard.objects.create(
        code=StandardCode.objects.get(code="heating_enabled"),
        jurisdiction=Jurisdiction.objects.get(code="TJ"),
        value="true",
        valid_from=dt.date(2013, 11, 1),
        document_title="采暖补助",
    )
    assert refused(lambda: heated(f"{number} 一千")) == "no_bill"
    assert refused(lambda: heated(f"{number} NaN")) == "no_bill"
    assert refused(lambda: heated("没有的编号 1000")) == "unknown_case"
    with pytest.raises(Refused, match=r"第 3 行.*第 1 行已经写过"):
        heated(f"{number} 1000\n\n{number}　1,200.00 元")
    made = heated(f"{number}　1,000.00元\n")
    assert {share.award_id: share.amount for share in made.shares.all()} == {
        central.pk: Decimal("600.00"),  # 60 % of the bill
        flat.pk: Decimal("340.00"),
    }
    assert "集中供热 1 户，非集中供热 1 户" in made.basis
