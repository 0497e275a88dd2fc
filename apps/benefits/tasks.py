"""Wake-up calls for rehearsals and recalculations; the rehearsal's runs are the jobs."""

from celery import shared_task

from apps.benefits import queries
from apps.benefits import rehearsal as rehearsals


@shared_task
def rehearse(rehearsal_id: int) -> None:
    """Sent when a rehearsal is drafted."""
    rehearsals.rehearse(rehearsal_id)


@shared_task
def recalculate(rehearsal_id: int) -> None:
    """Sent when one is published."""
    rehearsals.recalculate(rehearsal_id)


@shared_task
def go_on_with_rehearsals() -> None:
    """Sent by beat: what nobody was woken for, or what broke off. Two workers on one run wait for each other's chunks."""
    waiting, publishing = queries.open_rehearsals()
    for pk in waiting:
        rehearsals.rehearse(pk)
    for pk in publishing:
        rehearsals.recalculate(pk)
