"""Wake-up calls for originals; the Document without a file is the job."""

import datetime as dt

from celery import shared_task

from apps.core import clock
from apps.documents import queries, services

SWEEP_AFTER, SWEEP_UNTIL = dt.timedelta(minutes=2), dt.timedelta(hours=2)
AT_ONCE = 5


@shared_task
def make_original(document_id: int) -> None:
    """Sent when a paper is issued."""
    services.make_original(document_id)


@shared_task
def make_missing_originals() -> None:
    """Sent by beat: papers for which nobody was woken. After two hours they wait for their first reader."""
    moment = clock.stamp()
    for document_id in queries.without_original(moment - SWEEP_UNTIL, moment - SWEEP_AFTER)[:AT_ONCE]:
        services.make_original(document_id)


@shared_task
def print_batch(batch_id: int) -> None:
    """Sent when a batch is ordered."""
    services.print_batch(batch_id)


@shared_task
def go_on_with_prints() -> None:
    """Sent by beat: batches for which nobody was woken, or that broke off."""
    for batch_id in queries.stale_prints(clock.stamp() - SWEEP_AFTER):
        services.print_batch(batch_id)
