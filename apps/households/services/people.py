"""Registering people and households, and who belongs to which from which day.

A person exists once: whoever types a known identity number takes over that person. Callers lock and record the
step; these services record one event of their own where they are used alone (`record_event`).
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from apps.core.errors import Refused
from apps.core.names import normalise_name, pinyin_initials, pinyin_key
from apps.households.indexes import clean_number, index_of, tail_index_of
from apps.households.models import Disability, Household, Membership, Person, Supporter
from apps.households.queries import find_person_by_id_number
from apps.households.queries.facts import HOUSEHOLD_FLAGS, TEKUN_FLAGS
from apps.journal.services import record
from apps.rules.errors import RuleError
from apps.rules.id_number import parse_id_number

PERSON_STATE = ("hukou_region", "hukou_nature")


def day_before(day: dt.date) -> dt.date:
    """The last day of a fact that is succeeded on `day`; a fact of the same day then held on no day at all."""
    return day - dt.timedelta(days=1)


@transaction.atomic
def register_person(
    *,
    name: str,
    id_number: str = "",
    birth_date: dt.date | None = None,
    sex: str = "",
    hukou_region: str = "TJ",
    hukou_nature: str = "urban",
    phone: str = "",
    by,
    on: dt.date,
) -> Person:
    """The person of this identity number, known or new; birth date and sex come from the number.

    Without a number birth date and sex are needed. Raises Refused at the field: a wrong number, a known number
    under another name, a missing birth date.
    """
    name = normalise_name(name)
    stated = {"hukou_region": hukou_region, "hukou_nature": hukou_nature}
    if not id_number.strip():
        return _register_without_number(name, birth_date, sex, phone, stated, on)
    parsed = _parse(id_number, on)
    known = find_person_by_id_number(parsed.number)
    if known:
        return _take_over(known, name, phone, stated)
    person = Person(
        name=name, birth_date=parsed.birth_date, sex=parsed.sex, id_number=parsed.number, **stated
    )
    try:
        with transaction.atomic():
            return _save_person(person, phone)
    except IntegrityError:  # two windows typed the same number in the same moment; the first one stands
        return _take_over(Person.objects.get(id_number_index=person.id_number_index), name, phone, stated)


def _parse(id_number: str, on: dt.date):
    try:
        return parse_id_number(clean_number(id_number), on)
    except RuleError as error:
        raise Refused(error.code, error.message, "id_number") from error


def _register_without_number(name, birth_date, sex, phone, stated, on) -> Person:
    """Children not yet registered, people whose number is being restored."""
    if not birth_date or not sex:
        raise Refused(
            "birth_date_missing",
            f"没有登记。{name}没有身份证号，须填写出生日期和性别；请对照出生证明填写。",
            "birth_date",
        )
    if birth_date > on:
        raise Refused("future_birth_date", f"没有登记。{name}的出生日期晚于今天；请核对。", "birth_date")
    return _save_person(Person(name=name, birth_date=birth_date, sex=sex, **stated), phone)


def _take_over(person: Person, name: str, phone: str, stated: dict[str, str]) -> Person:
    if person.name != name:
        raise Refused(
            "name_differs",
            f"没有登记{name}。这个身份证号已用另一个姓名登记；请对照身份证核对姓名和号码，确已改名的先办理更正。",
            "name",
        )
    changed = {field: value for field, value in stated.items() if value != getattr(person, field)}
    if changed or (phone and clean_number(phone) != person.phone):
        for field, value in changed.items():
            setattr(person, field, value)
        _save_person(person, phone or person.phone)
    return person


def _save_person(person: Person, phone: str) -> Person:
    person.name_pinyin, person.name_initials = pinyin_key(person.name), pinyin_initials(person.name)
    number = person.id_number or ""
    person.id_number_index = index_of(number, "id_number") or None
    person.id_tail_index = tail_index_of(number, "id_tail")
    person.phone = clean_number(phone)
    person.phone_index = index_of(person.phone, "phone")
    person.phone_tail_index = tail_index_of(person.phone, "phone_tail")
    person.save()
    return person


@transaction.atomic
def register_household(
    head: Person,
    *,
    residence_office,
    hukou_office,
    residence_community=None,
    hukou_community=None,
    address: str = "",
    conditions: Iterable[str] = (),
    by,
    on: dt.date,
) -> Household:
    """The household of `head`: the one that he heads already, brought up to date, or a new one.

    `conditions`: which of HOUSEHOLD_FLAGS and TEKUN_FLAGS hold.
    """
    household = Household.objects.select_for_update().filter(head=head).order_by("-id").first()
    household = household or Household(head=head, created_on=on)
    return update_household(
        household,
        residence_office=residence_office,
        hukou_office=hukou_office,
        residence_community=residence_community,
        hukou_community=hukou_community,
        address=address,
        conditions=conditions,
        by=by,
        on=on,
    )


@transaction.atomic
def update_household(
    household: Household, *, conditions: Iterable[str] = (), by, on: dt.date, **stated: Any
) -> Household:
    """Write where the household lives and is registered; a community must belong to its street."""
    for side, word in (("residence", "居住地"), ("hukou", "户籍地")):
        community, office = stated[f"{side}_community"], stated[f"{side}_office"]
        if community and community.office_id != office.pk:
            raise Refused(
                "community_elsewhere",
                f"没有保存。{word}社区{community}不属于{office}；请重新选择社区。",
                f"{side}_community",
            )
    for field, value in stated.items():
        setattr(household, field, value)
    holding = set(conditions)
    for flag in (*HOUSEHOLD_FLAGS, *TEKUN_FLAGS):
        setattr(household, flag, flag in holding)
    created = household.pk is None
    household.save()
    summary = f"{'建立' if created else '更新'}{household.head}家庭登记"
    record("household", by=by, on=on, summary=summary, office=household.residence_office, household=household)
    return household


@transaction.atomic
def add_member(
    household: Household, person: Person, *, relation: str, by, on: dt.date, **stated: Any
) -> Membership:
    """Let `person` belong to the household from `on` with what is true of him there.

    A membership still open, here or in another household, ends the day before. `stated` are fields of Membership.
    """
    for earlier in Membership.objects.select_for_update().filter(person=person, valid_to__isnull=True):
        close_membership(earlier, by=by, on=on)
    return Membership.objects.create(
        household=household, person=person, relation=relation, valid_from=on, **stated
    )


@transaction.atomic
def close_membership(membership: Membership, *, by, on: dt.date) -> None:
    """End a membership the day before `on`."""
    membership.valid_to = day_before(on)
    membership.save(update_fields=["valid_to"])


@transaction.atomic
def record_disability(
    person: Person, *, type: str, grade: int, certificate: str = "", by, on: dt.date
) -> Disability:
    """A recognised disability from `on`; one of the same type and grade stays, another grade is succeeded."""
    held = Disability.objects.filter(person=person, type=type, valid_to__isnull=True).first()
    if held and held.grade == grade and certificate in ("", held.certificate):
        return held
    if held:
        held.valid_to = day_before(on)
        held.save(update_fields=["valid_to"])
    return Disability.objects.create(
        person=person, type=type, grade=grade, certificate=certificate, valid_from=on
    )


@transaction.atomic
def add_supporter(
    household: Household,
    *,
    name: str,
    relation: str,
    supports: Iterable[Person],
    by,
    on: dt.date,
    **stated: Any,
) -> Supporter:
    """Somebody outside the household who owes support to some of its members, from `on`."""
    supporter = Supporter.objects.create(
        household=household, name=normalise_name(name), relation=relation, valid_from=on, **stated
    )
    supporter.supports.set(supports)
    return supporter
