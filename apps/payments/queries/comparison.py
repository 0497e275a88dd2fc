"""From last month's paid to this month's paid: every difference with its cause, its decision, or nothing (unexplained)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from apps.payments.models import Batch, Held, Payment
from apps.payments.queries.changes import LABELS, Change, changes_of
from apps.payments.queries.lines import NOTHING, ZERO, Due, lines_of


@dataclass(frozen=True, slots=True)
class Sums:
    """Households, persons, yuan."""

    households: int = 0
    persons: int = 0
    amount: Decimal = ZERO

    def plus(self, households: int, persons: int, amount: Decimal) -> "Sums":
        return Sums(self.households + households, self.persons + persons, self.amount + amount)


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One row between last month and this month."""

    cause: str
    label: str
    households: int
    delta: Sums
    note: str
    explained: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """From last month's paid to this month's paid; every difference stands in one of the rows.

    `held` counts each household of which anything is held. `partly`: ids of the awards that are among the `listed` too, since
    what an institution or a claimant takes is paid while the rest is held.
    """

    before_month: dt.date | None
    before: Sums
    rows: tuple[CauseRow, ...]
    due: Sums
    held: Sums
    listed: Sums
    partly: frozenset[int]
    changes: tuple[Change, ...]

    @property
    def unexplained(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.explained)


@dataclass(slots=True)
class _Row:
    households: int = 0
    delta: Sums = field(default_factory=Sums)


def batch_before(batch: Batch) -> Batch | None:
    """The last batch of the same office before this one."""
    return Batch.objects.filter(office_id=batch.office_id, month__lt=batch.month).order_by("-month").first()


def comparison(batch: Batch) -> Comparison:
    """Last month's paid, by causes, to this month's paid. A fixed number of queries, whatever the rows."""
    earlier = batch_before(batch)
    paid_before, held_before = lines_of(earlier, Payment), lines_of(earlier, Held)
    listed, held = lines_of(batch, Payment), lines_of(batch, Held)
    partly = listed.keys() & held.keys()
    due = listed | held | {award: listed[award].plus(held[award]) for award in partly}
    causes = {
        award: _cause(paid_before.get(award, NOTHING), due.get(award, NOTHING), held_before.get(award))
        for award in sorted(paid_before.keys() | due.keys())
    }
    changes = changes_of(batch, earlier, causes, paid_before, due, held)
    return Comparison(
        before_month=earlier.month if earlier else None,
        before=_sums(paid_before),
        rows=_rows(causes, paid_before, due, changes),
        due=_sums(due),
        held=_sums(held),
        listed=_sums(listed),
        partly=frozenset(partly),
        changes=changes,
    )


def _cause(before: Due, now: Due, held_before: Due | None) -> str:
    """Why an award differs from last month, by its regular lines; what stands beside them is a cause of its own where it alone differs."""
    old, new = before.regular, now.regular
    if new == old:
        if before.once != now.once:
            return "one_time"
        if before.set_off != now.set_off:
            return "set_off"
        return "same" if before.arrears == now.arrears else "arrears"
    if not new:
        return "stopped"
    if held_before and (not old or new == old + held_before.regular):
        return "resumed"
    if not old:
        return "new"
    if now.tapered:
        return "tapered"
    return "raised" if new > old else "lowered"


def _sums(dues: Mapping[int, Due]) -> Sums:
    return Sums(
        len(dues), sum(due.members for due in dues.values()), sum((due.total for due in dues.values()), ZERO)
    )


def _rows(
    causes: Mapping[int, str],
    before: Mapping[int, Due],
    due: Mapping[int, Due],
    changes: Iterable[Change],
) -> tuple[CauseRow, ...]:
    """The rows by cause. Regular amounts stand with their cause; all arrears, what is paid once and what is held back towards
    a recovery in rows of their own.
    """
    rows = {cause: _Row() for cause in LABELS}
    for award, cause in causes.items():
        old, new = before.get(award, NOTHING), due.get(award, NOTHING)
        row = rows[cause]
        row.households += 1
        row.delta = row.delta.plus(
            (award in due) - (award in before), new.members - old.members, new.regular - old.regular
        )
        beside = {
            "arrears": new.arrears - old.arrears,
            "one_time": new.once - old.once,
            "set_off": old.set_off - new.set_off,
        }
        for other, moved in beside.items():
            rows[other].delta = rows[other].delta.plus(0, 0, moved)
            rows[other].households += bool(moved) and cause != other
    notes = _notes(changes)
    return tuple(
        CauseRow(cause, LABELS[cause], row.households, row.delta, *notes.get(cause, ("", True)))
        for cause, row in rows.items()
        if row.households
    )


def _notes(changes: Iterable[Change]) -> dict[str, tuple[str, bool]]:
    """For each cause: how many of its households are explained, in words."""
    counted: dict[str, list[bool]] = {}
    for change in changes:
        counted.setdefault(change.cause, []).append(change.explained)
    return {
        cause: (f"{len(found)} 户都有依据", True)
        if all(found)
        else (f"{found.count(False)} 户没有依据", False)
        for cause, found in counted.items()
    }
