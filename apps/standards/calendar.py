"""Writing the working calendar: a published year is entered, or corrected, as a whole."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from apps.core.bulk import bulk_create_with_history
from apps.core.chinese import date_text
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.standards.models import CalendarDay, CalendarYear

_Kind = CalendarDay.Kind


@transaction.atomic
def enter_calendar_year(
    year: int,
    *,
    holidays: Iterable[dt.date],
    working: Iterable[dt.date],
    source: str,
    document_number: str = "",
    by,
    on: dt.date,
) -> CalendarYear:
    """Enter or correct the public holidays and adjusted working days of a year; deadlines follow, being derived.

    Refused: calendar_source_missing, calendar_day_outside, calendar_day_twice, calendar_working_day.
    """
    wanted = check_days(year, set(holidays), set(working))
    if not source.strip():
        raise Refused("calendar_source_missing", "没有保存。请写明放假通知的文件名称。", "source")
    entered, new = CalendarYear.objects.select_for_update().get_or_create(
        year=year, defaults={"source": source}
    )
    entered.source, entered.document_number = source.strip(), document_number.strip()
    entered.save()
    removed, added = _change_days(entered, wanted, by)
    if new or removed or added:
        verb = "录入" if new else "更正"
        summary = f"{verb}{year}年工作日历：新增{added}天，去掉{removed}天，依据{source.strip()}。"
        record(EventKind.CALENDAR, by=by, on=on, summary=summary, detail={"year": year})
    return entered


def check_days(year: int, holidays: set[dt.date], working: set[dt.date]) -> dict[dt.date, str]:
    """Kind by day, after looking at each day; refused as in `enter_calendar_year`."""
    both = sorted(holidays & working)
    if both:
        raise Refused(
            "calendar_day_twice", f"没有保存。{date_text(both[0])}既是放假又是上班；请改正其一。", "working"
        )
    outside = sorted(day for day in holidays | working if day.year != year)
    if outside:
        raise Refused(
            "calendar_day_outside",
            f"没有保存。{date_text(outside[0])}不在{year}年；请录入到所属的年份。",
            "holidays",
        )
    plain = sorted(day for day in working if day.weekday() < 5)
    if plain:
        raise Refused(
            "calendar_working_day",
            f"没有保存。{date_text(plain[0])}不是周六或周日，本来就上班；调休上班只录周末。",
            "working",
        )
    return {**dict.fromkeys(holidays, _Kind.HOLIDAY), **dict.fromkeys(working, _Kind.WORKING)}


def _change_days(entered: CalendarYear, wanted: dict[dt.date, str], by) -> tuple[int, int]:
    """Make the rows of the year equal to what is wanted; returns how many went and how many came."""
    present = {row.day: row for row in entered.days.all()}
    gone = [row for day, row in present.items() if wanted.get(day) != row.kind]
    for row in gone:
        row.delete()
    left = {day for day, row in present.items() if row not in gone}
    missing = [
        CalendarDay(year=entered, day=day, kind=kind) for day, kind in wanted.items() if day not in left
    ]
    bulk_create_with_history(missing, CalendarDay, by=by, reason="工作日历")
    return len(gone), len(missing)
