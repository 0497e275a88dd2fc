"""A page reads one moment, whatever is committed beside it, and changes nothing meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import InternalError, connection

from apps.core.health import beat_heart
from apps.core.models import Heartbeat
from apps.core.moment import one_moment

pytestmark = pytest.mark.usefixtures("own_database")


def beat_elsewhere(name: str) -> None:
    try:
        beat_heart(name)
    finally:
        connection.close()


@one_moment()
def seen_before_and_after(elsewhere) -> tuple[int, int]:
    before = Heartbeat.objects.count()
    elsewhere.submit(beat_elsewhere, "worker").result(timeout=60)
    return before, Heartbeat.objects.count()


def test_what_is_committed_meanwhile_is_seen_by_the_next_reader_only():
    with ThreadPoolExecutor(1) as elsewhere:
        assert seen_before_and_after(elsewhere) == (0, 0)
    assert Heartbeat.objects.count() == 1


def test_nothing_is_written_inside():
    with pytest.raises(InternalError, match="read-only"), one_moment():
        beat_heart("worker")
