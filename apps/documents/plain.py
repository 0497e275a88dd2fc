"""Frozen dataclasses to plain JSON and back. Amounts are text, days are ISO; a float is refused."""

import datetime as dt
import types
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Shape = TypeVar("Shape")


def to_plain(value: Any) -> Any:
    """JSON for a dataclass and everything in it; raises TypeError for what a paper may not hold (float, set, …)."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(part) for part in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | bool | int):
        return str(value) if isinstance(value, str) else value
    raise TypeError(f"A paper cannot hold a {type(value).__name__}: {value!r}")


def from_plain(kind: type[Shape], plain: dict[str, Any]) -> Shape:
    """The dataclass `kind` from what `to_plain` wrote; fields that are missing take their defaults."""
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], part) for name, part in plain.items() if name in hints})


def _value(hint: Any, plain: Any) -> Any:
    """One value by its annotation."""
    if plain is None:
        return None
    if get_origin(hint) in (Union, types.UnionType):
        return _value(next(part for part in get_args(hint) if part is not types.NoneType), plain)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], part) for part in plain)
    if hint is Decimal:
        return Decimal(plain)
    if hint is dt.date:
        return dt.date.fromisoformat(plain)
    return from_plain(hint, plain) if is_dataclass(hint) else plain
