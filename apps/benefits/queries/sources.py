"""依据对照: the numbered items of the sources, each with the functions that carry it out and the examples that prove it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from django.conf import settings
from django.urls import reverse

from apps.core.shapes import Link

FIXTURES = settings.BASE_DIR / "fixtures"


@dataclass(frozen=True, slots=True)
class SourceRule:
    says: str
    function: str
    examples: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourceItem:
    """`why_none` says who carries an item that gives no rule to compute."""

    item: str
    title: str
    rules: tuple[SourceRule, ...]
    why_none: str


@dataclass(frozen=True, slots=True)
class SourceTable:
    title: str
    items: tuple[SourceItem, ...]
    summary: str


@cache
def shipped_examples() -> dict[str, dict[str, Any]]:
    """All examples of fixtures/golden by id; read once."""
    files = sorted((FIXTURES / "golden").glob("*.yaml"))
    return {one["id"]: one for path in files for one in _read(path)}


@cache
def source_tables() -> tuple[SourceTable, ...]:
    """The tables of the page; read once."""
    return tuple(_table(one) for one in _read(FIXTURES / "sources.yaml"))


def _read(path) -> Any:
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def _table(source: dict[str, Any]) -> SourceTable:
    items = tuple(_item(row) for row in source["items"])
    giving = sum(bool(item.rules) for item in items)
    return SourceTable(source["title"], items, f"{len(items)} 条，其中 {giving} 条给出计算规则")


def _item(row: dict[str, Any]) -> SourceItem:
    rules = tuple(
        SourceRule(rule["says"], rule["function"], tuple(map(_link, rule["examples"])))
        for rule in row.get("rules", ())
    )
    return SourceItem(row["item"], row["title"], rules, row.get("none", ""))


def _link(example: str) -> Link:
    found = shipped_examples()[example]
    here = reverse("benefits:calculator")
    return Link(example, f"{here}?kind={found['kind']}&written=1&example={example}", note=found["title"])
