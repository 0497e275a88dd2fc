"""Answers as plain mappings: the one way out to JSON, pages and examples."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .calendar import Month


def plain(value: Any) -> Any:
    """Dataclasses to mappings, tuples to lists, amounts and days to text; the rest as it is."""
    if is_dataclass(value) and not isinstance(value, Month):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Month) else value
