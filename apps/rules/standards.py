"""标准: dated values with their documents. A number in a rule is a fact or comes from here; a missing one is refused by name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from .amounts import NUMBER, ROUNDING_NAMES, pay
from .calendar import first_of_month
from .errors import RuleError

# How many look-ups are kept for all views of one table and its overrides.
REMEMBERED = 20_000
Override = str | Sequence[tuple[date, str]]


@dataclass(frozen=True)
class StandardRow:
    """One value in force from `valid_from` to `valid_to`, both included (None: open), and its document."""

    code: str
    region: str
    value: str | None
    unit: str
    valid_from: date | None
    valid_to: date | None
    document_title: str | None
    document_number: str | None
    article: str | None
    confirmed: bool
    note: str | None = ""
    id: int | None = None
    overridden: bool = False


def _start(row: StandardRow) -> date:
    return row.valid_from or date.min


class _Span:
    """The rows of one code and region in order of their first day; at most one is in force on a day."""

    __slots__ = ("rows", "starts")

    def __init__(self, rows: Iterable[StandardRow]):
        self.rows = sorted(rows, key=_start)
        self.starts = [_start(row) for row in self.rows]

    def on(self, day: date) -> StandardRow | None:
        index = bisect_right(self.starts, day) - 1
        row = self.rows[index] if index >= 0 else None
        return row if row and (row.valid_to is None or day <= row.valid_to) else None


class StandardTable:
    """All rows, indexed once: spans by code and region, and the unit of every known code.

    A row without a value only makes its code known.
    """

    def __init__(self, rows: Iterable[StandardRow]):
        grouped: dict[tuple[str, str], list[StandardRow]] = {}
        self.units: dict[str, str] = {}
        for row in rows:
            self.units.setdefault(row.code, row.unit)
            if row.value is not None:
                grouped.setdefault((row.code, row.region), []).append(row)
        self.spans = {key: _Span(group) for key, group in grouped.items()}
        self.beginnings = {(region, day) for (_, region), span in self.spans.items() for day in span.starts}


@lru_cache(maxsize=4096)
def _fraction(text: str) -> Fraction | None:
    return Fraction(text) if NUMBER.fullmatch(text) else None


def _number(code: str, text: str) -> Fraction:
    number = _fraction(text)
    if number is None:
        raise RuleError("parameter_out_of_range", code)
    return number


class Standards:
    """The standards as one region sees them, and a record of which rows a calculation used.

    Takes rows, or a table that was indexed before. Look-up on a day: overrides, then the region, then CN.
    `recording()` gives a view with a fresh record that shares the index, so that calculations at the same time
    never mix their records.
    """

    def __init__(
        self,
        rows: Iterable[StandardRow] | StandardTable,
        region: str,
        overrides: Mapping[str, Override] | None = None,
    ):
        self.region = region
        self._table = rows if isinstance(rows, StandardTable) else StandardTable(rows)
        self._overrides: dict[str, _Span] = {}
        self._used: dict[int, StandardRow] = {}
        self._found: dict[tuple[str, date], StandardRow | None] = {}
        for code, value in (overrides or {}).items():
            self._override(code, value)

    def _override(self, code: str, value: Override) -> None:
        if code not in self._table.units:
            raise RuleError("unknown_parameter", code)
        dated = ((date.min, value),) if isinstance(value, str) else value
        self._overrides[code] = _Span(
            StandardRow(
                code,
                self.region,
                text,
                self._table.units[code],
                start,
                None,
                None,
                None,
                None,
                False,
                "本次测算指定",
                overridden=True,
            )
            for start, text in dated
        )

    def recording(self) -> Standards:
        """The same standards with an empty record of used rows."""
        view = object.__new__(Standards)
        view.__dict__ |= self.__dict__ | {"_used": {}}
        return view

    def with_value(self, code: str, value: str) -> Standards:
        """The same standards with one value held for every day (a rehearsal, a what-if)."""
        return self.overridden({code: value})

    def overridden(self, values: Mapping[str, Override]) -> Standards:
        """The same standards with other values, each for every day or from its days on."""
        view = self.recording()
        view._overrides = dict(self._overrides)
        view._found = {}
        for code, value in values.items():
            view._override(code, value)
        return view

    @property
    def used(self) -> tuple[StandardRow, ...]:
        """The rows that were looked up, in order of first use."""
        return tuple(self._used.values())

    def find(self, code: str, day: date) -> StandardRow | None:
        """The row in force on the day, or None; what is found counts as used."""
        try:
            row = self._found[code, day]
        except KeyError:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            row = self._found[code, day] = self._look_up(code, day)
        if row is not None:
            self._used[id(row)] = row
        return row

    def _look_up(self, code: str, day: date) -> StandardRow | None:
        if code in self._overrides:
            return self._overrides[code].on(day)
        spans = (self._table.spans.get((code, region)) for region in (self.region, "CN"))
        return next((found for span in spans if span and (found := span.on(day))), None)

    def row(self, code: str, day: date) -> StandardRow:
        """The row in force on the day; refused by name if there is none."""
        found = self.find(code, day)
        if found:
            return found
        known = code in self._table.units
        raise RuleError(
            "missing_standard" if known else "unknown_standard", code, region=self.region, day=day
        )

    def in_force(self, code: str, day: date) -> bool:
        return self.find(code, day) is not None

    def begins_after(self, code: str, day: date) -> bool:
        """Whether the code has no value on the day but has one later."""
        spans = (
            [self._overrides[code]]
            if code in self._overrides
            else [
                self._table.spans[key]
                for region in (self.region, "CN")
                if (key := (code, region)) in self._table.spans
            ]
        )
        return not self.in_force(code, day) and any(span.starts[-1] > day for span in spans)

    def change_between(self, day: date, later: date) -> bool:
        """Whether a value of the region or of CN begins after the day and not after the later one."""
        regions = (self.region, "CN")
        return any(where in regions and day < first <= later for where, first in self._table.beginnings)

    def value(self, code: str, day: date) -> str:
        found = self.find(code, day) or self.row(code, day)
        return found.value or ""

    def ratio(self, code: str, day: date) -> Fraction:
        """A decimal number as an exact fraction (also for areas, indices and money)."""
        return _number(code, self.value(code, day))

    money = ratio

    def integer(self, code: str, day: date) -> int:
        number = self.ratio(code, day)
        if number.denominator != 1:
            raise RuleError("parameter_out_of_range", code)
        return number.numerator

    def choice(self, code: str, day: date, allowed: Sequence[str]) -> str:
        value = self.value(code, day)
        if value not in allowed:
            raise RuleError("parameter_out_of_range", code)
        return value

    def boolean(self, code: str, day: date) -> bool:
        """true or false; refused by name when not in force."""
        return self.choice(code, day, ("true", "false")) == "true"

    def switch(self, code: str, day: date) -> bool:
        """Whether a rule is switched on: in force and true. Not in force is off, not an error."""
        return self.in_force(code, day) and self.boolean(code, day)

    def words(self, code: str, day: date) -> tuple[str, ...]:
        """A list separated by commas."""
        return tuple(word.strip() for word in self.value(code, day).split(",") if word.strip())

    def ratios(self, code: str, day: date) -> tuple[Fraction, ...]:
        """A list of decimal numbers separated by commas."""
        return tuple(_number(code, word) for word in self.words(code, day))

    def dibao(self, day: date) -> Fraction:
        """S(m): the dibao standard of the day's month, looked up on the first day; yuan per person and month."""
        return self.money("dibao_standard", first_of_month(day))

    def rounding(self, day: date) -> tuple[Fraction, str]:
        """The quantum (yuan) and the rounding of benefits in force on the day."""
        return self.money("pay_quantum", day), self.choice("pay_rounding", day, ROUNDING_NAMES)

    def pay(self, x: Fraction, day: date) -> Decimal:
        """pay(x) by the quantum and rounding in force on the day."""
        return pay(x, *self.rounding(day))
