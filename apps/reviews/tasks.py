"""Every night: open what falls due."""

import datetime as dt

from celery import shared_task

from apps.core import clock
from apps.reviews.services import open_reviews


@shared_task
def open_due_reviews(day: str = "") -> None:
    """Sent by beat for today; with a day (2026-03-31) for a night that is to be run again."""
    open_reviews(dt.date.fromisoformat(day) if day else clock.today())
