"""Who works with whom."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from apps.offices.access import offices_of
from apps.offices.models import Duty, User
from apps.offices.roles import Permission, roles_with


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom work can be given. `words`: 何立群，经办 (and the street, for whoever supervises several)."""

    user: User
    words: str


def colleagues_of(user, permissions: Iterable[Permission], on: dt.date) -> list[Colleague]:
    """Who else may do one of these at an office where `user` may do it too or may reassign; by office, role and name."""
    granted = [
        (one, offices_of(user, one, on) | offices_of(user, Permission.REASSIGN, on)) for one in permissions
    ]
    reached = Q(pk__in=())
    for permission, offices in granted:
        reached |= Q(role__in=roles_with(permission), office__in=offices)
    held = Duty.objects.filter(reached, valid_from__lte=on, user__is_active=True).exclude(valid_to__lt=on)
    duties = (
        held.exclude(user=user.pk)
        .select_related("user", "office")
        .order_by("office__code", "role", "user_id")
    )
    several = len({duty.office_id for duty in duties}) > 1
    by_user: dict[int, Colleague] = {}
    for duty in duties:
        place = f"{duty.office.short_name} " if several else ""
        by_user.setdefault(
            duty.user_id, Colleague(duty.user, f"{duty.user}，{place}{duty.get_role_display()}")
        )
    return list(by_user.values())
