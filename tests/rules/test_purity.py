"""The rules stay what they are: standard library only, no float, no Decimal division, every rule documented."""

import ast
import sys
from pathlib import Path

import pytest

RULES = Path(__file__).resolve().parents[2] / "apps" / "rules"
FILES = sorted(RULES.rglob("*.py"))
CLOCKS = {"today", "now", "utcnow", "time"}


def nodes(path):
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def name(path):
    return str(path.relative_to(RULES))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_float_is_written_or_made(path):
    for node in nodes(path):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex)), node.lineno
        assert not (isinstance(node, ast.Name) and node.id == "float"), node.lineno


@pytest.mark.parametrize("path", FILES, ids=name)
def test_only_the_standard_library_and_the_rules_are_imported(path):
    for node in nodes(path):
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= sys.stdlib_module_names
        if isinstance(node, ast.ImportFrom):
            inside = node.level > 0 or node.module.startswith("apps.rules")
            assert inside or node.module.split(".")[0] in sys.stdlib_module_names, node.module


@pytest.mark.parametrize("path", FILES, ids=name)
def test_the_rules_never_read_a_clock(path):
    for node in nodes(path):
        assert not (isinstance(node, ast.Attribute) and node.attr in CLOCKS), node.lineno


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_say_what_they_hold_and_stay_short(path):
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 300


def test_functions_stay_short():
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for path in FILES
        for node in nodes(path)
        if isinstance(node, functions)
    )
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 30
