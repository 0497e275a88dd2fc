"""The only door for bulk writes of state models: simple-history does not see `bulk_*` and `update()`, these do."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db.models import Model
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
