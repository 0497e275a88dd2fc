"""What stands behind the money beside the month itself: back-pays and arrears, and what is held back towards a recovery."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from apps.benefits.models import AwardAmount, SetOffDecision
from apps.core.chinese import month_text
from apps.payments.models import Batch, Cause, Held, Payment
from apps.rules.amounts import format_money

LATE = (Cause.ARREARS, Cause.BACK_PAY)


@dataclass(frozen=True, slots=True)
class BackPay:
    """The earlier months that a batch pays of an award, and the row of the ledger that they rest on."""

    months: tuple[dt.date, ...]
    row: AwardAmount | None

    @property
    def words(self) -> str:
        months = "、".join(month_text(month) for month in self.months[:3])
        more = f"等 {len(self.months)} 个月" if len(self.months) > 3 else ""
        because = f"：{self.row.because[:60]}" if self.row else ""
        return f"补发补差{months}{more}{because}"


def back_pays(batch: Batch, awards: Collection[int]) -> dict[int, BackPay]:
    """By award what the batch pays or holds of earlier months; the newest row of the ledger over them is why."""
    months = defaultdict(set)
    for table in (Payment, Held) if awards else ():
        lines = table.objects.filter(batch=batch, award__in=awards, cause__in=LATE)
        for award, month in lines.values_list("award_id", "month"):
            months[award].add(month)
    rows = AwardAmount.objects.filter(award__in=months, one_time=None).select_related("decision", "rehearsal")
    newest: dict[int, AwardAmount] = {}
    for row in rows.order_by("id"):
        if any(row.covers(month) for month in months[row.award_id]):
            newest[row.award_id] = row
    return {award: BackPay(tuple(sorted(found)), newest.get(award)) for award, found in months.items()}


def set_off_decisions(batches: Collection[Batch], awards: Collection[int]) -> dict[int, SetOffDecision]:
    """By award the decision of the district on what these batches hold back of it; in force in the month of the first batch."""
    if not awards:
        return {}
    lines = Payment.objects.filter(batch__in=batches, award__in=awards, set_off__gt=0)
    orders = dict(lines.order_by("batch__month").values_list("award_id", "set_off_order_id"))
    begun = SetOffDecision.objects.filter(order__in=orders.values(), from_month__lte=batches[0].month)
    last = {one.order_id: one for one in begun.select_related("order").order_by("id")}
    return {award: last[order] for award, order in orders.items() if order in last}


def set_off_words(decision: SetOffDecision, amount: Decimal) -> str:
    """What is held back this month, or why nothing is any more."""
    if amount:
        return f"抵扣追回款 {format_money(amount)} 元"
    if not decision.monthly:
        return "区级决定停止抵扣追回款"
    if decision.order.state == "settled":
        return "追回款已经退清，不再抵扣"
    return "当月待遇不多于抵扣金额或者暂缓，本月不抵扣追回款"


def set_off_source(decision: SetOffDecision) -> str:
    return f"{decision.reference}，{decision.decided_on.month}月{decision.decided_on.day}日"
