"""Which special measures hold at an office on a day: its own, or those of what lies above it."""

import datetime as dt

from django.db.models import Q

from apps.offices.models import Office
from apps.reviews.models import Switch, SwitchKind


def switch_at(kind: SwitchKind, office: Office, on: dt.date) -> Switch | None:
    """The measure in force at the office on the day; regions contain each other by their codes."""
    codes = [office.code, office.code[:6], office.code[:2] + "0000"]
    held = Switch.objects.filter(kind=kind, office__code__in=codes, valid_from__lte=on)
    return held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).order_by("-office__code").first()


def moratorium_at(office: Office, on: dt.date) -> Switch | None:
    """「疫情防控期间，暂停低保、特困等…退出」（津民发〔2020〕19号 二（五））."""
    return switch_at(SwitchKind.EXIT_MORATORIUM, office, on)
