"""What happens to a household later: a death, a job, a move. Dated facts are closed and succeeded, never overwritten."""

import datetime as dt
from typing import Any

from django.db import transaction

from apps.core.errors import Refused
from apps.households.models import Household, Income, Membership, Person
from apps.households.services.people import close_membership, day_before
from apps.journal.services import record


@transaction.atomic
def succeed_membership(membership: Membership, *, by, on: dt.date, **changed: Any) -> Membership:
    """What is true of a member from `on`: the old row ends the day before, a copy with the changes takes its place."""
    old = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if old.valid_to is not None:
        raise Refused("already_succeeded", "没有更改。这位成员的登记已经更新；请刷新页面后再办。")
    fields = {field.attname: getattr(old, field.attname) for field in Membership._meta.concrete_fields}
    for name in ("id", "valid_from", "valid_to"):
        fields.pop(name)
    close_membership(old, by=by, on=on)
    return Membership.objects.create(**{**fields, **changed, "valid_from": on})


@transaction.atomic
def leave_household(membership: Membership, *, by, on: dt.date) -> None:
    """A member who lives elsewhere from `on`: neither he nor his income counts here any more."""
    close_membership(membership, by=by, on=on)
    _end_incomes(on, household=membership.household, person=membership.person)
    _hand_on(membership.household, membership.person, by=by, on=on)


@transaction.atomic
def record_death(person: Person, *, died_on: dt.date, by, on: dt.date) -> Person:
    """Keep the day of a death; from that day he belongs to no household, and the next adult speaks for it.

    Until when money is paid for him is the ledger's (`payment_start`: to the end of the month).
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if died_on > on:
        raise Refused("death_in_future", f"没有登记。{person}的死亡日期晚于今天；请核对。", "person")
    if person.death_date is not None:
        raise Refused(
            "already_dead", f"没有登记。{person}已登记于{person.death_date:%Y-%m-%d}死亡；请核对。", "person"
        )
    person.death_date = died_on
    person.save(update_fields=["death_date"])
    for membership in person.memberships.filter(valid_to__isnull=True).select_related("household"):
        leave_household(membership, by=by, on=died_on)
    record("household", by=by, on=on, summary=f"{person}于 {died_on} 死亡，已登记。", person=person)
    return person


@transaction.atomic
def end_incomes(household: Household, person: Person, *, type: str, by, on: dt.date) -> int:
    """Incomes of one kind that stopped: the last day is the day before `on`. Returns how many."""
    return _end_incomes(on, household=household, person=person, type=type)


@transaction.atomic
def move_household(household: Household, *, by, on: dt.date, **stated: Any) -> Household:
    """Another residence or hukou office (`residence_office`, `hukou_office`, `address`); communities are asked anew."""
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    for field, value in stated.items():
        setattr(household, field, value)
        if field.endswith("_office"):
            setattr(household, f"{field.removesuffix('_office')}_community", None)
    household.save()
    words = "、".join(str(value) for value in stated.values() if value)
    record("household", by=by, on=on, summary=f"{household.head}家庭迁移登记：{words}", household=household)
    return household


def _end_incomes(on: dt.date, **whose: Any) -> int:
    return Income.objects.filter(valid_to__isnull=True, **whose).update(valid_to=day_before(on))


def _hand_on(household: Household, gone: Person, *, by, on: dt.date) -> None:
    """When the head is gone, the next adult of the household speaks for it."""
    if household.head_id != gone.pk:
        return
    left = household.memberships.filter(valid_to__isnull=True).select_related("person").order_by("position")
    adults = [row for row in left if row.labour_capacity not in ("minor", "student")] or list(left)
    if adults:
        household.head = adults[0].person
        household.save()
        summary = f"{gone}不再是户主，由{household.head}接替"
        record("household", by=by, on=on, summary=summary, household=household, person=household.head)
