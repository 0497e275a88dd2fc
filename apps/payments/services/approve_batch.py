"""审批: a second person approves what the first has drafted; from then on the database keeps it as it is."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum

from apps.benefits.models import RecoveryOrder
from apps.benefits.services import take_set_off
from apps.core.errors import Refused
from apps.documents.models import Document
from apps.documents.services import issue_document
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments import queries
from apps.payments.models import Batch, BatchState
from apps.payments.services.draft_batch import draft_is_outdated
from apps.rules.amounts import format_money


@transaction.atomic
def approve_batch(batch: Batch, *, by, on: dt.date) -> Batch:
    """Approve a drafted batch and issue its roster.

    Refuses whoever drafted it (`four_eyes`; the database does too), a batch that is approved already
    (`already_approved`), one that a later decision has overtaken (`draft_outdated`; first of the figures, since a decision
    that is gone explains nothing any more), one that pays nobody (`nothing_listed`), one whose register does not agree
    (`register_differs`), one with a change that no decision explains (`unexplained_change`), and one that a fund cannot
    bear (`fund_short`).
    """
    if not may(by, Permission.APPROVE_BATCH, batch.office_id, on):
        raise PermissionDenied
    batch = (
        Batch.objects.select_for_update(of=("self",)).select_related("office", "drafted_by").get(pk=batch.pk)
    )
    _refuse_state_and_person(batch, by, on)
    held_back = _set_offs(batch)
    if draft_is_outdated(batch, on):
        raise Refused(
            "draft_outdated",
            "没有批准。制表以后待遇或者账户有变动，名册不再相符；请由经办重新制表，再批准。",
        )
    compared = queries.comparison(batch)
    _refuse_figures(batch, compared)
    if short := [share for share in queries.fund_shares(batch) if share.left < 0]:
        words = "、".join(f"{share.name}缺 {format_money(-share.left)} 元" for share in short)
        raise Refused("fund_short", f"没有批准。资金余额不够：{words}；请先由区里登记拨款，再批准。")
    batch.state, batch.approved_by, batch.approved_on = BatchState.APPROVED, by, on
    batch.roster = _issue_roster(batch, by=by, on=on)
    batch.save()
    for order, amount in held_back:
        take_set_off(order, amount, batch=batch.number, by=by, on=on)
    listed = compared.listed
    record(
        EventKind.BATCH,
        by=by,
        on=on,
        summary=f"批准 {batch.number}：{listed.households} 户、{listed.persons} 人，{format_money(listed.amount)} 元；"
        f"制表人{batch.drafted_by}。",
        office=batch.office,
        batch=batch,
        detail={"households": listed.households, "amount": str(listed.amount), "roster": batch.roster.number},
    )
    return batch


def _refuse_state_and_person(batch: Batch, by, on: dt.date) -> None:
    if batch.is_approved:
        raise Refused(
            "already_approved",
            f"没有重复批准。{batch.number} 已由{batch.approved_by}在{batch.approved_on.month}月{batch.approved_on.day}日"
            "批准；请刷新本页。",
        )
    if batch.drafted_by_id == by.pk:
        others = [name for name in queries.approvers_of(batch.office, on) if name != by.full_name]
        who = "、".join(others) or "本街道另一位审批人（请先明确由谁审批）"
        raise Refused("four_eyes", f"没有批准。您是本批次的制表人，不能审批；请交给{who}。")


def _set_offs(batch: Batch) -> list[tuple[RecoveryOrder, Decimal]]:
    """The recoveries towards which the batch holds something back, locked in their order so that no receipt slips between."""
    amounts = batch.payments.filter(set_off__gt=0).values_list("set_off_order").annotate(sum=Sum("set_off"))
    found = dict(amounts.order_by())
    orders = RecoveryOrder.objects.select_for_update().filter(pk__in=found).order_by("pk")
    return [(order, found[order.pk]) for order in orders]


def _refuse_figures(batch: Batch, compared: queries.Comparison) -> None:
    if not compared.listed.households and not batch.retries.exists():
        raise Refused(
            "nothing_listed", "没有批准。应发的都暂缓了，没有可以发放的款项；账户核实后由下一批次补发。"
        )
    if not queries.register_proof(batch).agrees:
        raise Refused(
            "register_differs",
            "没有批准。待遇登记簿与“列入加暂缓”的户数不符；请联系系统管理人员核对，不要另造名册。",
        )
    if compared.unexplained:
        names = "、".join(change.name for change in compared.unexplained[:5])
        raise Refused(
            "unexplained_change",
            f"没有批准。{len(compared.unexplained)} 户的变化没有决定作为依据（{names}）；请先核对这些户的待遇。",
        )


def _issue_roster(batch: Batch, *, by, on: dt.date) -> Document:
    """发放名册: every payment of the batch, account tails only, with both signatures."""
    return issue_document(
        "roster", case=None, office=batch.office, context=queries.roster_of(batch, by, on), by=by, on=on
    )
