"""`make mutants`: how many faults in the core of the rules the tests notice. ONLY=judge,taper chooses modules.

Each mutant runs in a process of its own that imports the rules with one fault: first the golden examples, then
`tests/rules`, the module's own tests first. Prints the share killed of each module and every survivor, writes
var/mutants.json, and fails below LIMIT per cent of any module. The unchanged module is tried first: if that is
"noticed", the measurement is wrong. A mutant that never ends is noticed too: it gets LONGER times the processor time of
the unchanged module, which does not depend on what else the machine does.
"""

import ast
import importlib.abc
import importlib.util
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml  # noqa: F401 - imported once for all mutants

from .faults import faults

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "var" / "mutants.json"
LIMIT = 85
LONGER = 4
MEMORY = 2 * 2**30  # bytes; what fills the memory without end is noticed as well
# Fewer rounds of what the tests try at random: thousands of mutants go through them.
ROUNDS = {"RULES_EXAMPLES": "15", "ROUNDS": "2000"}
# What is changed, and the tests that most likely notice.
MODULES = {
    "counting": ("apps.rules.assess.counting", "test_assess.py"),
    "income": ("apps.rules.assess.income", "test_assess.py"),
    "judge": ("apps.rules.assess.judge", "test_assess.py"),
    "rounding": ("apps.rules.amounts", "test_amounts.py"),
    "taper": ("apps.rules.taper", "test_months.py"),
    "recovery": ("apps.rules.recovery", "test_months.py"),
}
# What reads the files of the rules, and not their answers; and the examples, which are asked first.
DESELECTED = ("tests/rules/test_purity.py", "tests/rules/test_golden.py")


@dataclass(frozen=True)
class Mutant:
    module: str
    line: int
    words: str
    tree: ast.Module


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the mutant to whoever imports its module."""

    def __init__(self, mutant: Mutant):
        self.mutant = mutant
        self.path = str(path_of(mutant.module))

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name == self.mutant.module else None

    def exec_module(self, module) -> None:
        module.__file__ = self.path
        exec(compile(self.mutant.tree, self.path, "exec"), module.__dict__)


def path_of(module: str) -> Path:
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def mutants(module: str) -> Iterator[Mutant]:
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    for line, words, mutant in faults(tree):
        yield Mutant(module, line, words, mutant)


def is_noticed(mutant: Mutant, nearest: str) -> bool:
    """Whether an example or a test fails (or the rules cannot even be imported); in this process."""
    sys.meta_path.insert(0, Finder(mutant))
    try:
        from tests.rules.golden import check, default_folder, examples

        folder = default_folder()
        if any(check(example, folder) for example in examples(folder)):
            return True
    except Exception:
        return True
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0"]
    ignored = [f"--ignore={path}" for path in DESELECTED]
    return pytest.main([f"tests/rules/{nearest}", "tests/rules", *options, *ignored]) != 0


def kill(mutant: Mutant, nearest: str, seconds: int = resource.RLIM_INFINITY) -> tuple[bool, float]:
    """The same in a process of its own, with at most so many seconds of processor time; and how many it took."""
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            noticed = is_noticed(mutant, nearest)
        except BaseException:
            noticed = True
        os._exit(1 if noticed else 0)
    _, status, used = os.wait4(child, 0)
    return status != 0, used.ru_utime + used.ru_stime


def measure(name: str, workers: int) -> dict[str, object]:
    module, nearest = MODULES[name]
    unchanged = Mutant(module, 0, "unchanged", ast.parse(path_of(module).read_text(encoding="utf-8")))
    noticed, spent = kill(unchanged, nearest)
    if noticed:
        sys.exit(f"{name}: the tests fail without any fault; run make test ARGS=tests/rules")
    every = list(mutants(module))
    with ThreadPoolExecutor(workers) as pool:
        killed = list(pool.map(lambda one: kill(one, nearest, round(spent * LONGER) + 1)[0], every))
    survivors = [f"{one.line}: {one.words}" for one, dead in zip(every, killed, strict=True) if not dead]
    share = round(100 * sum(killed) / len(every), 1)
    return {
        "module": name,
        "mutants": len(every),
        "killed": sum(killed),
        "percent": share,
        "survivors": survivors,
    }


def main() -> int:
    os.chdir(ROOT)
    os.environ |= ROUNDS
    chosen = [name for name in (os.environ.get("ONLY") or "").split(",") if name] or list(MODULES)
    workers, lines = int(os.environ.get("WORKERS", "2")), []
    for name in chosen:
        begun = time.monotonic()
        line = measure(name, workers)
        lines.append(line)
        spent = time.monotonic() - begun
        print(
            f"{name:>10}  {line['killed']}/{line['mutants']}  {line['percent']} %  {spent:.0f} s", flush=True
        )
        for survivor in line["survivors"]:
            print(f"            {MODULES[name][0]}:{survivor}", flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(lines, ensure_ascii=False, indent=1) + "\n")
    return 1 if any(line["percent"] < LIMIT for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
