"""How what was ordered back comes back: by receipts, and held back from later months where the district decided so (抵扣).

No source of the law allows a set-off (U12 of the open points), so that each rests on a recorded decision of the district.
"""

import datetime as dt
from decimal import ROUND_CEILING, Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.benefits.access import decides_set_off
from apps.benefits.models import (
    RecoveryOrder,
    RecoveryReceipt,
    RecoveryState,
    SetOffDecision,
)
from apps.benefits.queries import largest_part, left_of
from apps.benefits.services.appeals import with_appeals_considered
from apps.benefits.services.recovery import locked_order, order_for_update, record_recovery
from apps.core.chinese import month_text
from apps.core.errors import Refused
from apps.documents import contexts
from apps.documents.models import Document
from apps.documents.services import issue_document
from apps.offices.roles import Permission
from apps.rules.amounts import format_money

ZERO = Decimal("0.00")


@transaction.atomic
def decide_set_off(
    order: RecoveryOrder,
    *,
    monthly: Decimal,
    from_month: dt.date,
    reference: str,
    text: str,
    considered: str = "",
    by,
    on: dt.date,
) -> SetOffDecision:
    """Take down what the district decided (`reference`: its document): hold back `monthly` yuan from a month on, 0 to stop.

    The household gets a letter. Refused: `not_open`, `reference_missing`, `reference_known`, `text_missing`,
    `month_is_over`, `nothing_to_stop`, `nothing_left` (nothing of the month would stay), `appeal_not_considered`.
    PermissionDenied without `set_off` at the district of the paying office.
    """
    order = order_for_update(order)
    if not decides_set_off(by, order, on):
        raise PermissionDenied
    _refuse_set_off(order, monthly, from_month, reference.strip(), on)
    if not text.strip():
        raise Refused("text_missing", "没有登记。请写明区级决定的意见。", "text")
    text = with_appeals_considered(order.award.household_id, text.strip(), considered)
    terms = {
        "monthly": monthly,
        "from_month": from_month.replace(day=1),
        "reference": reference.strip(),
        "text": text,
    }
    letter = _issue_letter(order, terms, by, on)
    decision = SetOffDecision.objects.create(
        order=order, decided_by=by, decided_on=on, letter=letter, **terms
    )
    month = f"{month_text(from_month)}起"
    words = f"每月抵扣 {format_money(monthly)} 元" if monthly else "停止抵扣"
    record_recovery(order, f"区级决定（{decision.reference}）{month}{words}：{text}", by, on)
    return decision


def _refuse_set_off(
    order: RecoveryOrder, monthly: Decimal, from_month: dt.date, reference: str, on: dt.date
) -> None:
    if order.state != RecoveryState.DECIDED:
        raise Refused("not_open", f"没有登记。这件追回{order.get_state_display()}，不能抵扣；请刷新本页。")
    if not reference:
        raise Refused("reference_missing", "没有登记。抵扣须有区级决定；请填写它的文号。", "reference")
    if order.set_off_decisions.filter(reference=reference).exists():
        raise Refused(
            "reference_known", f"没有重复登记。{reference} 已经登记；有新的决定请填写新的文号。", "reference"
        )
    if from_month < on.replace(day=1):
        raise Refused(
            "month_is_over", "没有登记。过去的月份不能抵扣；请填写本月或者以后的月份。", "from_month"
        )
    if not monthly and not order.set_off_decisions.exists():
        raise Refused(
            "nothing_to_stop", "没有登记。这件追回没有抵扣，不需要停止；请填写每月抵扣的金额。", "monthly"
        )
    most = largest_part(order, from_month)
    if monthly >= most and monthly:
        raise Refused(
            "nothing_left",
            f"没有登记。{month_text(from_month)}的待遇是 {format_money(most)} 元，"
            "抵扣以后须有余额；请填写较小的金额，或者由家庭按期退款。",
            "monthly",
        )


def _issue_letter(order: RecoveryOrder, terms: dict, by, on: dt.date) -> Document:
    """追回款抵扣告知书: what is held back, of what, from when, how long, and how to object."""
    award, left, monthly = order.award, left_of(order), terms["monthly"]
    letter = contexts.SetOffLetter(
        applicant_name=award.household.head.name,
        programme=award.programme,
        order_number=order.letter.number,
        order_day=order.decided_on,
        total=order.total,
        left=left,
        months=int((left / monthly).to_integral_value(ROUND_CEILING)) if monthly else 0,
        **terms,
    )
    case, office = award.decision.case, award.paying_office
    return issue_document("set_off_letter", case=case, office=office, context=letter, by=by, on=on)


@transaction.atomic
def receive_repayment(
    order: RecoveryOrder, amount: Decimal, *, number: str, by, on: dt.date
) -> RecoveryReceipt:
    """Money that came back, by its receipt; the order is settled with the last fen. Refused: `not_open`, `receipt_known`, `too_much`."""
    order = locked_order(order, RecoveryState.DECIDED, Permission.RECORD_OUTCOME, by, on)
    if order.receipts.filter(number=number, by_set_off=False).exists():
        raise Refused("receipt_known", f"没有重复登记。票据 {number} 已经登记；请核对票据号。", "number")
    left = left_of(order)
    if not ZERO < amount <= left:
        raise Refused("too_much", f"没有登记。还应退 {format_money(left)} 元；请核对收款金额。", "amount")
    receipt = RecoveryReceipt.objects.create(
        order=order, amount=amount, number=number, received_on=on, received_by=by
    )
    record_recovery(
        order, f"收到退款 {format_money(amount)} 元（{number}），{_settle(order, left - amount)}。", by, on
    )
    return receipt


@transaction.atomic
def take_set_off(order: RecoveryOrder, amount: Decimal, *, batch: str, by, on: dt.date) -> RecoveryReceipt:
    """Money that an approved batch (`batch`: its number) held back as the district allowed.

    Whoever approves the batch was permitted it before. Refused: `too_much` (it came back otherwise meanwhile).
    """
    order = order_for_update(order)
    left = left_of(order)
    if order.state != RecoveryState.DECIDED or amount > left:
        raise Refused("too_much", "没有批准。制表以后家庭已经退款，抵扣多于还应退的金额；请由经办重新制表。")
    receipt = RecoveryReceipt.objects.create(
        order=order, amount=amount, number=batch, received_on=on, received_by=by, by_set_off=True
    )
    record_recovery(
        order, f"{batch}抵扣追回款 {format_money(amount)} 元，{_settle(order, left - amount)}。", by, on
    )
    return receipt


def _settle(order: RecoveryOrder, left: Decimal) -> str:
    """What is still to come back, in words; with the last fen the order is settled."""
    if left:
        return f"还应退 {format_money(left)} 元"
    order.state = RecoveryState.SETTLED
    order.save()
    return "已退清"
