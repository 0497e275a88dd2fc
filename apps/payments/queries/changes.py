"""Every household that differs from last month: why, and by which decision."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.benefits.models import (
    Award,
    AwardAmount,
    Decision,
    Kind,
    OneTimeRound,
    Rehearsal,
    SetOffDecision,
)
from apps.benefits.queries import covers
from apps.documents.models import Document
from apps.payments.models import Batch
from apps.payments.queries.grounds import (
    back_pays,
    set_off_decisions,
    set_off_source,
    set_off_words,
)
from apps.payments.queries.lines import NOTHING, ZERO, Due

LABELS = {
    "new": "新增",
    "resumed": "上月暂缓",
    "stopped": "停发",
    "raised": "增发",
    "lowered": "减发",
    "tapered": "渐退",
    "arrears": "补发补差",
    "one_time": "一次性",
    "set_off": "抵扣追回款",
    "same": "不变",
}


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


def changes_of(
    batch: Batch,
    earlier: Batch | None,
    causes: Mapping[int, str],
    before: Mapping[int, Due],
    due: Mapping[int, Due],
    held: Mapping[int, Due],
) -> tuple[Change, ...]:
    """The changed awards of a batch in words; `causes` says how each differs from the batch before."""
    changed = [award for award, cause in causes.items() if cause != "same"]
    awards = _awards(changed)
    once = [award for award in changed if causes[award] == "one_time"]
    amounts = _amounts_in_force(changed, batch.month) | _amounts_in_force(once, batch.month, once=True)
    letters = _letters(awards.values(), amounts.values())
    tapers = _taper_months(key for key in changed if causes[key] == "tapered")
    late = back_pays(batch, [key for key in changed if causes[key] == "arrears"])
    moved = [key for key in changed if before.get(key, NOTHING).set_off != due.get(key, NOTHING).set_off]
    held_back = set_off_decisions([one for one in (batch, earlier) if one], moved)
    found = []
    for key in changed:
        award, cause = awards[key], causes[key]
        why, basis = _why(award, cause, amounts.get(key), earlier, key in held)
        if key in late and late[key].row:
            why, basis = late[key].words, late[key].row.decision or late[key].row.approval
        if cause == "tapered":
            why = _taper_words(tapers[key], batch.month, why)
        if key in held_back:
            words = set_off_words(held_back[key], due.get(key, NOTHING).set_off)
            why, basis = (words, held_back[key]) if cause == "set_off" else (f"{why}；{words}", basis)
        found.append(
            Change(
                award_id=key,
                cause=cause,
                name=award.household.head.name,
                case_id=(basis if isinstance(basis, Decision) else award.decision).case_id,
                members=(due.get(key) or before[key]).members,
                before=before[key].total if key in before else None,
                after=due.get(key, NOTHING).total,
                why=why,
                source=_source(basis, letters),
                explained=basis is not None,
            )
        )
    return tuple(found)


def _awards(keys: Iterable[int]) -> dict[int, Award]:
    """The awards with the few words that the page needs; no encrypted column is opened."""
    shown = ("from_month", "household__head__name")
    decided = (
        f"{one}__{field}" for one in ("decision", "ended_by") for field in ("case_id", "decided_on", "text")
    )
    rows = Award.objects.select_related("household__head", "decision", "ended_by").only(*shown, *decided)
    return rows.in_bulk(keys)


def _source(
    basis: Decision | Rehearsal | OneTimeRound | SetOffDecision | None, letters: Mapping[int, str]
) -> str:
    """The decision letter with its day, or the day of the decision alone, or who published the standard and when."""
    if basis is None:
        return ""
    if isinstance(basis, Rehearsal | OneTimeRound):
        return f"{basis.approved_on:%Y-%m-%d}批准发布"
    if isinstance(basis, SetOffDecision):
        return set_off_source(basis)
    return letters.get(basis.case_id, f"{basis.decided_on:%Y-%m-%d}决定")


def _why(award: Award, cause: str, amount: AwardAmount | None, earlier: Batch | None, is_held: bool):
    """In words why an award changed, and the decision or published rehearsal behind it (None: unexplained)."""
    match cause:
        case "stopped":
            return "停发：" + (award.ended_by.text[:60] if award.ended_by else "没有终止决定"), award.ended_by
        case "resumed":
            return ("上月暂缓，本月仍暂缓" if is_held else "上月暂缓，账户已核实"), award.decision
        case "arrears":
            return "上月的补发、补差已发完", award.decision
        case "one_time":
            over = "上月的一次性待遇已发完"
            given = amount.one_time if amount else None
            return (f"一次性：{given}", given) if given else (over, award.decision)
        case "new":
            return f"新增：审核确认同意，{award.from_month:%Y年%-m月}起发", award.decision
    decided = amount is not None and _is_newer(amount, earlier)
    label = LABELS[cause]
    return (
        (f"{label}：{amount.because[:60]}", amount.decision or amount.approval)
        if decided
        else (f"{label}：没有决定", None)
    )


def _is_newer(amount: AwardAmount, earlier: Batch | None) -> bool:
    """Whether the amount came after the batch before: it begins later, or was decided after that was drafted."""
    return earlier is None or amount.from_month > earlier.month or amount.decided_on >= earlier.drafted_on


def _amounts_in_force(awards: Iterable[int], month: dt.date, *, once: bool = False) -> dict[int, AwardAmount]:
    """By award the amount of the month that began last, or what is paid `once` in it."""
    rows = AwardAmount.objects.filter(covers(month), award__in=awards, one_time__isnull=not once)
    rows = rows.select_related("decision", "rehearsal", "one_time")
    decided = ("decision__case_id", "decision__decided_on", "decision__text")
    rows = rows.order_by("from_month", "id").only(
        "award_id",
        "from_month",
        *decided,
        "rehearsal__title",
        "rehearsal__approved_on",
        "one_time__title",
        "one_time__approved_on",
    )
    return {row.award_id: row for row in rows}


def _taper_months(awards: Iterable[int]) -> dict[int, list[dt.date]]:
    """The months of the taper of each award, in order."""
    found: dict[int, list[dt.date]] = {key: [] for key in awards}
    rows = AwardAmount.objects.filter(award__in=found, kind=Kind.TAPER).order_by("from_month")
    for award, month in rows.values_list("award_id", "from_month"):
        found[award].append(month)
    return found


def _taper_words(months: Sequence[dt.date], month: dt.date, why: str) -> str:
    """渐退第 4 期，共 6 期; the month's own words where it is no month of the plan."""
    if month not in months:
        return why
    return f"渐退第 {months.index(month) + 1} 期，共 {len(months)} 期"


def _letters(awards: Iterable[Award], amounts: Iterable[AwardAmount]) -> dict[int, str]:
    """Numbers and days of the decision letters, by case."""
    decisions = [award.decision for award in awards] + [one.decision for one in amounts if one.decision]
    decisions += [award.ended_by for award in awards if award.ended_by]
    letters = Document.objects.filter(kind="decision_letter", case__in={one.case_id for one in decisions})
    return {
        letter.case_id: f"{letter.number}，{letter.issued_on.month}月{letter.issued_on.day}日"
        for letter in letters.order_by("id")
    }
