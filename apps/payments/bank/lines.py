"""What stands in the files of a bank, whatever they look like."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line: which batch, which month (2026-12), how many orders, how many yuan."""

    batch: str
    month: str
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Order:
    """One line to the bank. `line` counts from 1 and comes back in the answer."""

    line: int
    account: str
    name: str
    amount: Decimal
    purpose: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One line from the bank; `paid` by its code."""

    line: int
    account: str
    amount: Decimal
    paid: bool
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How one bank wants its files. Readers raise Refused (`return_unreadable`) and give (batch number, answers)."""

    code: str
    label: str
    write_text: Callable[[Heading, Iterable[Order]], bytes]
    write_sheet: Callable[[Heading, Iterable[Order]], bytes]
    read_text: Callable[[bytes], tuple[str, Sequence[Answer]]]
    read_sheet: Callable[[bytes], tuple[str, Sequence[Answer]]]
    write_answer: Callable[[Heading, Iterable[tuple[Order, str, str]]], bytes]
