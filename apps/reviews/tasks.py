"""Every night: open what falls due. And what a confirmed takeover still has to do."""

import datetime as dt

from celery import shared_task

from apps.core import clock
from apps.reviews.models import Takeover, TakeoverState
from apps.reviews.services import open_reviews
from apps.reviews.services import read_takeover as read_register
from apps.reviews.services import take_over as take_over_register


@shared_task
def open_due_reviews(day: str = "") -> None:
    """Sent by beat for today; with a day (2026-03-31) for a night that is to be run again."""
    open_reviews(dt.date.fromisoformat(day) if day else clock.today())


@shared_task
def read_takeover(takeover_id: int) -> None:
    """Sent when a register is uploaded."""
    read_register(takeover_id)


@shared_task
def take_over(takeover_id: int) -> None:
    """Sent when a register is confirmed."""
    take_over_register(takeover_id)


@shared_task
def go_on_with_takeovers() -> None:
    """Sent by beat: what nobody was woken for, or what broke off."""
    for pk in Takeover.objects.filter(state=TakeoverState.READING).values_list("pk", flat=True):
        read_register(pk)
    for pk in Takeover.objects.filter(state=TakeoverState.TAKING).values_list("pk", flat=True):
        take_over_register(pk)
