"""Wake-up calls for bank files and returns; their runs are the jobs."""

import logging

from celery import shared_task

from apps.payments import queries, services

logger = logging.getLogger(__name__)


@shared_task
def make_bank_file(file_id: int) -> None:
    """Sent when a batch is exported."""
    services.make_bank_file(file_id)


@shared_task
def match_bank_return(return_id: int) -> None:
    """Sent when a return file comes in."""
    services.match_return(return_id)


@shared_task
def draft_offices(run_id: int) -> None:
    """Sent when the batches of all streets are ordered."""
    services.draft_offices(run_id)


@shared_task
def go_on_with_bank_runs() -> None:
    """Sent by beat: what nobody was woken for, or what broke off. One run that cannot go on does not stop the others."""
    unmade, unmatched = queries.open_runs()
    undrafted = services.open_month_runs()
    for act, pks in (
        (services.draft_offices, undrafted),
        (services.make_bank_file, unmade),
        (services.match_return, unmatched),
    ):
        for pk in pks:
            try:
                act(pk)
            except ArithmeticError:
                logger.exception("a run of the bank does not add up")
