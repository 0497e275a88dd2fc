"""Putting what was found beside what was declared, thing by thing, and how large each is."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from apps.checks.centre.contract import Item
from apps.rules.amounts import format_money

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a source holds, and whose it is."""

    item: Item
    person: Any
    supporter: Any
    as_of: dt.date | None


def paired(
    found: Sequence[Found], rows: Sequence[Any], value: Callable[[Any], Decimal | None]
) -> list[tuple[Any, Any]]:
    """Each found thing with a declared row: the equal ones first, then the largest with the largest; the rest alone."""
    left, free, pairs = list(found), list(rows), []
    for one in list(left):
        same = next((row for row in free if value(row) == value(one)), None)
        if same is not None:
            pairs.append((one, same))
            left.remove(one)
            free.remove(same)
    left.sort(key=lambda one: value(one) or Decimal(0), reverse=True)
    free.sort(key=lambda row: value(row) or Decimal(0), reverse=True)
    for place in range(max(len(left), len(free))):
        pairs.append((left[place] if place < len(left) else None, free[place] if place < len(free) else None))
    return pairs


def added(found: Sequence[Found]) -> list[Found]:
    """All of it as one thing of the whole household."""
    if not found:
        return []
    total = sum((one.item.amount or Decimal(0) for one in found), Decimal(0))
    return [Found(replace(found[0].item, amount=total, text=""), None, None, found[0].as_of)]


def worth(one: Any) -> Decimal | None:
    return one.item.amount if isinstance(one, Found) else one.amount


def size(one: Any) -> Decimal | None:
    return one.item.area if isinstance(one, Found) else one.area


def monthly(one: Any) -> Decimal | None:
    """Yuan a month, to the fen: a total of twelve months is divided."""
    if isinstance(one, Found):
        return one.item.amount
    return one.amount if one.period == "monthly" else (one.amount / 12).quantize(CENT)


def yearly(one: Any) -> Decimal | None:
    if isinstance(one, Found):
        return one.item.amount
    return one.amount * 12 if one.period == "monthly" else one.amount


def thing(item: str, name: str, area: Decimal | None) -> str:
    """1 处 54.50 平方米."""
    if item == "vehicle":
        return f"{name} 1 辆"
    return f"{name} 1 处" + (f" {format_money(area)} 平方米" if area is not None else "")
