"""制表: what is due, once, to an account that can be paid; the rest is held with its reason."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from apps.benefits.models import AwardMember
from apps.core import clock
from apps.core.errors import Refused
from apps.journal.models import Event
from apps.offices.models import Office
from apps.payments import tasks
from apps.payments.models import Batch, Held, Payment
from apps.payments.services import (
    approve_batch,
    draft_batch,
    draft_month,
    draft_offices,
    redraft_batch,
)
from apps.payments.services.draft_batch import draft_for, draft_is_outdated
from apps.payments.services.draft_month import _next_office
from tests.benefits import makers
from tests.payments.makers import DECEMBER, DRAFTED, NOVEMBER, award, change_amount

pytestmark = pytest.mark.django_db


def draft(w, month=DECEMBER, *, on=DRAFTED, by=None, at=None) -> Batch:
    return draft_batch(at or w.hukou, month, by=by or w.hukou_clerk, on=on)


def lines(batch: Batch) -> list[tuple]:
    return [
        (line.award.household.head.name, f"{line.month:%m}", line.cause, line.amount)
        for line in batch.payments.order_by("award_id", "month")
    ]


def test_a_batch_lists_every_award_of_the_month_at_the_paying_office(w):
    award(w, "张小满", "1241.00", first=DECEMBER)
    award(w, "西大人", at=w.elsewhere, first=DECEMBER)
    award(w, "已停人", first=NOVEMBER - dt.timedelta(days=31), last=NOVEMBER - dt.timedelta(days=31))
    batch = draft(w)
    assert ("张小满", "12", "regular", Decimal("1241.00")) in lines(batch)
    assert not batch.payments.filter(award__paying_office=w.elsewhere).exists()
    assert (batch.number, batch.register_awards) == ("东大发放 2025-12", 1)
    event = Event.objects.get(batch_id=batch.pk)
    assert "列入 2 笔" in event.summary


def test_drafting_again_returns_the_same_batch(w):
    award(w, "张小满")
    first = draft(w, NOVEMBER)
    award(w, "赵白露")
    assert draft(w, NOVEMBER) == first
    assert Payment.objects.count() == 1
    assert Event.objects.filter(batch_id=first.pk).count() == 1


def test_an_office_without_anything_due_is_told_so_and_gets_no_batch(w):
    award(w, "西大人", at=w.elsewhere)
    with pytest.raises(Refused) as caught:
        draft(w)
    assert caught.value.code == "nothing_due"
    assert not Batch.objects.exists()


def test_an_earlier_month_that_was_not_paid_is_paid_as_arrears(w):
    award(w, "张小满", "1000.00")
    draft(w, NOVEMBER)
    award(w, "赵白露", "500.00", first=NOVEMBER)
    batch = draft(w)
    assert lines(batch) == [
        ("张小满", "12", "regular", Decimal("1000.00")),
        ("赵白露", "11", "arrears", Decimal("500.00")),
        ("赵白露", "12", "regular", Decimal("500.00")),
    ]


def test_arrears_follow_the_amount_of_their_own_month(w):
    made = award(w, "张小满", "500.00")
    change_amount(w, made, "700.00", first=DECEMBER)
    assert [line[3] for line in lines(draft(w))] == [Decimal("500.00"), Decimal("700.00")]


def test_a_household_without_an_account_is_held_and_paid_later(w):
    award(w, "张小满")
    held = award(w, "郑霜降", account=None)
    batch = draft(w, NOVEMBER)
    assert [(one.award, one.reason, one.amount) for one in batch.held.all()] == [
        (held, "no_account", Decimal("1000.00"))
    ]
    makers.bank_account(held.household, "6222000000000000999")
    assert ("郑霜降", "11", "arrears", Decimal("1000.00")) in lines(draft(w))


def test_an_account_that_cannot_be_paid_is_held_with_its_reason(w):
    several = award(w, "甲")
    makers.bank_account(several.household, "6222000000000000111")
    foreign = award(w, "乙")
    foreign.household.accounts.update(holder=makers.person("外人"))
    dead = award(w, "丙")
    makers.Person.objects.filter(pk=dead.household.head_id).update(death_date=dt.date(2025, 11, 20))
    shared, other = award(w, "丁"), award(w, "戊")
    number = shared.household.accounts.get().number_index
    other.household.accounts.update(number_index=number)
    batch = draft(w, NOVEMBER, on=DRAFTED)
    assert dict(batch.held.values_list("award__household__head__name", "reason")) == {
        "甲": "several_accounts",
        "乙": "holder_not_member",
        "丙": "holder_died",
        "丁": "shared_account",
        "戊": "shared_account",
    }
    assert not batch.payments.exists()


def test_the_persons_of_a_line_are_those_of_its_month(w):
    made = award(w, "张小满")
    AwardMember.objects.create(award=made, person=makers.person("新生儿"), from_month=DECEMBER)
    assert [line.members for line in draft(w).payments.order_by("month")] == [1, 2]


def test_a_month_that_has_not_begun_is_refused(w):
    award(w, "张小满")
    with pytest.raises(Refused) as caught:
        draft(w, DECEMBER, on=dt.date(2025, 11, 30))
    assert caught.value.code == "month_not_begun"


def test_a_month_before_the_last_batch_is_refused(w):
    award(w, "张小满")
    draft(w, DECEMBER)
    with pytest.raises(Refused) as caught:
        draft(w, NOVEMBER)
    assert caught.value.code == "later_batch_exists"


def test_only_the_office_itself_drafts(w):
    award(w, "张小满")
    for other in (w.reviewer, w.approver, w.stranger, w.supervisor, w.clerk):
        with pytest.raises(PermissionDenied):
            draft(w, by=other)


def test_the_database_pays_a_month_once(w):
    award(w, "张小满")
    line = draft(w, NOVEMBER).payments.get()
    line.pk = None
    with pytest.raises(IntegrityError, match=r"paid_once|a_month_is_paid"), transaction.atomic():
        line.save(force_insert=True)
    line.cause = "arrears"
    with pytest.raises(IntegrityError, match="a_month_is_paid_in_its_time_or_later"), transaction.atomic():
        line.save(force_insert=True)


@pytest.mark.parametrize("table", [Payment, Held])
def test_the_database_keeps_the_lines_as_they_were_written(w, table):
    award(w, "张小满")
    award(w, "郑霜降", account=None)
    batch = draft(w, NOVEMBER)
    rows = table.objects.filter(batch=batch)
    assert rows.exists()
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
        rows.update(amount=Decimal("1.00"))
    approve_batch(batch, by=w.approver, on=DRAFTED)
    with pytest.raises(DatabaseError, match="批次已经批准"), transaction.atomic():
        rows.delete()


def test_the_district_drafts_the_month_of_all_its_streets_as_one_run(w, client, monkeypatch):
    award(w, "张小满")
    far = Office.objects.filter(parent=w.hukou.parent).exclude(pk=w.hukou.pk).first()
    award(w, "赵白露", at=far)
    award(w, "外区", at=w.elsewhere)
    with pytest.raises(PermissionDenied):
        draft_month(NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    draft_for(far, NOVEMBER, by=w.supervisor, on=DRAFTED)
    run = draft_month(NOVEMBER, by=w.supervisor, on=DRAFTED)
    assert draft_month(NOVEMBER, by=w.supervisor, on=DRAFTED) == run  # under way
    tasks.go_on_with_bank_runs()
    run.refresh_from_db()
    assert (run.state, run.total, run.done, run.excluded) == ("done", 2, 1, 1)
    assert set(Batch.objects.values_list("office", flat=True)) == {w.hukou.pk, far.pk}
    assert draft_offices(run.pk).done == 1
    monkeypatch.setattr(clock, "today", lambda: DRAFTED)
    client.force_login(w.supervisor, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("payments:month", args=[2025, 11])).content.decode()
    assert "新制 1 个批次，1 个街道没有新制" in page
    assert client.post(reverse("payments:draft_month", args=[2025, 11])).status_code == 302


def test_a_street_that_gets_its_first_award_meanwhile_pushes_no_other_off_the_list(w):
    first, *others = Office.objects.filter(parent=w.hukou.parent).order_by("pk")[:3]
    for street in others:
        award(w, street.name, at=street)
    run = draft_month(NOVEMBER, by=w.supervisor, on=DRAFTED)
    assert _next_office(run.pk)
    award(w, first.name, at=first)
    draft_offices(run.pk)
    assert set(others) <= {batch.office for batch in Batch.objects.select_related("office")}
    run.refresh_from_db()
    assert (run.state, run.done + run.excluded) == ("done", run.total)


def test_the_lines_stand_in_the_order_of_the_households_and_months(w):
    for name in ("张小满", "赵白露", "钱秋分", "郑霜降", "孙谷雨"):
        award(w, name, first=dt.date(2025, 8, 1))
    keys = list(draft(w).payments.order_by("pk").values_list("award_id", "month"))
    assert len(keys) == 25
    assert keys == sorted(keys)


def test_an_account_that_was_corrected_after_the_draft_makes_it_outdated(w):
    home = award(w, "张小满").household
    batch = draft_batch(w.hukou, NOVEMBER, by=w.hukou_clerk, on=DRAFTED)
    assert not draft_is_outdated(batch, DRAFTED)
    home.accounts.update(valid_to=makers.SINCE)
    makers.bank_account(home, "9999000000000000001")
    assert draft_is_outdated(batch, DRAFTED)
    redraft_batch(batch, by=w.hukou_clerk, on=DRAFTED)
    assert not draft_is_outdated(batch, DRAFTED)
