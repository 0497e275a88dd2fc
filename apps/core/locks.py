"""A lock of the database's for work over several transactions: it ends with the connection, also of a killed worker."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone(work: int, subject: int) -> Iterator[bool]:
    """Whether this connection does `work` (a number of its own) on `subject` now; False: another does, leave it to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [work, subject])
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [work, subject])
