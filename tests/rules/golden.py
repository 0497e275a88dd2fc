"""The golden examples: read a folder, ask the rules, compare. `python -m tests.rules.golden [FOLDER]`.

`apps.rules.questions` translates between the words of the examples and the calls of the rules.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apps.rules.errors import RuleError
from apps.rules.examples import overrides
from apps.rules.questions import Question, ask
from apps.rules.standards import Standards

from .loading import FIXTURES, day, read_yaml, standard_table, work_calendar

DATA_FILES = ("standards.yaml", "holidays.yaml")


def default_folder() -> Path:
    return Path(os.environ.get("GOLDEN_DIR") or FIXTURES / "golden")


def examples(folder: Path) -> Iterator[dict[str, Any]]:
    """Every example of every file of the folder, in order of file names."""
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.name not in DATA_FILES:
            yield from (one for one in read_yaml(path) or () if isinstance(one, dict) and "kind" in one)


def data_file(folder: Path, name: str) -> Path:
    """The folder's own standards or holidays if it has them, else the shipped ones."""
    return folder / name if (folder / name).exists() else FIXTURES / name


def answer(example: dict[str, Any], folder: Path) -> Any:
    """What the core says: a plain mapping, or the error that it refuses with."""
    try:
        table = standard_table(data_file(folder, "standards.yaml"))
        standards = Standards(table, example["region"], overrides(example.get("parameters")))
        calendar = work_calendar(data_file(folder, "holidays.yaml"))
        question = Question(example["facts"] or {}, standards, day(example["day"]), calendar)
        return ask(example["kind"], question).values
    except RuleError as error:
        return {"error": error.code, "detail": error.detail}


def differences(expected: Any, actual: Any, path: str = "") -> Iterator[str]:
    """Section 1: written keys must be there and equal, lists item by item, texts, integers and booleans of one type."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            where = f"{path}.{key}" if path else str(key)
            if key in actual:
                yield from differences(value, actual[key], where)
            else:
                yield f"{where}: expected {value!r}, missing"
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for index, (one, other) in enumerate(zip(expected, actual, strict=True)):
            yield from differences(one, other, f"{path}[{index}]")
    elif type(expected) is not type(actual) or expected != actual:
        yield f"{path}: expected {expected!r}, got {actual!r}"


def check(example: dict[str, Any], folder: Path) -> list[str]:
    """The differences of one example; an answer that crashes is one."""
    try:
        actual = answer(example, folder)
    except Exception as error:
        return [f"(crash): {type(error).__name__}: {error}"]
    found = list(differences(example["expect"], actual))
    if "error" in actual and "error" not in example["expect"]:
        found.append(f"(refused): {actual}")
    return found


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else default_folder()
    passed = failed = 0
    for example in examples(folder):
        found = check(example, folder)
        for difference in found:
            say(f"{example['id']} {difference}\n    because: {example.get('because')}")
        passed, failed = passed + (not found), failed + bool(found)
    if not passed + failed:
        say(f"no example found in {folder}")
        return 2
    say(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
