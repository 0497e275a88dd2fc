"""Tasks of the plumbing, and the beat that says it is alive."""

import logging
import time

from celery import shared_task
from celery.beat import PersistentScheduler
from django.db import DatabaseError, connection

from apps.core.health import EVERY_SECONDS, beat_heart
from apps.core.models import Heartbeat

logger = logging.getLogger(__name__)


@shared_task
def show_worker_is_alive() -> None:
    """Sent by beat every few seconds; that it runs is the proof."""
    beat_heart(Heartbeat.WORKER)


class AliveScheduler(PersistentScheduler):
    """Celery's scheduler, which says every few seconds that it is alive; a database that is away does not stop it."""

    noted = 0.0

    def tick(self, *args, **kwargs) -> float:
        if time.monotonic() - self.noted >= EVERY_SECONDS:
            self.noted = time.monotonic()
            try:
                beat_heart(Heartbeat.BEAT)
            except DatabaseError:
                logger.warning("no heartbeat: the database is away")
                connection.close()
        return min(super().tick(*args, **kwargs), EVERY_SECONDS)
