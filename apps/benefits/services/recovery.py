"""追回: notice, hearing, decision by a second person, plan. How the money comes back: `repayment`.

What was paid comes as an argument, since payments lie above; see `apps.payments.services.recovery`.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from apps.benefits.models import (
    Award,
    AwardAmount,
    RecoveryMonth,
    RecoveryOrder,
    RecoveryPlan,
    RecoveryState,
)
from apps.benefits.queries import covers, open_standards
from apps.benefits.services.appeals import with_appeals_considered
from apps.core.chinese import month_text
from apps.core.errors import Refused
from apps.documents import contexts
from apps.documents.models import Document
from apps.documents.services import issue_document
from apps.journal.kinds import EventKind
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing.services import record_on_case
from apps.rules.amounts import format_money
from apps.rules.recovery import Recovery

ZERO = Decimal("0.00")


@transaction.atomic
def notice_recovery(
    award: Award,
    found: Recovery,
    *,
    reason: str,
    change_month: dt.date,
    good_faith: bool = False,
    by,
    on: dt.date,
) -> RecoveryOrder:
    """Tell the household month by month what it was paid without right; it is heard before anything is decided.

    `found` is the answer of the rule (`recover`, or the ledger itself for a death or stop found late). A fine is for
    fraud only, and its range is recorded. Refused: `reason_missing`, `nothing_overpaid`, `recovery_open`.
    PermissionDenied without `periodic_review` at the paying office.
    """
    if not may(by, Permission.PERIODIC_REVIEW, award.paying_office_id, on):
        raise PermissionDenied
    Award.objects.select_for_update().get(pk=award.pk)
    if not reason.strip():
        raise Refused("reason_missing", "没有告知。请写明查实的事由和依据。", "reason")
    if not found.total:
        raise Refused("nothing_overpaid", "没有告知。逐月核算没有多发的款项，不需要追回。")
    if award.recoveries.filter(state=RecoveryState.NOTICED).exists():
        raise Refused("recovery_open", "没有告知。这份待遇已有一件追回等待决定；请先办完那一件。")
    order = RecoveryOrder.objects.create(
        award=award,
        reason=reason.strip(),
        change_month=change_month.replace(day=1),
        good_faith=good_faith,
        fraud=found.penalty is not None,
        total=found.total,
        ledger_seen=_last_row(award),
        penalty_min=found.penalty.min if found.penalty else None,
        penalty_max=found.penalty.max if found.penalty else None,
        noticed_by=by,
        noticed_on=on,
    )
    RecoveryMonth.objects.bulk_create(
        RecoveryMonth(
            order=order,
            month=row.month.first,
            standard=row.standard,
            paid=row.paid,
            due=row.due,
            difference=row.difference,
        )
        for row in found.months
        if row.difference
    )
    record_recovery(order, f"告知追回 {format_money(order.total)} 元：{order.reason}", by, on)
    return order


@transaction.atomic
def hear_household(order: RecoveryOrder, *, statement: str, by, on: dt.date) -> RecoveryOrder:
    """What the household says to it (陈述、申辩); 「没有陈述」 is said too."""
    order = locked_order(order, RecoveryState.NOTICED, Permission.PERIODIC_REVIEW, by, on)
    if not statement.strip():
        raise Refused(
            "statement_missing", "没有登记。请写下家庭的陈述；没有意见的写“没有陈述”。", "statement"
        )
    order.statement = statement.strip()
    order.save()
    record_recovery(order, f"听取陈述：{order.statement[:100]}", by, on)
    return order


@transaction.atomic
def decide_recovery(
    order: RecoveryOrder,
    *,
    recover: bool,
    text: str,
    considered: str = "",
    instalments: Sequence[tuple[dt.date, Decimal]] = (),
    by,
    on: dt.date,
) -> RecoveryOrder:
    """Decide to recover (with a plan that adds up to the total) or not to, e.g. for an error in good faith.

    Refused: `not_open`, `four_eyes` (the database does too), `not_heard`, `text_missing`, `plan_differs`, `recovery_outdated`
    (a later decision gave one of its months another amount than the notice says), `appeal_not_considered`.
    PermissionDenied without `recovery` at the paying office.
    """
    order = locked_order(order, RecoveryState.NOTICED, Permission.RECOVERY, by, on)
    if order.noticed_by_id == by.pk:
        raise Refused("four_eyes", "没有决定。由您告知，须由本机构另一位审核确认人员决定。")
    if not order.statement:
        raise Refused("not_heard", "没有决定。还没有听取家庭的陈述；请先登记陈述，再作决定。")
    if not text.strip():
        raise Refused("text_missing", "没有决定。请写明决定意见。", "text")
    planned = sum((amount for _, amount in instalments), ZERO)
    if recover and planned != order.total:
        raise Refused(
            "plan_differs",
            f"没有决定。退款计划合计 {format_money(planned)} 元，应退 {format_money(order.total)} 元；请使两者相等。",
        )
    if recover:
        text = with_appeals_considered(order.award.household_id, text, considered)
        _refuse_outdated(order)
        order.ledger_seen = _last_row(order.award)
    order.state = RecoveryState.DECIDED if recover else RecoveryState.DROPPED
    order.decided_by, order.decided_on, order.text = by, on, text.strip()
    if recover:
        RecoveryPlan.objects.bulk_create(
            RecoveryPlan(order=order, due_on=day, amount=amount) for day, amount in instalments
        )
        order.letter = _issue_letter(order, by, on)
    order.save()
    words = (
        f"决定追回 {format_money(order.total)} 元，分 {len(instalments)} 期" if recover else "决定不予追回"
    )
    record_recovery(order, f"{words}：{order.text}", by, on)
    return order


def _issue_letter(order: RecoveryOrder, by, on: dt.date) -> Document:
    """追回决定书 (D15b), with everything that the household needs to check it."""
    award = order.award
    letter = contexts.RecoveryLetter(
        applicant_name=award.household.head.name,
        programme=award.programme,
        reason=_sentence(order.reason),
        statement=_sentence(order.statement),
        text=_sentence(order.text),
        months=tuple(
            contexts.OverpaidMonth(row.month, row.paid, row.due, row.difference) for row in order.months.all()
        ),
        total=order.total,
        instalments=tuple(contexts.Instalment(row.due_on, row.amount) for row in order.instalments.all()),
        good_faith=order.good_faith,
        fraud=order.fraud,
        open_points=open_standards(award.decision.assessment.standard_ids, ("recovery_first_month",)),
    )
    case, office = award.decision.case, award.paying_office
    return issue_document("recovery_letter", case=case, office=office, context=letter, by=by, on=on)


def _sentence(typed: str) -> str:
    return typed.rstrip("。；，. ") + "。"


def _refuse_outdated(order: RecoveryOrder) -> None:
    """A month that got another amount by a row of the ledger which came after the notice."""
    Award.objects.select_for_update().get(pk=order.award_id)
    in_force = AwardAmount.objects.filter(covers(OuterRef("month")), award=order.award_id, one_time=None)
    owed = in_force.order_by().values("award").annotate(sum=Sum("amount")).values("sum")
    changed = order.months.filter(Exists(in_force.filter(pk__gt=order.ledger_seen)))
    row = changed.annotate(owed=Coalesce(Subquery(owed), ZERO)).exclude(owed=F("due")).first()
    if row is not None:
        raise Refused(
            "recovery_outdated",
            f"没有决定。告知以后，{month_text(row.month)}的待遇又有新的决定，逐月核算已经变了；"
            "请对这一件决定不予追回，需要追回的重新核算、告知。",
        )


def _last_row(award: Award) -> int:
    """The newest row of the award's ledger."""
    return AwardAmount.all_rows.filter(award=award).aggregate(last=Max("pk"))["last"] or 0


def locked_order(
    order: RecoveryOrder, state: RecoveryState, permission: Permission, by, on: dt.date
) -> RecoveryOrder:
    if not may(by, permission, order.award.paying_office_id, on):
        raise PermissionDenied
    order = order_for_update(order)
    if order.state != state:
        raise Refused("not_open", f"没有办理。这件追回{order.get_state_display()}；请刷新本页。")
    return order


def order_for_update(order: RecoveryOrder) -> RecoveryOrder:
    found = RecoveryOrder.objects.select_for_update(of=("self",))
    return found.select_related("award__decision__case", "award__paying_office").get(pk=order.pk)


def record_recovery(order: RecoveryOrder, summary: str, by, on: dt.date) -> None:
    record_on_case(
        EventKind.RECOVERY,
        order.award.decision.case,
        office=order.award.paying_office,
        by=by,
        on=on,
        summary=summary,
        detail={"recovery": order.pk, "total": str(order.total)},
    )
