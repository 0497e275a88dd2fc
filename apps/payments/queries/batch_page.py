"""What the page of one batch shows."""

import datetime as dt
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from apps.benefits.models import Award
from apps.benefits.queries import open_basis
from apps.core.chinese import month_text
from apps.core.moment import one_moment
from apps.core.shapes import (
    ApprovalChain,
    Crumb,
    Link,
    Proof,
    ProofRow,
    Strip,
)
from apps.core.templatetags.look import change, money
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments.models import Batch, Held, Payment
from apps.payments.queries.bank_part import BankPart, bank_part, waiting_strip
from apps.payments.queries.batch_chain import Act, acts_of, chain_of, day_words
from apps.payments.queries.batch_list import state_kind
from apps.payments.queries.changes import Change
from apps.payments.queries.comparison import Comparison, Sums, comparison
from apps.payments.queries.funds import FundShare, fund_shares
from apps.payments.queries.register import register_proof
from apps.payments.queries.totals import Totals, totals_of
from apps.rules.amounts import in_words
from apps.standards.access import sees_standards

SHOWN_CHANGES = 50


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One row from last month to this month, in words ready to print. `kind`: "", sum, result, grey."""

    label: str
    households: str
    persons: str
    amount: str
    note: str = ""
    kind: str = ""
    url: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One changed household."""

    name: str
    url: str
    name_note: str
    before: Decimal | None
    after: Decimal
    difference: Decimal
    why: str
    why_note: str
    explained: bool


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A household of which something is held; `note` where the rest of it is paid."""

    name: str
    url: str
    amount: Decimal
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One batch: chain, movement, changes, proof, what is held."""

    batch_id: int
    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[str, ...]
    state_kind: str
    state_text: str
    links: tuple[Link, ...]
    acts: tuple[Act, ...]
    strips: tuple[Strip, ...]
    chain: ApprovalChain
    caption_note: str
    open_basis: str
    open_points_url: str
    movement: tuple[MovementRow, ...]
    changed_title: str
    changed: tuple[ChangedRow, ...]
    changed_more: str
    before_label: str
    after_label: str
    totals: tuple[Totals, ...]
    funds: tuple[FundShare, ...]
    proof: Proof
    held: tuple[HeldRow, ...]
    held_count: int
    held_total: Decimal
    bank: BankPart | None


@one_moment()
def batch_page(batch: Batch, user, on: dt.date) -> BatchPage:
    """The page of a batch that was got through `access`."""
    compared = comparison(batch)
    held = _held_rows(batch, compared.partly)
    bank = bank_part(batch, user, on)
    words = month_text(batch.month)
    return BatchPage(
        batch_id=batch.pk,
        title=f"{words}基本生活救助发放批次",
        crumbs=(
            Crumb("工作台", reverse("desk:worklist")),
            Crumb("资金发放", reverse("payments:list")),
            Crumb(batch.number),
        ),
        facts=(f"批次号 {batch.number}", f"按 {day_words(batch.drafted_on)} 待遇登记簿生成"),
        state_kind=state_kind(batch),
        state_text=batch.get_state_display(),
        links=_links(batch, user, on),
        acts=acts_of(batch, bool(compared.unexplained), user, on),
        strips=(*_strips(compared), *waiting_strip(bank)),
        chain=chain_of(batch, compared.due.households, bank, user, on),
        caption_note="金额单位：元。每一项都能对到决定。",
        open_basis=_open_basis(batch),
        open_points_url=reverse("standards:open_points") if sees_standards(user, on) else "",
        movement=_movement(batch, compared),
        changed_title=f"有变化的 {len(compared.changes)} 户",
        changed=tuple(_changed_row(change) for change in _first(compared.changes)),
        changed_more=_more(compared.changes),
        before_label=_short_month(compared.before_month) if compared.before_month else "上期",
        after_label=_short_month(batch.month),
        totals=totals_of(batch, exports=may(user, Permission.EXPORT, batch.office_id, on)),
        funds=fund_shares(batch),
        proof=_proof(batch),
        held=held,
        held_count=compared.held.households,
        held_total=compared.held.amount,
        bank=bank,
    )


def _open_basis(batch: Batch) -> str:
    awards = Payment.objects.filter(batch=batch).values("award_id")
    return open_basis(Award.objects.filter(pk__in=awards)).words


def _short_month(month: dt.date) -> str:
    return f"{month.month}月"


def _links(batch: Batch, user, on: dt.date) -> tuple[Link, ...]:
    links = []
    if may(user, Permission.EXPORT, batch.office_id, on):
        links.append(Link("导出名册", reverse("payments:roster", args=[batch.pk]), "upload"))
    if batch.roster_id:
        links.append(Link("发放名册", reverse("documents:preview", args=[batch.roster_id]), "document"))
    return tuple(links)


