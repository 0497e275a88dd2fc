"""The one reader of the clock. Only views, tasks and commands call it; rules and services take the day as an argument.

In demonstration mode the last `DemonstrationDay` row replaces today, so that a training room can walk through
a public notice or a month end; `stamp()` stays the real moment, and events carry it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from apps.core.errors import Refused
from apps.core.request import memory

if TYPE_CHECKING:
    from apps.core.models import DemonstrationDay

ZONE = ZoneInfo(settings.TIME_ZONE)


def stamp() -> dt.datetime:
    """The real moment, aware; for time stamps of records, in every mode."""
    return timezone.now()


def today() -> dt.date:
    """Today's business date in Asia/Shanghai, or the demonstration day."""
    return demonstration_day() or timezone.localdate()


def now() -> dt.datetime:
    """The business moment, aware, local: today() with the real time of day."""
    real = timezone.localtime()
    day = demonstration_day()
    return dt.datetime.combine(day, real.timetz()) if day else real


def set_demonstration_day(day: dt.date | None, *, by) -> DemonstrationDay:
    """Let the demonstration day begin (or end, with None). Each setting is a row that stays. Refuses outside DEMO."""
    from apps.core.models import DemonstrationDay

    if not settings.DEMO:
        raise Refused(
            "not_demonstration",
            "没有更改日期。正式环境的日期只跟随真实时间，不能设定；需要演练请使用演示环境。",
        )
    row = DemonstrationDay.objects.create(day=day, set_at=stamp(), by_id=by.pk, by_name=str(by))
    (memory() or {}).pop("demonstration_day", None)
    return row


def demonstration_day() -> dt.date | None:
    """The day set last, read once per request; None in earnest."""
    if not settings.DEMO:
        return None
    remembered = memory()
    if remembered is None:
        return _read_day()
    if "demonstration_day" not in remembered:
        remembered["demonstration_day"] = _read_day()
    return remembered["demonstration_day"]


def _read_day() -> dt.date | None:
    from apps.core.models import DemonstrationDay

    return DemonstrationDay.objects.order_by("-pk").values_list("day", flat=True).first()


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of a business day, aware, local."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
