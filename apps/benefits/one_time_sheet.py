"""The sheet of a round: its groups, its shares; what the rules of each kind fill in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Group:
    """People of a group in the sheet and their yuan; `paid` false: another office pays them."""

    label: str
    persons: int
    amount: Decimal
    paid: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    award_id: int
    persons: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A round worked out: in words why, the groups, the shares. No shares: the rule gives nothing."""

    basis: str
    groups: tuple[Group, ...]
    shares: tuple[Share, ...]

    @property
    def total(self) -> Decimal:
        return sum((share.amount for share in self.shares), ZERO)

    @property
    def persons(self) -> int:
        return sum(share.persons for share in self.shares)


@dataclass(frozen=True, slots=True)
class Row:
    """People of one award of one hukou nature."""

    award_id: int
    programme: str
    nature: str
    persons: int
    case_number: str


def added_up(amounts: Mapping[Row, Decimal]) -> tuple[Share, ...]:
    """Added up by award; nothing is no share."""
    found: dict[int, Share] = {}
    for row, amount in amounts.items():
        before = found.get(row.award_id, Share(row.award_id, 0, ZERO))
        found[row.award_id] = Share(row.award_id, before.persons + row.persons, before.amount + amount)
    return tuple(share for share in found.values() if share.amount)
