"""Obliged supporters: who they are, and what is known of them from which day."""

import datetime as dt
from typing import Any

from django.db import transaction

from apps.core.errors import Refused
from apps.households.models import Supporter
from apps.households.services.people import day_before, register_person
from apps.journal.services import record


@transaction.atomic
def identify_supporter(supporter: Supporter, *, id_number: str, by, on: dt.date) -> Supporter:
    """Say which person an obliged supporter is, by the identity number on his authorisation.

    Raises Refused as `register_person` does, and when he is a member of the very household (`supporter_is_member`).
    """
    if not id_number.strip():
        raise Refused(
            "id_number_missing",
            f"没有登记。{supporter}的授权书须有身份证号，才能查询；请对照授权书填写。",
            "id_number",
        )
    person = register_person(name=supporter.name, id_number=id_number, by=by, on=on)
    if supporter.household.memberships.filter(person=person, valid_to__isnull=True).exists():
        raise Refused(
            "supporter_is_member",
            f"没有登记。{supporter}已是本户共同生活的成员，不能同时作为法定义务人；请核对。",
            "id_number",
        )
    supporter.person = person
    supporter.save(update_fields=["person"])
    return supporter


@transaction.atomic
def succeed_supporter(supporter: Supporter, *, by, on: dt.date, reason: str, **changed: Any) -> Supporter:
    """Close what is known of a supporter the day before `on` and put the rest of it with what changed in its place."""
    old = Supporter.objects.select_for_update(of=("self",)).get(pk=supporter.pk)
    if old.valid_to is not None:
        raise Refused("already_succeeded", "没有更改。这一项已被更新的登记代替；请刷新页面后再办。")
    fields = {field.attname: getattr(old, field.attname) for field in Supporter._meta.concrete_fields}
    for name in ("id", "valid_from", "valid_to"):
        fields.pop(name)
    old.valid_to = day_before(on)
    old.save(update_fields=["valid_to"])
    made = Supporter.objects.create(**{**fields, **changed, "valid_from": on})
    made.supports.set(old.supports.all())
    record("household", by=by, on=on, summary=f"法定义务人{old}更新登记：{reason}", household=old.household)
    return made
