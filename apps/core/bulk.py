"""The only door for bulk writes of state models: simple-history does not see `bulk_*` and `update()`, these do.

And the fast way for records by the ten thousand, which have no history.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from psycopg import sql
from simple_history import utils

Row = TypeVar("Row", bound=Model)


def bulk_create_with_history(
    rows: Iterable[Row], model: type[Row], *, by=None, reason: str = ""
) -> list[Row]:
    """Insert many rows, each with its history row; returns them with their keys."""
    return utils.bulk_create_with_history(
        list(rows), model, batch_size=1000, default_user=by, default_change_reason=reason or None
    )


def bulk_update_with_history(
    rows: Iterable[Row], model: type[Row], fields: Sequence[str], *, by=None, reason: str = ""
) -> int:
    """Write `fields` of many rows, each with its history row; returns how many were written."""
    return utils.bulk_update_with_history(
        list(rows),
        model,
        list(fields),
        batch_size=1000,
        default_user=by,
        default_change_reason=reason or None,
    )


def refresh_statistics() -> None:
    """Let the planner know at once what was just written in bulk; by itself it learns a minute after the commit.

    A database that does not let the application do this (before PostgreSQL 17) skips it and warns in its log.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy_records(rows: Iterable[Sequence[Any]], model: type[Model], fields: Sequence[str]) -> None:
    """Insert tuples of plain values by COPY, a tenth of the time of `bulk_create`; `fields` name the columns.

    Only for records: AssertionError for a model with history. The constraints of the table hold as ever.
    """
    assert not hasattr(model, "history"), f"{model.__name__} keeps a history"
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, fields))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
