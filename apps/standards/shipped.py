"""The standards as shipped in fixtures/: what worked examples are asked with, whatever the office has entered since."""

import datetime as dt
from functools import cache

import yaml
from django.conf import settings

from apps.rules.standards import StandardRow

TEXTS = (
    "code",
    "region",
    "value",
    "unit",
    "document_title",
    "document_number",
    "article",
    "confirmed",
    "note",
)


@cache
def shipped_rows() -> tuple[StandardRow, ...]:
    """All rows of fixtures/standards.yaml; read once."""
    path = settings.BASE_DIR / "fixtures" / "standards.yaml"
    with path.open(encoding="utf-8") as file:
        rows = yaml.load(file, Loader=yaml.CSafeLoader)
    return tuple(
        StandardRow(
            **{name: row.get(name) for name in TEXTS}, valid_from=_day(row["from"]), valid_to=_day(row["to"])
        )
        for row in rows
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
