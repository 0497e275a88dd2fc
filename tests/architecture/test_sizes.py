"""Files stay short enough to be read at a sitting; the longest are printed."""

import ast

from .sources import ROOT, files, tree

LONGEST_FILE = 300
LAUNCHER_CORE = ("config/launcher/supervisor.py", 200)
# path: why it may be longer (tables and enumerations)
ALLOWED: dict[str, str] = {}


def measured() -> list[tuple[int, str]]:
    paths = (
        files("apps", ".py")
        + files("config", ".py")
        + files("templates", ".html")
        + files("static", ".css", ".js")
    )
    return sorted(
        ((len(path.read_text().splitlines()), str(path.relative_to(ROOT))) for path in paths), reverse=True
    )


def test_no_file_is_longer_than_three_hundred_lines(record_property):
    sizes = measured()
    record_property("printed", f"longest files: {', '.join(f'{name} {lines}' for lines, name in sizes[:3])}")
    assert [(name, lines) for lines, name in sizes if lines > LONGEST_FILE and name not in ALLOWED] == []
    assert [
        name for name in ALLOWED if name not in {long for lines, long in sizes if lines > LONGEST_FILE}
    ] == []


def test_the_longest_functions_are_known(record_property):
    lengths = sorted(
        (
            (node.end_lineno - node.lineno + 1, f"{path.relative_to(ROOT)}:{node.name}")
            for path in files("apps", ".py") + files("config", ".py")
            for node in ast.walk(tree(path))
            if isinstance(node, ast.FunctionDef)
        ),
        reverse=True,
    )
    middle, tenth = lengths[len(lengths) // 2][0], lengths[len(lengths) // 10][0]
    longest = ", ".join(f"{name} {lines}" for lines, name in lengths[:3])
    record_property(
        "printed", f"functions: median {middle} lines, 90th percentile {tenth}; longest: {longest}"
    )
    assert tenth <= 40


def test_the_core_of_the_launcher_stays_small():
    name, limit = LAUNCHER_CORE
    assert len((ROOT / name).read_text().splitlines()) <= limit
