"""Incomes, assets and the account: closed and succeeded, never overwritten; facts for the rules."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.core.errors import Refused
from apps.households import services
from apps.households.queries import household_facts, member_key
from apps.journal.models import Event
from apps.rules.facts import to_plain
from tests.households.makers import DAY, household, member, person, user, xuefu

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 3, 20)


@pytest.fixture
def clerk():
    return user("陈砚秋", xuefu())


@pytest.fixture
def home(clerk):
    return household(clerk, person(clerk))


def wage(home, clerk, amount="2600.00"):
    return services.record_income(
        home, home.head, type="W", amount=Decimal(amount), period="monthly", by=clerk, on=DAY
    )


def test_an_adopted_income_succeeds_the_declared_one_from_its_day(home, clerk):
    old = wage(home, clerk)
    new = services.succeed_income(
        old, amount=Decimal("3100.00"), origin="check", by=clerk, on=LATER, reason="以个税申报为准"
    )
    old.refresh_from_db()
    assert (old.valid_to, old.amount) == (LATER - dt.timedelta(days=1), Decimal("2600.00"))
    assert (new.replaces, new.origin, new.amount) == (old, "check", Decimal("3100.00"))
    assert household_facts(home, DAY).members[0].incomes[0].amount == Decimal("2600.00")
    assert [line.amount for line in household_facts(home, LATER).members[0].incomes] == [Decimal("3100.00")]
    assert "以个税申报为准" in Event.objects.filter(kind="household").first().summary


def test_a_fact_succeeded_on_its_first_day_held_on_no_day(home, clerk):
    services.succeed_income(
        wage(home, clerk), amount=Decimal(0), origin="correction", by=clerk, on=DAY, reason="录错"
    )
    assert [line.amount for line in household_facts(home, DAY).members[0].incomes] == [Decimal(0)]


def test_a_fact_is_succeeded_once(home, clerk):
    old = wage(home, clerk)
    services.succeed_income(old, amount=Decimal(1), origin="check", by=clerk, on=LATER, reason="一")
    with pytest.raises(Refused) as refused:
        services.succeed_income(old, amount=Decimal(2), origin="check", by=clerk, on=LATER, reason="二")
    assert refused.value.code == "already_succeeded"


def test_an_income_without_period_or_below_zero_is_refused(home, clerk):
    with pytest.raises(Refused) as refused:
        services.record_income(home, home.head, type="W", amount=Decimal(1), period="", by=clerk, on=DAY)
    assert refused.value.code == "income_without_period"
    with pytest.raises(Refused) as refused:
        wage(home, clerk, "-1")
    assert refused.value.code == "negative_amount"


def test_a_new_account_ends_the_old_one_and_the_event_names_the_tail_only(home, clerk):
    first = services.set_bank_account(
        home, holder=home.head, bank="天津银行", number="6222 0000 0000 1234 567", by=clerk, on=DAY
    )
    services.set_bank_account(
        home, holder=home.head, bank="天津银行", number="6222000000009876543", by=clerk, on=LATER
    )
    first.refresh_from_db()
    assert first.valid_to == LATER - dt.timedelta(days=1)
    summaries = " ".join(Event.objects.filter(household_id=home.pk).values_list("summary", flat=True))
    assert "尾号 6543" in summaries
    assert "6222000000009876543" not in summaries


def test_a_succeeded_asset_is_read_with_its_new_area(home, clerk):
    flat = services.record_asset(home, kind="home", form="owned", area=Decimal("48.50"), by=clerk, on=DAY)
    services.succeed_asset(
        flat, origin="check", area=Decimal("52.00"), by=clerk, on=LATER, reason="不动产登记"
    )
    assert [one.area for one in household_facts(home, LATER).property.homes] == [Decimal("52.00")]


def test_frozen_facts_hold_no_number_and_name_people_by_key(home, clerk):
    husband = person(clerk, name="李明远", birth="19810908", male=True)
    member(clerk, home, husband, labour_capacity="none", work_status="not_registered")
    services.record_disability(husband, type="limb", grade=2, by=clerk, on=DAY)
    wage(home, clerk)
    services.record_asset(home, kind="monetary", form="deposit", amount=Decimal("8000.00"), by=clerk, on=DAY)
    facts = household_facts(home, DAY, benefits_elsewhere={husband.pk: "tekun"})
    plain = str(to_plain(facts))
    assert home.head.id_number not in plain
    assert husband.id_number not in plain
    assert [(one.person, one.name) for one in facts.members] == [
        (member_key(home.head), "张小满"),
        (member_key(husband), "李明远"),
    ]
    assert facts.members[1].disabilities[0].grade == 2
    assert facts.members[1].current_benefit == "tekun"
    assert facts.property.monetary == Decimal("8000.00")


def test_reading_facts_takes_as_many_queries_for_one_member_as_for_three(
    home, clerk, django_assert_num_queries
):
    with django_assert_num_queries(6):
        household_facts(home, DAY)
    for number in (2, 3):
        member(clerk, home, person(clerk, name="李禾", birth="20140612", order=number), relation="child")
    with django_assert_num_queries(6):
        household_facts(home, DAY)
