"""The empty register, and the copy in which each wrong cell is marked. Written line by line."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import chain
from typing import Any

from apps.core.sheets import Look, Text, Value, write_sheet
from apps.reviews.register.columns import COLUMNS
from apps.reviews.register.shapes import HouseholdRead

SAMPLE = (
    ("0001", "本人", "张小满", "", "有", "在职", "工资", "1894.00", "低保", "1241.00", "2024-06", "2026-10", "2026-05-20",
     "", "文园里 3 号楼", "天津银行", ""),
    ("0001", "配偶", "李明远", "", "丧失", "未就业", "", "", "", "", "", "", "", "", "", "", ""),
)  # fmt: skip
HEADS = (*COLUMNS, "错误")
KEYS = tuple(key for key, _, _ in COLUMNS.values())
Marks = dict[str, str]


def template() -> bytes:
    """An empty register with its heads and two lines that show how it is filled in; numbers are text cells."""
    return _book((line, {}) for line in SAMPLE)


def marked_copy(households: Iterable[HouseholdRead], errors: list[dict[str, Any]]) -> bytes:
    """The lines as they were read, wrong cells coloured with what is wrong, and all of it in a last column.

    `households` come in the order of their first lines.
    """
    marks: dict[int, Marks] = {}
    for error in errors:
        row = marks.setdefault(error["row"], {})
        row[error["column"]] = "；".join(filter(None, (row.get(error["column"]), error["message"])))
    return _book(([line[key] for key in KEYS], marks.get(place, {})) for place, line in _in_order(households))


def _in_order(households: Iterable[HouseholdRead]) -> Iterator[tuple[int, dict[str, str]]]:
    """All lines by their place; the lines of one household may stand among those of others."""
    waiting: list[tuple[int, dict[str, str]]] = []
    for one in households:
        while waiting and waiting[0][0] < one.place:
            yield heappop(waiting)
        for place, line in zip(one.places, one.lines, strict=True):
            heappush(waiting, (place, line))
    while waiting:
        yield heappop(waiting)


def _book(rows: Iterable[tuple[Sequence[str], Marks]]) -> bytes:
    heads = [Text(head, Look.BOLD) for head in HEADS]
    return write_sheet("登记簿", chain([heads], (_cells(*row) for row in rows)))


def _cells(texts: Sequence[str], marks: Marks) -> list[Value]:
    """An empty cell stays empty, unless something is wrong with it."""
    if not marks:
        return [text or None for text in texts]
    cells = [
        Text(text, Look.MARKED, marks[head]) if head in marks else text or None
        for head, text in zip(COLUMNS, texts, strict=True)
    ]
    return [*cells, "；".join(f"{head}：{text}" for head, text in marks.items())]
