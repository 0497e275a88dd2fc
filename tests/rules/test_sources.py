"""The sources, item by item: nothing is missing, every function and example exists, every example passes its function."""

import importlib
import sys
from functools import cache

import pytest

from .golden import check, default_folder, examples
from .loading import FIXTURES, read_yaml

SOURCES = {one["source"]: one for one in read_yaml(FIXTURES / "sources.yaml")}


def numbers(last):
    return [str(number) for number in range(1, last + 1)]


# What the five sources number, and what of it gives a rule to a system that computes and decides.
ITEMS = {
    "ledger": numbers(22),
    "measures": [f"特点0{number}" for number in range(1, 5)] + numbers(26),
    "qiaoxi": numbers(24),
    "plan": (
        [
            f"二（{part}）{one}"
            for part, count in zip("一二三四", (3, 4, 3, 3), strict=True)
            for one in "一二三四"[:count]
        ]
        + ["二（五）", "二（六）"]
        + [f"三（{one}）" for one in "一二三四"]
        + [f"四（{one}）" for one in "一二三"]
    ),
    "one_city": ["顶层设计", "变化1", "变化2", "变化3", "1", "2-1", "2-2", "2-3", "2-4", "3-1", "3-2", "3-3"],
}
GIVES_A_RULE = {
    "ledger": ["3", "4", "5", "6", "10", "12", "13", "15", "19", "20"],
    "measures": [
        "特点01",
        "特点02",
        "特点03",
        "特点04",
        "2",
        "4",
        "5",
        "6",
        "7",
        "11",
        "13",
        "14",
        "16",
        "20",
        "21",
    ],
    "qiaoxi": ["2", "4", "5", "6", "7", "8", "12", "15", "17", "22"],
    "plan": ["二（一）二", "二（二）一", "二（二）二", "二（二）三", "二（三）一", "二（五）"],
    "one_city": ITEMS["one_city"],
}
RULES = [
    pytest.param(rule["function"], rule["examples"], id=f"{source}-{item['item']}-{rule['says']}")
    for source, one in SOURCES.items()
    for item in one["items"]
    for rule in item.get("rules", ())
]


@cache
def by_id():
    return {one["id"]: one for one in examples(default_folder())}


@pytest.mark.parametrize("source", ITEMS)
def test_no_numbered_item_is_missing(source):
    assert [item["item"] for item in SOURCES[source]["items"]] == ITEMS[source]
    assert all(item["title"] for item in SOURCES[source]["items"])


@pytest.mark.parametrize("source", ITEMS)
def test_an_item_gives_rules_or_says_why_not(source):
    for item in SOURCES[source]["items"]:
        assert bool(item.get("rules")) != bool(item.get("none")), item["item"]
    assert [item["item"] for item in SOURCES[source]["items"] if item.get("rules")] == GIVES_A_RULE[source]


def code_of(path):
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(f"apps.rules.{module}"), name).__code__


@cache
def passed_by(example):
    """The functions that run when the example is answered; it must be answered as it states."""
    called = set()

    def watch(frame, event, _):
        if event == "call":
            called.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        found = check(by_id()[example], default_folder())
    finally:
        sys.setprofile(before)
    assert found == []
    return frozenset(called)


@pytest.mark.parametrize(("function", "named"), RULES)
def test_every_example_of_a_rule_passes_its_function(function, named):
    assert named
    assert set(named) <= by_id().keys()
    assert [example for example in named if code_of(function) not in passed_by(example)] == []
