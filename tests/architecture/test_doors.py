"""Rows come through access, bulk writes through core.bulk, news by reading (README, "Writing and reading")."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from .sources import files, imported, is_part, place, tree

SIGNALS = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
    "simple_history.signals",
)
BULK = {"update", "bulk_create", "bulk_update"}
# function: why its bulk write is none of a state model, which the reader of the source alone cannot see
ALLOWED = {
    "apps/households/services/means.py:close_means": "incomes, assets, expenses and supporters are dated facts"
}


def managers_in(path: Path) -> list[str]:
    return [
        place(path, node)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]


def test_views_and_interfaces_get_rows_through_access_alone():
    doors = [path for path in files("apps", ".py") if is_part(path, "views") or is_part(path, "api")]
    assert [found for path in doors for found in managers_in(path)] == []


def test_there_are_no_signal_handlers_of_our_own():
    found = [
        place(path, node)
        for path in files("apps", ".py") + files("config", ".py")
        for name, node in imported(path)
        if name.startswith(SIGNALS)
    ]
    assert found == []


def root_name(node: ast.expr) -> str | None:
    """`Case` of `Case.objects.filter(…).update(…)`."""
    while True:
        if isinstance(node, ast.Attribute):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return node.id if isinstance(node, ast.Name) else None


def silent_bulk_writes(
    module: ast.AST, without_history: set[str], function: str = ""
) -> Iterator[tuple[str, ast.Call]]:
    """Writes that simple-history does not see, unless they plainly belong to a model that keeps no history, each with
    the function that it stands in.

    `update` with a keyword is a query's; a dict's or a hash's has none (write `|=` for a dict with keywords).
    """
    for node in ast.iter_child_nodes(module):
        inner = node.name if isinstance(node, ast.FunctionDef) else function
        yield from silent_bulk_writes(node, without_history, inner)
        if not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in BULK
        ):
            continue
        if node.func.attr == "update" and not node.keywords:
            continue
        if root_name(node.func.value) not in without_history:
            yield inner, node


def models_without_history() -> set[str]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("apps.")]
    return {model.__name__ for model in ours if not hasattr(model, "history")}


def test_bulk_writes_of_state_models_go_through_core_bulk():
    found = {
        f"{place(path)}:{function}": node.lineno
        for path in files("apps", ".py")
        if not path.match("apps/core/bulk.py")
        for function, node in silent_bulk_writes(tree(path), models_without_history())
    }
    assert {name: line for name, line in found.items() if name not in ALLOWED} == {}
    assert ALLOWED.keys() <= found.keys(), "these are gone: take them off the list"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Case.objects.filter(pk=1).update(step='x')", 1),
        ("rows.bulk_update(many, ['a'])", 1),
        ("self.cases.update(open=False)", 1),
        ("Event.objects.bulk_create(many)", 0),
        ("known.update({'a': 1})", 0),
        ("digest.update(b'x')", 0),
    ],
)
def test_the_check_of_bulk_writes_sees_what_it_should(line, expected):
    assert len(list(silent_bulk_writes(ast.parse(line), {"Event"}))) == expected


def test_the_clock_is_read_in_one_place():
    readers = {"now", "today", "utcnow", "localdate", "localtime", "time"}
    modules = {"dt", "datetime", "date", "timezone", "time"}
    found = []
    for path in files("apps", ".py"):
        if path.match("apps/core/clock.py") or path.match("apps/rules/**"):
            continue
        for node in ast.walk(tree(path)):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in readers
            ):
                continue
            owner = node.func.value
            word = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if word in modules and not (node.args and node.func.attr in ("localtime", "localdate", "time")):
                found.append(place(path, node))
    assert found == []
