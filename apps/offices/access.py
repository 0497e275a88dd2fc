"""Who may do what, where: the only place that decides. Duties are read once per user object and day (that is, per request)."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from apps.core import clock
from apps.offices.models import Duty, Level, Office
from apps.offices.roles import GRANTS, REACHES_DOWN, Permission, Role


def duties_of(user, on: dt.date | None = None) -> tuple[Duty, ...]:
    """The duties that `user` holds on `on` (None: today), by office and role; none for whoever is locked out."""
    on = on or clock.today()
    remembered = user.__dict__.setdefault("_duties_by_day", {})
    if on not in remembered:
        held = Duty.objects.filter(user_id=user.pk, valid_from__lte=on).exclude(valid_to__lt=on).order_by()
        rows = (
            held.select_related("office__parent", "office__jurisdiction")
            if user.is_active and user.pk
            else ()
        )
        remembered[on] = tuple(sorted(rows, key=lambda duty: (duty.office.code, duty.role, duty.pk)))
    return remembered[on]


def current_duty(user, on: dt.date | None = None) -> Duty | None:
    """The duty shown in the top bar: the first by office and role."""
    return next(iter(duties_of(user, on)), None)


def may(user, permission: Permission, office: Office | int | None = None, on: dt.date | None = None) -> bool:
    """Whether `user` has `permission` at `office`; with no office, at any."""
    if office is None:
        return any(permission in GRANTS[Role(duty.role)] for duty in duties_of(user, on))
    return getattr(office, "pk", office) in offices_of(user, permission, on)


def offices_of(user, permission: Permission, on: dt.date | None = None) -> frozenset[int]:
    """Ids of the offices where `user` has `permission`: those of the duties, and below them if it reaches down."""
    on = on or clock.today()
    remembered = user.__dict__.setdefault("_offices_by_permission", {})
    if (permission, on) not in remembered:
        granting = [duty.office for duty in duties_of(user, on) if permission in GRANTS[Role(duty.role)]]
        remembered[permission, on] = _with_those_below(granting, permission)
    return remembered[permission, on]


def seen_through(user, *office_paths: str, on: dt.date | None = None) -> Q:
    """The rows that `user` sees: one of the named offices (`"residence_office"`, …) is theirs to look at."""
    return reached_through(user, Permission.VIEW_CASES, *office_paths, on=on)


def reached_through(user, permission: Permission, *office_paths: str, on: dt.date | None = None) -> Q:
    """The rows for which `user` has `permission` through one of the named offices; nothing if there is none."""
    offices = offices_of(user, permission, on)
    reached = Q(pk__in=())
    for path in office_paths:
        reached |= Q(**{f"{path}__in": offices})
    return reached


def forget(user) -> None:
    """Drop what this user object remembers; for services that change its duties."""
    user.__dict__.pop("_duties_by_day", None)
    user.__dict__.pop("_offices_by_permission", None)


def _with_those_below(offices: Iterable[Office], permission: Permission) -> frozenset[int]:
    own = frozenset(office.pk for office in offices)
    above = [office.pk for office in offices if office.level != Level.STREET]
    if permission not in REACHES_DOWN or not above:
        return own
    below = Office.objects.filter(Q(parent__in=above) | Q(parent__parent__in=above))
    return own | frozenset(below.values_list("pk", flat=True))
