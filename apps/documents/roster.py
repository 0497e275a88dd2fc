"""The context of the monthly roster (发放名册), which proves its own sums."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from apps.rules.amounts import in_words


@dataclass(frozen=True)
class RosterLine:
    """One household: who is paid, on which account (tail only), for how many persons, how it was computed."""

    number: int
    payee: str
    account_tail: str
    persons: int
    programme: str
    formula: str
    amount: Decimal


@dataclass(frozen=True)
class RosterTotal:
    """The sum of one programme."""

    programme: str
    households: int
    persons: int
    amount: Decimal


@dataclass(frozen=True)
class Approval:
    """One signature of the approval chain; without a day it is still to be given by hand."""

    step: str
    name: str
    on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Roster:
    """发放名册 of one month: lines, totals by programme, grand total in figures and words, signatures.

    `open_basis`: how many amounts rest on points that nobody has confirmed, in words; nothing where all is confirmed.
    Totals are made from the lines; stored ones that do not agree raise ValueError.
    """

    month: dt.date
    batch_number: str
    lines: tuple[RosterLine, ...]
    approvals: tuple[Approval, ...]
    totals: tuple[RosterTotal, ...] = ()
    total: RosterTotal | None = None
    total_in_words: str = ""
    open_basis: str = ""

    def __post_init__(self) -> None:
        totals, total = _totals(self.lines), _total("合计", self.lines)
        made = {"totals": totals, "total": total, "total_in_words": in_words(total.amount)}
        for name, value in made.items():
            if getattr(self, name) not in ("", (), None, value):
                raise ValueError(f"The roster's {name} do not agree with its lines.")
            object.__setattr__(self, name, value)


def _totals(lines: tuple[RosterLine, ...]) -> tuple[RosterTotal, ...]:
    """One total per programme, in the order of first appearance."""
    programmes = dict.fromkeys(line.programme for line in lines)
    return tuple(_total(name, (line for line in lines if line.programme == name)) for name in programmes)


def _total(name: str, lines: Iterable[RosterLine]) -> RosterTotal:
    rows = tuple(lines)
    amount = sum((row.amount for row in rows), Decimal("0.00"))
    return RosterTotal(name, len(rows), sum(row.persons for row in rows), amount)
