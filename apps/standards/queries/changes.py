"""When figures changed: for whoever keeps results and must know whether they still hold."""

import datetime as dt
from collections.abc import Iterable

from apps.offices.models import Jurisdiction
from apps.rules.standards import Standards
from apps.standards.models import Standard, StandardCode

DAY = dt.timedelta(days=1)


def known_codes() -> list[str]:
    return list(StandardCode.objects.values_list("code", flat=True))


def policy_areas() -> list[str]:
    """The policy areas with standards of their own."""
    return list(Jurisdiction.objects.exclude(code="CN").values_list("code", flat=True))


def last_change(view: Standards, codes: Iterable[str], upto: dt.date) -> dt.date:
    """The last day up to `upto` on which one of the codes got another value, or lost its value; the first of all days
    where none did."""
    edges = Standard.objects.filter(code__code__in=list(codes), withdrawn_at__isnull=True)
    days = {
        (code, day)
        for code, first, last in edges.values_list("code__code", "valid_from", "valid_to")
        for day in (first, last + DAY if last else None)
        if day is not None and day <= upto
    }
    changed = (day for code, day in days if _value(view, code, day) != _value(view, code, day - DAY))
    return max(changed, default=dt.date.min)


def withdrawn_rows(codes: Iterable[str]) -> list[int]:
    """Ids of the rows of these codes that hold no longer; what was computed by them has to be computed again."""
    rows = Standard.objects.filter(code__code__in=list(codes), withdrawn_at__isnull=False)
    return list(rows.values_list("id", flat=True))


def _value(view: Standards, code: str, day: dt.date) -> str | None:
    row = view.find(code, day)
    return row.value if row else None
