"""Chinese wording of dates, for sentences made in Python (templates have their own filters)."""

import datetime as dt


def date_text(day: dt.date) -> str:
    """2026年11月21日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_text(month: dt.date) -> str:
    """2026年11月."""
    return f"{month.year}年{month.month}月"


def span_text(first: dt.date, last: dt.date | None) -> str:
    """2026年1月1日起, or 2026年1月1日至2026年12月31日."""
    return f"{date_text(first)}至{date_text(last)}" if last else f"{date_text(first)}起"
