"""A page tells of one moment, also while workers and colleagues commit beside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Whatever is read inside, also as `@one_moment()` over a query, is read from one snapshot of the database.

    Otherwise a page that asks several times could show an answer of the check centre as returned and, further up, no
    differences. Only for reading: a row that somebody else changes meanwhile could not be changed here. Within a
    transaction that is already open, nothing is done: its service holds the locks that it needs.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
