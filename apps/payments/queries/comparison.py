"""From last month's paid to this month's paid: every difference with its cause, its decision, or nothing (unexplained)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Max, Q, Sum
from django.db.models.functions import Coalesce

from apps.benefits.models import Award, AwardAmount, Decision
from apps.documents.models import Document
from apps.payments.models import Batch, Cause, Held, Payment

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Due:
    """What one award gets in one batch, in yuan: for the month itself, and for earlier months."""

    regular: Decimal = ZERO
    arrears: Decimal = ZERO
    members: int = 0

    @property
    def total(self) -> Decimal:
        return self.regular + self.arrears


NOTHING = Due()


@dataclass(frozen=True, slots=True)
class Sums:
    """Households, persons, yuan."""

    households: int = 0
    persons: int = 0
    amount: Decimal = ZERO

    def plus(self, households: int, persons: int, amount: Decimal) -> "Sums":
        return Sums(self.households + households, self.persons + persons, self.amount + amount)


@dataclass(frozen=True, slots=True)
class Change:
    """One household that differs from last month, why, and by which decision; `explained` false blocks approval."""

    award_id: int
    cause: str
    name: str
    case_id: int
    members: int
    before: Decimal | None
    after: Decimal
    why: str
    source: str
    explained: bool

    @property
    def difference(self) -> Decimal:
        return self.after - (self.before or ZERO)


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
    """From last month's paid to this month's paid; every difference stands in one of the rows."""

    before_month: dt.date | None
    before: Sums
    rows: tuple[CauseRow, ...]
    due: Sums
    held: Sums
    listed: Sums
    changes: tuple[Change, ...]

    @property
    def unexplained(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.explained)


@dataclass(slots=True)
class _Row:
    households: int = 0
    delta: Sums = field(default_factory=Sums)


LABELS = {
    "new": "新增",
    "resumed": "上月暂缓",
    "stopped": "停发",
    "raised": "增发",
    "lowered": "减发",
    "arrears": "补发",
    "same": "不变",
}


def lines_of(batch: Batch | None, table: type[Payment] | type[Held]) -> dict[int, Due]:
    """The lines of a batch, paid or held, added up by award."""
    if batch is None:
        return {}
    rows = (
        table.objects.filter(batch=batch)
        .values("award_id")
        .annotate(
            regular=Coalesce(Sum("amount", filter=Q(cause=Cause.REGULAR)), ZERO),
            arrears=Coalesce(Sum("amount", filter=~Q(cause=Cause.REGULAR)), ZERO),
            persons=Max("members"),
        )
    )
    return {row["award_id"]: Due(row["regular"], row["arrears"], row["persons"]) for row in rows}


def batch_before(batch: Batch) -> Batch | None:
    """The last batch of the same office before this one."""
    return Batch.objects.filter(office_id=batch.office_id, month__lt=batch.month).order_by("-month").first()


def comparison(batch: Batch) -> Comparison:
    """Last month's paid, by causes, to this month's paid. A fixed number of queries, whatever the rows."""
    earlier = batch_before(batch)
    paid_before, held_before = lines_of(earlier, Payment), lines_of(earlier, Held)
    listed, held = lines_of(batch, Payment), lines_of(batch, Held)
    due = listed | held
    causes = {
        award: _cause(paid_before.get(award), due.get(award), award in held_before)
        for award in sorted(paid_before.keys() | due.keys())
    }
    changes = _changes(batch, earlier, causes, paid_before, due, listed)
    return Comparison(
        before_month=earlier.month if earlier else None,
        before=_sums(paid_before),
        rows=_rows(causes, paid_before, due, changes),
        due=_sums(due),
        held=_sums(held),
        listed=_sums(listed),
        changes=changes,
    )


def _cause(before: Due | None, now: Due | None, was_held: bool) -> str:
    """Why an award differs from last month, by its regular lines; arrears alone are a cause of their own."""
    old, new = (before or NOTHING).regular, (now or NOTHING).regular
    if new == old:
        return "same" if (before or NOTHING).arrears == (now or NOTHING).arrears else "arrears"
    if not new:
        return "stopped"
    if not old:
        return "resumed" if was_held else "new"
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
    """The rows by cause. Regular amounts stand with their cause, all arrears in the row of arrears."""
    rows = {cause: _Row() for cause in LABELS}
    for award, cause in causes.items():
        old, new = before.get(award, NOTHING), due.get(award, NOTHING)
        row, arrears = rows[cause], new.arrears - old.arrears
        row.households += 1
        row.delta = row.delta.plus(
            (award in due) - (award in before), new.members - old.members, new.regular - old.regular
        )
        rows["arrears"].delta = rows["arrears"].delta.plus(0, 0, arrears)
        if arrears and cause != "arrears":
            rows["arrears"].households += 1
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


def _changes(
    batch: Batch,
    earlier: Batch | None,
    causes: Mapping[int, str],
    before: Mapping[int, Due],
    due: Mapping[int, Due],
    listed: Mapping[int, Due],
) -> tuple[Change, ...]:
    changed = [award for award, cause in causes.items() if cause != "same"]
    awards = Award.objects.select_related("household__head", "decision", "ended_by").in_bulk(changed)
    amounts = _amounts_in_force(changed, batch.month)
    letters = _letters(awards.values(), amounts.values())
    found = []
    for key in changed:
        award, cause = awards[key], causes[key]
        why, decision = _why(award, cause, amounts.get(key), earlier, key in listed)
        found.append(
            Change(
                award_id=key,
                cause=cause,
                name=award.household.head.name,
                case_id=(decision or award.decision).case_id,
                members=(due.get(key) or before[key]).members,
                before=before[key].total if key in before else None,
                after=due.get(key, NOTHING).total,
                why=why,
                source=letters.get(decision.case_id, f"{decision.decided_on:%Y-%m-%d}决定")
                if decision
                else "",
                explained=decision is not None,
            )
        )
    return tuple(found)


def _source(decision: Decision | None, letters: Mapping[int, str]) -> str:
    """The decision letter with its day, or the day of the decision alone."""
    if decision is None:
        return ""
    on = decision.decided_on
    return letters.get(decision.case_id, f"{on.year}年{on.month}月{on.day}日决定")


def _why(award: Award, cause: str, amount: AwardAmount | None, earlier: Batch | None, paid: bool):
    """In words why an award changed, and the decision behind it (None: unexplained)."""
    match cause:
        case "stopped":
            return "停发：" + (award.ended_by.text[:60] if award.ended_by else "没有终止决定"), award.ended_by
        case "resumed":
            return ("上月暂缓，账户已核实" if paid else "上月暂缓，本月仍暂缓"), award.decision
        case "arrears":
            return "补发以前月份，金额与上月不同", award.decision
        case "new":
            return f"新增：审核确认同意，{award.from_month:%Y年%-m月}起发", award.decision
    decided = amount is not None and _is_newer(amount, earlier)
    label = LABELS[cause]
    return (
        (f"{label}：{amount.decision.text[:60]}", amount.decision)
        if decided
        else (f"{label}：没有决定", None)
    )


def _is_newer(amount: AwardAmount, earlier: Batch | None) -> bool:
    """Whether the amount came after the batch before: it begins later, or was decided after that was drafted."""
    return (
        earlier is None
        or amount.from_month > earlier.month
        or amount.decision.decided_on >= earlier.drafted_on
    )


def _amounts_in_force(awards: Iterable[int], month: dt.date) -> dict[int, AwardAmount]:
    rows = AwardAmount.objects.filter(
        Q(to_month__isnull=True) | Q(to_month__gte=month), award__in=awards, from_month__lte=month
    ).select_related("decision")
    return {row.award_id: row for row in rows}


def _letters(awards: Iterable[Award], amounts: Iterable[AwardAmount]) -> dict[int, str]:
    """Numbers and days of the decision letters, by case."""
    decisions = [award.decision for award in awards] + [amount.decision for amount in amounts]
    decisions += [award.ended_by for award in awards if award.ended_by]
    letters = Document.objects.filter(kind="decision_letter", case__in={one.case_id for one in decisions})
    return {
        letter.case_id: f"{letter.number}，{letter.issued_on.month}月{letter.issued_on.day}日"
        for letter in letters.order_by("id")
    }
