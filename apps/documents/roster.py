"""The context of the monthly roster (发放名册), which proves its own sums."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from apps.rules.amounts import in_words

MOST_LINES = (
    2_000  # on one paper; setting one takes about 20 ms, and a street of Tianjin has some 330 households
)
NO_COMMUNITY = "未登记社区"


@dataclass(frozen=True)
class RosterLine:
    """One payment: who is paid, on which account (tail only), for how many persons, how it was computed.

    `household`: the how-manieth of the roster, since one with arrears has a line for each month. `community`: "" where
    none is registered.
    """

    number: int
    payee: str
    account_tail: str
    persons: int
    programme: str
    formula: str
    amount: Decimal
    household: int = 0
    community: str = ""


@dataclass(frozen=True)
class RosterTotal:
    """The sum of one programme, or of all; each household and its persons are counted once."""

    programme: str
    households: int
    persons: int
    amount: Decimal


@dataclass(frozen=True)
class RosterPart:
    """The lines of one community, and their sum."""

    community: str
    lines: tuple[RosterLine, ...]
    total: RosterTotal


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
    `part`: the community whose part it is, "" for all of the office. Totals are made from the lines; stored ones that do not
    agree raise ValueError.
    """

    month: dt.date
    batch_number: str
    lines: tuple[RosterLine, ...]
    approvals: tuple[Approval, ...]
    totals: tuple[RosterTotal, ...] = ()
    total: RosterTotal | None = None
    total_in_words: str = ""
    open_basis: str = ""
    part: str = ""

    def __post_init__(self) -> None:
        totals, total = _totals(self.lines), _total("合计", self.lines)
        made = {"totals": totals, "total": total, "total_in_words": in_words(total.amount)}
        for name, value in made.items():
            if getattr(self, name) not in ("", (), None, value):
                raise ValueError(f"The roster's {name} do not agree with its lines.")
            object.__setattr__(self, name, value)

    @property
    def parts(self) -> tuple[RosterPart, ...]:
        """The lines by community, in the order of first appearance."""
        found: dict[str, list[RosterLine]] = {}
        for line in self.lines:
            found.setdefault(line.community, []).append(line)
        return tuple(
            RosterPart(name or NO_COMMUNITY, tuple(lines), _total("小计", lines))
            for name, lines in found.items()
        )

    @property
    def is_long(self) -> bool:
        """Whether it is printed by communities, and only their sums stand on the roster of the office."""
        return len(self.lines) > MOST_LINES

    def for_community(self, name: str) -> "Roster | None":
        """The part of one community as a roster of its own; None for a community that it does not have."""
        lines = next((part.lines for part in self.parts if part.community == name), ())
        if not lines:
            return None
        own = {"totals": (), "total": None, "total_in_words": ""}
        return replace(self, lines=lines, part=name, **own)


def _totals(lines: tuple[RosterLine, ...]) -> tuple[RosterTotal, ...]:
    """One total per programme, in the order of first appearance."""
    programmes = dict.fromkeys(line.programme for line in lines)
    return tuple(_total(name, (line for line in lines if line.programme == name)) for name in programmes)


def _total(name: str, lines: Iterable[RosterLine]) -> RosterTotal:
    rows = tuple(lines)
    amount = sum((row.amount for row in rows), Decimal("0.00"))
    persons = {row.household or -row.number: row.persons for row in rows}
    return RosterTotal(name, len(persons), sum(persons.values()), amount)
