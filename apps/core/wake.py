"""Waking the worker for a row. The row is the job: a call that is lost is made up for by a sweep."""

import logging

from kombu.exceptions import OperationalError

from config.celery import app

logger = logging.getLogger(__name__)


def wake_worker(task: str, *args: object) -> None:
    """Have the worker run `task` (its dotted name) soon; a broker that is away is noted and nothing more."""
    try:
        app.send_task(task, args=args, retry=False)
    except OperationalError as error:
        logger.warning("Nobody was woken for %s%r: %s", task, args, error)
