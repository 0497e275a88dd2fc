"""核查期内不调整: a change that is not obvious is recorded, changes no money, and is worked off by the next review."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.core.errors import Refused
from apps.reviews.models import Found
from apps.reviews.queries.standing import outlook
from apps.reviews.services import ChangeEntry, decide, open_reviews, report_change, submit_verification
from apps.routing.models import Case
from tests.reviews.makers import standing

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 4, 20)


@pytest.fixture
def made(w):
    """张小满 earns 500 and lives with 李明远: 1,045 × 2 − 500 = 1,590."""
    return standing(w, "张小满", "李明远", amount="1590.00", wage="500", split=False)


def changed(w, made, found: Found, kind="income", **detail) -> Case:
    """The wage is 560 now: 60 yuan less a month."""
    entry = ChangeEntry(
        kind,
        ON,
        found=found,
        person=made.household.head_id,
        detail=detail or {"type": "W", "amount": "560.00"},
    )
    return report_change(made.household, entry, at=w.hukou, by=w.hukou_clerk, on=ON).case


def test_what_is_not_obvious_is_recorded_and_waits_for_the_review(w, made):
    case = changed(w, made, Found.DISCOVERED)
    assert outlook(case, ON).effect == "reduce"
    kept = submit_verification(case, text="只增加 60 元。", minor=True, by=w.reviewer, on=ON)
    assert (kept.effect, kept.after, kept.reasons) == ("keep", Decimal("1590.00"), ["frozen_between_reviews"])
    assert decide(case, agree=True, text="同意。", by=w.approver, on=ON).effect == "keep"
    assert [row.amount for row in made.amounts.all()] == [Decimal("1590.00")]
    assert made.household.incomes.get(valid_to=None).amount == Decimal("560.00")
    open_reviews(ON)
    review = Case.objects.get(kind="periodic_review", household=made.household)
    assert (outlook(review, ON).effect, outlook(review, ON).after) == ("reduce", Decimal("1530.00"))


def test_what_the_family_reports_is_worked_off_at_once_in_tianjin(w, made):
    case = changed(w, made, Found.REPORTED)
    with pytest.raises(Refused) as refusal:
        submit_verification(case, text="只增加 60 元。", minor=True, by=w.reviewer, on=ON)
    assert refusal.value.code == "cannot_wait"
    assert submit_verification(case, text="属实。", by=w.reviewer, on=ON).effect == "reduce"


def test_a_change_of_the_people_never_waits(w, made):
    case = changed(w, made, Found.DISCOVERED, kind="birth", name="新生儿", sex="female")
    with pytest.raises(Refused) as refusal:
        submit_verification(case, text="出生。", minor=True, by=w.reviewer, on=ON)
    assert refusal.value.code == "cannot_wait"


@pytest.mark.parametrize(("found", "offered"), [(Found.DISCOVERED, True), (Found.REPORTED, False)])
def test_the_page_offers_it_only_where_it_is_allowed(w, made, client, found, offered, monkeypatch):
    monkeypatch.setattr("apps.core.clock.today", lambda: ON)
    case = changed(w, made, found)
    client.force_login(w.reviewer)
    page = client.get(f"/cases/{case.pk}/verification/").content.decode()
    assert ("没有明显变化" in page) == offered
