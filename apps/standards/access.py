"""Who looks at standards, who drafts them, who approves them. Standards are the same for all offices of a policy area."""

import datetime as dt

from apps.offices.access import duties_of, may
from apps.offices.models import Jurisdiction, Level
from apps.offices.roles import Permission, Role
from apps.standards.models import OpenPoint, Standard, StandardCode, StandardDraft


def sees_standards(user, on: dt.date | None = None) -> bool:
    return may(user, Permission.VIEW_STANDARDS, on=on)


def may_draft(user, on: dt.date | None = None) -> bool:
    """Policy staff draft."""
    return may(user, Permission.MANAGE_STANDARDS, on=on)


def may_approve(user, on: dt.date | None = None) -> bool:
    """Another policy person approves, or a supervisor of the city."""
    by_city = any(
        duty.role == Role.SUPERVISOR and duty.office.level == Level.CITY for duty in duties_of(user, on)
    )
    return by_city or may(user, Permission.APPROVE_STANDARDS, on=on)


def codes():
    """Every code, for whoever sees standards."""
    return StandardCode.objects.all()


def areas():
    """Every policy area, for whoever sees standards."""
    return Jurisdiction.objects.order_by("number")


def rows():
    """Every dated row, withdrawn ones too."""
    return Standard.objects.select_related("code", "jurisdiction")


def drafts():
    """Every draft with its people."""
    return StandardDraft.objects.select_related(
        "code", "jurisdiction", "row__code", "row__jurisdiction", "drafted_by", "approved_by", "made"
    )


def open_points():
    return OpenPoint.objects.select_related("settled_by")
