"""The faults: every place of a module where one operator, number, word or branch can be turned into its neighbour."""

import ast
import copy
from collections.abc import Iterator

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
CALLED = {"max": "min", "min": "max", "any": "all", "all": "any", "ceil": "floor", "floor": "ceil"}
# Annotations and decorators (frozen=True) cannot change an answer.
READ_ONLY = {"annotation", "returns", "decorator_list"}


def faults(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """Line, description and the whole module with one fault, for every place."""
    count = sum(1 for _ in _changes(copy.deepcopy(tree)))
    for number in range(count):
        mutant = copy.deepcopy(tree)
        for place, (line, words, change) in enumerate(_changes(mutant)):
            if place == number:
                change()
                yield line, words, ast.fix_missing_locations(mutant)
                break


def _changes(tree: ast.Module):
    for node in _read(tree):
        yield from _of(node)


def _read(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but docstrings, annotations and imports."""
    for name, value in ast.iter_fields(node):
        if name in READ_ONLY:
            continue
        for child in value if isinstance(value, list) else [value]:
            silent = isinstance(child, ast.Import | ast.ImportFrom | ast.JoinedStr) or _is_docstring(child)
            if isinstance(child, ast.AST) and not silent:
                yield child
                yield from _read(child)


def _is_docstring(node: object) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _of(node: ast.AST):
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            new = COMPARED[type(operator)]
            yield node.lineno, _words(operator, new), lambda p=place, new=new: node.ops.__setitem__(p, new())
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in COMPUTED:
        new = COMPUTED[type(node.op)]
        yield node.lineno, _words(node.op, new), lambda: setattr(node, "op", new())
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield node.lineno, _words(node.op, other), lambda: setattr(node, "op", other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.lineno, "not removed", lambda: setattr(node, "op", ast.UAdd()) or _truth(node)
    elif isinstance(node, ast.IfExp):
        yield node.lineno, "branches swapped", lambda: _swap(node)
    elif isinstance(node, ast.If | ast.While):
        yield (
            node.lineno,
            "condition negated",
            lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test)),
        )
    elif isinstance(node, ast.Name) and node.id in CALLED:
        new = CALLED[node.id]
        yield node.lineno, f"{node.id} → {new}", lambda: setattr(node, "id", new)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield node.lineno, "returns None", lambda: setattr(node, "value", ast.Constant(None))
    elif isinstance(node, ast.Constant):
        yield from _constants(node)


def _constants(node: ast.Constant):
    value = node.value
    if isinstance(value, bool):
        yield node.lineno, f"{value} → {not value}", lambda: setattr(node, "value", not value)
    elif isinstance(value, int):
        yield node.lineno, f"{value} → {value + 1}", lambda: setattr(node, "value", value + 1)
    elif isinstance(value, str):
        yield node.lineno, f"{value!r} changed", lambda: setattr(node, "value", f"x{value}x")


def _words(old: ast.AST, new: type) -> str:
    return f"{type(old).__name__} → {new.__name__}"


def _truth(node: ast.UnaryOp) -> None:
    """`not x` becomes `not not x`, which is the truth of x."""
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)


def _swap(node: ast.IfExp) -> None:
    node.body, node.orelse = node.orelse, node.body


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
