"""Answers as plain mappings: the one way out to JSON, pages and examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from types import NoneType
from typing import Any

from .calendar import Month


def plain(value: Any) -> Any:
    """Dataclasses and named tuples to mappings, tuples to lists, amounts and days to text; the rest as it is."""
    return _way_out(value.__class__)(value)


@cache
def _way_out(kind: type) -> Callable[[Any], Any]:
    """How a value of this type becomes plain; an answer has some hundred values of a dozen types."""
    if issubclass(kind, str | bool | int | NoneType):
        return _as_it_is
    if issubclass(kind, Month):
        return str
    if is_dataclass(kind):
        return partial(_named, tuple(field.name for field in fields(kind)))
    if issubclass(kind, dict):
        return _mapping
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return partial(_named, kind._fields)
    if issubclass(kind, tuple | list):
        return _listed
    if issubclass(kind, Decimal):
        return "{:f}".format
    if issubclass(kind, datetime):
        return partial(datetime.isoformat, timespec="minutes")
    if issubclass(kind, date):
        return date.isoformat
    return _refused


def _as_it_is(value: Any) -> Any:
    return value


def _named(names: tuple[str, ...], value: Any) -> dict[str, Any]:
    return {name: plain(getattr(value, name)) for name in names}


def _mapping(value: dict[Any, Any]) -> dict[Any, Any]:
    return {key: plain(item) for key, item in value.items()}


def _listed(value: tuple[Any, ...] | list[Any]) -> list[Any]:
    return [plain(item) for item in value]


def _refused(value: Any) -> Any:
    raise TypeError(f"not a plain answer: {value!r}")
