"""全区制表 on the page of the month: whether this person may order it, and how far his last order is."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from apps.core.shapes import Strip
from apps.journal.kinds import RunState
from apps.journal.models import Run
from apps.offices.access import offices_of
from apps.offices.roles import Permission

KIND = "month_drafts"
SHOWN = 3


@dataclass(frozen=True, slots=True)
class MonthRun:
    """`url`: where it is ordered, "" while one is under way."""

    url: str
    strips: tuple[Strip, ...]


def month_run(user, month: dt.date, on: dt.date) -> MonthRun | None:
    """None for whoever may not order it, and for a month that has not begun."""
    if month > on or not offices_of(user, Permission.DRAFT_MONTH, on):
        return None
    runs = Run.objects.filter(kind=KIND, key__startswith=f"{KIND} {user.pk} {month:%Y-%m-%d} ")
    run = runs.order_by("-pk").first()
    if run is None:
        return MonthRun(_url(month), ())
    if run.state != RunState.DONE:
        words = f"已处理 {run.done + run.excluded} / {run.total} 个街道；刷新本页看进度，可以离开。"
        return MonthRun("", (Strip("info", "正在制表　", words),))
    told = [one["message"] for one in run.errors if one["code"] != "drafted"]
    more = f"；另 {len(told) - SHOWN} 个街道" if len(told) > SHOWN else ""
    words = f"新制 {run.done} 个批次，{run.excluded} 个街道没有新制"
    reasons = f"：{'；'.join(told[:SHOWN])}{more}" if told else "（都已经制表）" if run.excluded else ""
    return MonthRun(_url(month), (Strip("done", "全部街道制表已办完　", f"{words}{reasons}。"),))


def _url(month: dt.date) -> str:
    return reverse("payments:draft_month", args=[month.year, month.month])
