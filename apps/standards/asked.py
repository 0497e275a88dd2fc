"""Which standards the rules ask for, read from the rules' own source: for the check that nothing is missing or unread."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import apps.rules

RULES = Path(next(iter(apps.rules.__path__)))
# Questions that need an answer, and questions that take no for an answer (a rule that is not in force is off).
NEEDS = {"row", "value", "ratio", "money", "integer", "choice", "boolean", "words", "ratios"}
MAY_LACK = {"find", "in_force", "switch", "begins_after"}
SHORTEST = 6  # of the fixed part of a name that is put together, so that f"{a}_{b}" matches nothing
# Methods of the standards that ask for a code of their own.
ROUNDING = ("pay_quantum", "pay_rounding")
DIRECT = {"dibao": ("dibao_standard",), "pay": ROUNDING, "rounding": ROUNDING}
# Where a figure enters only at the end, on stored totals; all else in an assessment enters before.
AT_THE_END = {"assess/judge", "assess/property", "dibao_gap", "measure", "standard_lookup"}
# Only looked at beside a figure that follows from others (`standard_lookup.derive`), or kept for reading old papers.
COMPARED = {"edge_cash", "tekun_floor_multiple"}
FOR_REFERENCE = {"dibao_standard_urban", "dibao_standard_rural"}


def asked_in_modules(known: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each known code the modules of the rules that name it (`assess/judge`); codes that none names are left out."""
    found: dict[str, set[str]] = {}
    patterns = _patterns()
    for code in known:
        for module, exact, formed in patterns:
            if code in exact or any(one.fullmatch(code) for one in formed):
                found.setdefault(code, set()).add(module)
    return {code: frozenset(modules) for code, modules in found.items()}


def asked_by_name() -> dict[str, set[str]]:
    """Codes that stand as plain text in a question to the standards, with the modules that ask."""
    found: dict[str, set[str]] = {}
    for module, tree in _modules():
        for _method, argument in _questions(tree):
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                found.setdefault(argument.value, set()).add(module)
    return found


@cache
def may_be_missing() -> frozenset[str]:
    """Codes that are asked for with leave to be missing somewhere, and so are off where they have no value."""
    return frozenset(
        argument.value
        for _module, tree in _modules()
        for method, argument in _questions(tree)
        if method in MAY_LACK and isinstance(argument, ast.Constant)
    )


def may_lack(code: str) -> bool:
    """Whether no rule minds that the code has no value: it is off there, or kept for reference."""
    return code in may_be_missing() or code in FOR_REFERENCE


def enters_assessment(code: str) -> bool:
    """Whether another value of the code could change what a household gets by `assess`."""
    modules = asked_in_modules([code]).get(code, frozenset())
    return code not in COMPARED and bool(modules & _reachable("assess/work"))


def enters_at_the_end(code: str) -> bool:
    """Whether `judge` on stored totals sees all that the code does; else the facts have to be worked out again."""
    if code in (*ROUNDING, "dibao_standard"):
        return True
    modules = asked_in_modules([code]).get(code, frozenset()) & _reachable("assess/work")
    return bool(modules) and modules <= AT_THE_END


@cache
def _modules() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (
            path.relative_to(RULES).with_suffix("").as_posix(),
            ast.parse(path.read_text(encoding="utf-8")),
        )
        for path in sorted(RULES.rglob("*.py"))
        # Lines and sentences name codes; what they are about was asked before.
        if not path.stem.startswith("explain") and path.stem != "errors"
    )


@cache
def _patterns() -> tuple[tuple[str, frozenset[str], tuple[re.Pattern[str], ...]], ...]:
    """For each module the texts that stand in it and the forms of the texts that it puts together."""
    return tuple((module, frozenset(_texts(tree)), tuple(_formed(tree))) for module, tree in _modules())


def _texts(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Attribute):
            yield from DIRECT.get(node.attr, ())


def _formed(tree: ast.Module) -> Iterator[re.Pattern[str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr):
            continue
        fixed = [part.value for part in node.values if isinstance(part, ast.Constant)]
        if sum(map(len, fixed)) >= SHORTEST and all(re.fullmatch(r"\w+", text) for text in fixed):
            parts = (
                re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in node.values
            )
            yield re.compile("".join(parts))


def _questions(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Calls such as `standards.money("…", day)`: the method and its first argument."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) >= 2):
            continue
        owner = node.func.value
        name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        if name in ("standards", "self") and node.func.attr in NEEDS | MAY_LACK:
            yield node.func.attr, node.args[0]


@cache
def _reachable(start: str) -> frozenset[str]:
    """The module and all that it imports, by name below the rules."""
    trees, found, waiting = dict(_modules()), set(), [start]
    while waiting:
        module = waiting.pop()
        if module in found or module not in trees:
            continue
        found.add(module)
        waiting += _imported(module, trees[module])
    return frozenset(found)


def _imported(module: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        base = module.split("/")[: -node.level]
        path = "/".join([*base, *(node.module or "").split(".")]).strip("/")
        yield from (path, f"{path}/__init__", *(f"{path}/{alias.name}".strip("/") for alias in node.names))
