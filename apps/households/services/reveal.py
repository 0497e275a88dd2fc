"""Showing a whole personal number on purpose: asked for with a reason, recorded, shown once."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.households.access import may_for_household
from apps.households.models import BankAccount, Household, Person
from apps.journal.services import record
from apps.offices.roles import Permission

FIELDS = {"id_number": "身份证号", "phone": "手机号", "number": "银行账号"}
_FIELDS_OF = {Person: ("id_number", "phone"), BankAccount: ("number",)}


@transaction.atomic
def reveal(
    subject: Person | BankAccount, field: str, *, household: Household, reason: str, by, on: dt.date
) -> str:
    """The whole number (`field`: id_number or phone of a person, number of an account), with the event of its reading.

    `household` is the one through which the caller sees the subject. Raises PermissionDenied without the permission
    at one of its offices, Refused without a reason. 个人信息保护法 第六条: only for a stated purpose.
    """
    if field not in _FIELDS_OF[type(subject)]:
        raise KeyError(field)
    if not may_for_household(by, Permission.REVEAL_PERSONAL_DATA, household, on):
        raise PermissionDenied
    person = subject if isinstance(subject, Person) else subject.holder
    of = {"office": household.residence_office, "household": household, "person": person}
    return reveal_with_reason(subject, field, str(person), reason=reason, by=by, on=on, **of)


@transaction.atomic
def reveal_with_reason(
    subject: Any, field: str, whose: str, *, reason: str, by, on: dt.date, **of: Any
) -> str:
    """The whole number (`field` of `subject`) for whoever the caller has found permitted; `of` says what the event is about.

    Refused `reason_missing`.
    """
    reason = reason.strip()
    if len(reason) < 4:
        raise Refused(
            "reason_missing", "没有显示。查看完整号码须写明用途（至少 4 个字）；请填写后再查看。", "reason"
        )
    record(
        "reveal",
        by=by,
        on=on,
        summary=f"查看{whose}的完整{FIELDS[field]}，用途：{reason}",
        detail={"field": field, "reason": reason},
        **of,
    )
    return getattr(subject, field) or ""
