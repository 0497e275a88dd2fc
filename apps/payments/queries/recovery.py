"""What the pages of recoveries show: the list, one order, the months of a notice."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from apps.benefits.access import decides_set_off
from apps.benefits.models import Award, RecoveryOrder, SetOffDecision
from apps.benefits.queries import appeal_strips, largest_part, left_of, with_left
from apps.core.chinese import month_text
from apps.core.shapes import Crumb, Strip
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.rules.amounts import format_money

MOST = 100
RECOVERY_KINDS = {"noticed": "in_progress", "decided": "waiting", "settled": "done", "dropped": "denied"}


@dataclass(frozen=True, slots=True)
class NoticePage:
    """What stands above the form of a notice: whose it is, and the months as they were worked out."""

    title: str
    crumbs: tuple[Crumb, ...]
    case_url: str
    months: tuple
    total: Decimal
    fine: str


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    name: str
    url: str
    office: str
    reason: str
    total: Decimal
    left: Decimal
    state_kind: str
    state_text: str


@dataclass(frozen=True, slots=True)
class SetOffRow:
    """One decision of the district: what is held back from when on, by which document."""

    words: str
    source: str
    letter_url: str


@dataclass(frozen=True, slots=True)
class SetOffPage:
    """Above the form of such a decision: whose recovery, what is left, what the household gets in a month."""

    title: str
    crumbs: tuple[Crumb, ...]
    order_url: str
    left: Decimal
    monthly: str
    strips: tuple[Strip, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class RecoveryPage:
    """One order with its months; `form`: which act is open to this person, "" for none."""

    title: str
    head: str
    case_url: str
    reason: str
    state_kind: str
    state_text: str
    total: Decimal
    left: Decimal
    fine: str
    notes: tuple[str, ...]
    strips: tuple[Strip, ...]
    months: tuple
    instalments: tuple
    receipts: tuple
    letter_url: str
    set_off_url: str
    set_offs: tuple["SetOffRow", ...]
    act: str
    act_label: str
    act_url: str


def recovery_rows(orders: QuerySet[RecoveryOrder]) -> tuple[RecoveryRow, ...]:
    """The newest of them, with what is still to come back."""
    return tuple(
        RecoveryRow(
            name=order.award.household.head.name,
            url=reverse("payments:recovery", args=[order.pk]),
            office=order.award.paying_office.name,
            reason=order.reason,
            total=order.total,
            left=order.left,
            state_kind=RECOVERY_KINDS[order.state],
            state_text=order.get_state_display(),
        )
        for order in with_left(orders).order_by("-pk")[:MOST]
    )


ACTS = {
    "hear": (Permission.PERIODIC_REVIEW, "登记陈述"),
    "decide": (Permission.RECOVERY, "作出决定"),
    "receive": (Permission.RECORD_OUTCOME, "登记退款"),
}


def next_act(order: RecoveryOrder, user, on: dt.date) -> str:
    """What this person may do with the order now: hear, decide, receive, or ""."""
    name = {"noticed": "decide" if order.statement else "hear", "decided": "receive"}.get(order.state, "")
    if not name or not may(user, ACTS[name][0], order.award.paying_office_id, on):
        return ""
    return "" if name == "decide" and order.noticed_by_id == user.pk else name


def recovery_page(order: RecoveryOrder, user, on: dt.date) -> RecoveryPage:
    """One order that was got through `access`."""
    act = next_act(order, user, on)
    receipts = tuple(order.receipts.select_related("received_by"))
    return RecoveryPage(
        title=f"{order.award.household.head.name}家庭　追回",
        head=order.award.household.head.name,
        case_url=reverse("desk:case", args=[order.award.decision.case_id]),
        reason=order.reason,
        state_kind=RECOVERY_KINDS[order.state],
        state_text=order.get_state_display(),
        total=order.total,
        left=left_of(order),
        fine=_fine(order),
        notes=_notes(order),
        strips=appeal_strips(order.award.household_id),
        months=tuple(order.months.all()),
        instalments=tuple(order.instalments.all()),
        receipts=receipts,
        letter_url=reverse("documents:preview", args=[order.letter_id]) if order.letter_id else "",
        set_off_url=_set_off_url(order, user, on),
        set_offs=tuple(map(_set_off_row, order.set_off_decisions.select_related("decided_by"))),
        act=act,
        act_label=ACTS[act][1] if act else "",
        act_url=reverse("payments:recovery", args=[order.pk]),
    )


def _set_off_url(order: RecoveryOrder, user, on: dt.date) -> str:
    """Where the district decides, for whoever does while something is still to come back."""
    opens = order.state == "decided" and decides_set_off(user, order, on)
    return reverse("payments:set_off", args=[order.pk]) if opens else ""


def _set_off_row(one: SetOffDecision) -> SetOffRow:
    month = f"{month_text(one.from_month)}起"
    return SetOffRow(
        words=f"{month}{f'每月抵扣 {format_money(one.monthly)} 元' if one.monthly else '停止抵扣'}",
        source=f"{one.reference}，{one.decided_on:%Y-%m-%d}，{one.decided_by}：{one.text}",
        letter_url=reverse("documents:preview", args=[one.letter_id]),
    )


def set_off_page(order: RecoveryOrder, on: dt.date) -> SetOffPage:
    """What stands above the form of `decide_set_off`."""
    name = order.award.household.head.name
    back = reverse("payments:recovery", args=[order.pk])
    most = largest_part(order, on)
    return SetOffPage(
        title=f"{name}家庭　抵扣追回款",
        crumbs=(Crumb("追回", reverse("payments:recoveries")), Crumb(f"{name}家庭", back), Crumb("抵扣")),
        order_url=back,
        left=left_of(order),
        monthly=f"本月待遇 {format_money(most)} 元" if most else "本月没有可以抵扣的待遇",
        strips=(*_not_open(order), *appeal_strips(order.award.household_id)),
        is_open=order.state == "decided",
    )


def _not_open(order: RecoveryOrder) -> tuple[Strip, ...]:
    if order.state == "decided":
        return ()
    words = (
        "决定追回以后，区级才能决定抵扣。" if order.state == "noticed" else "没有还应退的款项，不需要抵扣。"
    )
    return (Strip("note", f"这件追回{order.get_state_display()}", words),)


def _fine(order: RecoveryOrder) -> str:
    if order.penalty_min is None:
        return ""
    return f"可处 {order.penalty_min:,.2f} 至 {order.penalty_max:,.2f} 元罚款，由区级决定，此处只作记录。"


def _notes(order: RecoveryOrder) -> tuple[str, ...]:
    """Who said and decided what, in order."""
    notes = [f"{order.noticed_on:%Y-%m-%d}　{order.noticed_by}告知家庭"]
    if order.good_faith:
        notes.append("不是家庭的过错，决定时一并考虑")
    if order.statement:
        notes.append(f"家庭陈述：{order.statement}")
    if order.decided_on:
        notes.append(f"{order.decided_on:%Y-%m-%d}　{order.decided_by}：{order.text}")
    elif order.state == "noticed":
        notes.append("告知人不能决定，由本街道审核确认人员决定")
    return tuple(notes)


def notice_page(award: Award, found) -> NoticePage:
    """`found`: the answer of the rule or of the ledger (`rules.recovery.Recovery`)."""
    name = award.household.head.name
    fine = found.penalty
    return NoticePage(
        title=f"{name}家庭　告知追回",
        crumbs=(Crumb("追回", reverse("payments:recoveries")), Crumb(f"{name}家庭")),
        case_url=reverse("desk:case", args=[award.decision.case_id]),
        months=tuple(row for row in found.months if row.difference),
        total=found.total,
        fine=f"可处 {fine.min:,.2f} 至 {fine.max:,.2f} 元罚款，由区级决定，此处只作记录。" if fine else "",
    )
