"""The whole computation as it is printed on a letter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from apps.rules.lines import PARTS


@dataclass(frozen=True)
class CalculationLine:
    """One row of the computation. `kind` as in `apps.rules.lines.KINDS`; `text` stands where there is no amount."""

    part: str
    kind: str
    label: str
    because: str = ""
    citation: str = ""
    amount: Decimal | None = None
    text: str = ""


@dataclass(frozen=True)
class EquationTerm:
    """One term: operator, words of the value, name."""

    operator: str
    text: str
    label: str


@dataclass(frozen=True)
class StandardUsed:
    """A dated standard of the computation. `confirmed` False: shown as 待确认."""

    name: str
    value: str
    source: str
    confirmed: bool = True


@dataclass(frozen=True)
class OpenPoint:
    """待确认: a reading or a value that nobody has settled."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Calculation:
    """The whole computation, yuan a month."""

    lines: tuple[CalculationLine, ...]
    equation: tuple[EquationTerm, ...] = ()
    standards: tuple[StandardUsed, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()

    @property
    def parts(self) -> list[tuple[str, list[tuple[int, CalculationLine]]]]:
        """The rows, numbered, under the titles of their parts."""
        numbered = enumerate(self.lines, start=1)
        return [(part, list(rows)) for part, rows in groupby(numbered, key=lambda row: row[1].part)]


def calculation_lines(rows: Iterable[Mapping[str, Any]]) -> tuple[CalculationLine, ...]:
    """The rows of an assessment's answer (`Assessment.lines`, as JSON) as they are printed."""
    return tuple(
        CalculationLine(
            part=PARTS.get(row["part"], row["part"]),
            kind=row["kind"],
            label=row["label"],
            because=row.get("because") or "",
            citation=row.get("citation") or "",
            amount=None if row.get("amount") is None else Decimal(row["amount"]),
            text=row.get("text") or "",
        )
        for row in rows
    )


def equation_terms(terms: Iterable[Mapping[str, Any]]) -> tuple[EquationTerm, ...]:
    """The equation of an assessment's answer (JSON) as it is printed."""
    return tuple(EquationTerm(term["operator"], term["text"], term["label"]) for term in terms)