def _strips(compared: Comparison) -> tuple[Strip, ...]:
    many = len(compared.unexplained)
    if not many:
        return ()
    names = "、".join(one.name for one in compared.unexplained[:5])
    return (Strip("alarm", f"{many} 户的变化没有依据", f"不能批准。请先核对：{names}。"),)


def _movement(batch: Batch, compared: Comparison) -> tuple[MovementRow, ...]:
    """上月实发 → causes → 本月应发 → held → 本月实发."""
    before = f"{_short_month(compared.before_month)}实发" if compared.before_month else "上期没有批次"
    month = _short_month(batch.month)
    rows = [_total_row(before, compared.before, "sum")]
    for row in compared.rows:
        rows.append(
            MovementRow(
                label=f"{row.label} {row.households} 户",
                households=change(row.delta.households),
                persons=change(row.delta.persons),
                amount=change(row.delta.amount),
                note=row.note,
                kind="grey" if row.cause == "same" else "",
                url="" if row.cause == "same" else "#changed",
                checked=row.explained and bool(row.note),
            )
        )
    explained = not compared.unexplained
    note = "没有未说明的差异" if explained else "有未说明的差异"
    rows.append(_total_row(f"{month}应发", compared.due, "sum", note, explained))
    rows.append(
        MovementRow(
            label=f"减 暂缓 {compared.held.households} 户",
            households=change(compared.listed.households - compared.due.households),
            persons=change(compared.listed.persons - compared.due.persons),
            amount=change(-compared.held.amount),
            note=_held_note(compared),
        )
    )
    rows.append(_total_row(f"{month}实发", compared.listed, "result", in_words(compared.listed.amount)))
    return tuple(rows)


def _held_note(compared: Comparison) -> str:
    if not compared.held.households:
        return ""
    partly = f"；{len(compared.partly)} 户只暂缓一部分" if compared.partly else ""
    return f"逐户原因见“暂缓付款”{partly}"


def _total_row(label: str, sums: Sums, kind: str, note: str = "", checked: bool = False) -> MovementRow:
    return MovementRow(
        label, f"{sums.households:,}", f"{sums.persons:,}", money(sums.amount), note, kind, checked=checked
    )


def _first(changes: Iterable[Change]) -> list[Change]:
    """The unexplained first, then the largest differences; the page shows so many and says how many more."""
    ordered = sorted(changes, key=lambda one: (one.explained, -abs(one.difference), one.name))
    return ordered[:SHOWN_CHANGES]


def _more(changes: tuple[Change, ...]) -> str:
    rest = len(changes) - SHOWN_CHANGES
    return f"另 {rest} 户，全部见导出的名册" if rest > 0 else ""


def _changed_row(one: Change) -> ChangedRow:
    return ChangedRow(
        name=one.name,
        url=reverse("desk:case", args=[one.case_id]),
        name_note=f"{one.members} 人",
        before=one.before,
        after=one.after,
        difference=one.difference,
        why=one.why,
        why_note=one.source,
        explained=one.explained,
    )


def _proof(batch: Batch) -> Proof:
    proof = register_proof(batch)
    partly = f"（其中 {proof.partly} 户一部分暂缓）" if proof.partly else ""
    rows = [
        ProofRow("待遇登记簿有效户", proof.register),
        ProofRow(f"列入本次发放{partly}", proof.listed),
        ProofRow("暂缓付款（写明原因）", proof.held),
        ProofRow("排除（已在别处发放）", proof.excluded),
    ]
    if proof.extra:
        rows.append(ProofRow("另有只补发以前月份", proof.extra))
    total = proof.listed + proof.held + proof.excluded
    return Proof("应发是否都在", tuple(rows), total, proof.agrees, f"不符，登记簿 {proof.register} 户")


def _held_rows(batch: Batch, partly: Set[int]) -> tuple[HeldRow, ...]:
    """One row per held household, its months added up."""
    lines = Held.objects.filter(batch=batch).select_related("award__household__head", "award__decision")
    found: dict[int, list[Held]] = {}
    for line in lines.order_by("award__household__head__name_pinyin", "award_id", "month"):
        found.setdefault(line.award_id, []).append(line)
    return tuple(_held_row(months, award in partly) for award, months in found.items())


def _held_row(lines: Sequence[Held], partly: bool) -> HeldRow:
    award = lines[0].award
    kinds = "、".join(dict.fromkeys(line.get_kind_display() for line in lines))
    return HeldRow(
        name=award.household.head.name,
        url=reverse("desk:case", args=[award.decision.case_id]),
        amount=sum((line.amount for line in lines), Decimal("0.00")),
        reason=lines[0].get_reason_display(),
        note=f"只暂缓{kinds}，其余照发" if partly else "",
    )
