"""一次性待遇: a round is worked out by its drafter and approved by another; its shares then stand in the ledger for one month."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.benefits.models import (
    AwardAmount,
    Kind,
    OneTimeGroup,
    OneTimeRound,
    OneTimeShare,
    RoundState,
)
from apps.benefits.one_time import KINDS, Sheet, work_out
from apps.benefits.services.claimant import void_claim_form
from apps.core.chinese import month_text
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.rules.amounts import format_money
from apps.rules.errors import RuleError


@transaction.atomic
def draft_round(
    office: Office,
    kind: str,
    *,
    register_month: dt.date,
    pay_month: dt.date,
    figures: Mapping[str, str],
    by,
    on: dt.date,
) -> OneTimeRound:
    """Work a round out for the register of a month of one paying office, and keep it until a second person approves.

    Refused: `unknown_kind`, `pays_before_register`, `paid_that_month`, `round_exists`, `nothing_given` (with the rule's reason), `unknown_case`,
    `no_bill`, `bill_twice` (the list of heating), and what a rule refuses (`missing_standard`). PermissionDenied without `draft_batch` at the office.
    """
    if not may(by, Permission.DRAFT_BATCH, office, on):
        raise PermissionDenied
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    register, pay = register_month.replace(day=1), pay_month.replace(day=1)
    _refuse(office, kind, register, pay)
    sheet = _worked_out(office, kind, register, figures)
    return keep_round(
        OneTimeRound(
            office=office,
            kind=kind,
            title=f"{Kind(kind).label} {register:%Y-%m}",
            register_month=register,
            pay_month=pay,
            figures=dict(figures),
        ),
        sheet,
        by=by,
        on=on,
    )


def keep_round(made: OneTimeRound, sheet: Sheet, *, by, on: dt.date) -> OneTimeRound:
    """Save a round as it was worked out, for the second person. Refused: `paid_that_month`."""
    _refuse_same_month(made, [one.award_id for one in sheet.shares])
    made.basis, made.persons, made.total = sheet.basis, sheet.persons, sheet.total
    made.drafted_by, made.drafted_on = by, on
    made.save()
    OneTimeGroup.objects.bulk_create(
        OneTimeGroup(round=made, label=one.label, persons=one.persons, amount=one.amount, paid=one.paid)
        for one in sheet.groups
    )
    OneTimeShare.objects.bulk_create(
        OneTimeShare(round=made, award_id=one.award_id, persons=one.persons, amount=one.amount)
        for one in sheet.shares
    )
    _record(
        made, f"起草{made.title}：{sheet.basis}，{sheet.persons} 人，{format_money(sheet.total)} 元。", by, on
    )
    return made


@transaction.atomic
def approve_round(made: OneTimeRound, *, by, on: dt.date) -> OneTimeRound:
    """Approve a round: its shares are due in its month, and the batch of that month or the next one pays them.

    Refused: `not_open`, `four_eyes` (whoever drafted it; the database does too), `paid_that_month`.
    """
    made = _locked(made, by, Permission.APPROVE_BATCH, on)
    if made.drafted_by_id == by.pk:
        raise Refused("four_eyes", "没有批准。由您起草，须由本机构另一位审批人批准。")
    _refuse_same_month(made, list(made.shares.values_list("award_id", flat=True)))
    AwardAmount.objects.bulk_create(
        AwardAmount(
            award_id=share.award_id,
            kind=made.kind,
            amount=share.amount,
            from_month=made.pay_month,
            to_month=made.pay_month,
            one_time=made,
        )
        for share in made.shares.order_by("pk")
    )
    made.state, made.approved_by, made.approved_on = RoundState.APPROVED, by, on
    made.save()
    _record(made, f"批准{made.title}：{made.persons} 人，{format_money(made.total)} 元。", by, on)
    return made


@transaction.atomic
def discard_round(made: OneTimeRound, *, by, on: dt.date) -> OneTimeRound:
    """Throw a draft away, so that it can be worked out anew. Refused: `not_open`."""
    made = _locked(made, by, Permission.DRAFT_BATCH, on)
    made.state = RoundState.DISCARDED
    made.save()
    void_claim_form(made, by=by, on=on)
    _record(made, f"作废{made.title}。", by, on)
    return made


def _refuse(office: Office, kind: str, register: dt.date, pay: dt.date) -> None:
    if kind not in KINDS:
        raise Refused("unknown_kind", "没有起草。请选择价格临时补贴、年终补助或者采暖补助。", "kind")
    if pay < register:
        raise Refused(
            "pays_before_register",
            "没有起草。发放月份早于登记簿月份；请选择登记簿月份或以后的月份。",
            "pay_month",
        )
    there = OneTimeRound.objects.filter(office=office, kind=kind, register_month=register)
    if open_one := there.exclude(state=RoundState.DISCARDED).first():
        raise Refused(
            "round_exists",
            f"没有起草。{open_one.title}已由{open_one.drafted_by}起草（{open_one.get_state_display()}）；"
            "要改的，请先作废草稿。",
        )


def _refuse_same_month(made: OneTimeRound, awards: list[int]) -> None:
    """A kind is paid once to an award in a month; what comes besides waits for another month."""
    there = AwardAmount.objects.filter(kind=made.kind, from_month=made.pay_month, award__in=awards)
    if there.exists():
        month = month_text(made.pay_month)
        raise Refused(
            "paid_that_month",
            f"没有办理。{there.count()} 户在{month}已有一笔{made.get_kind_display()}；请改选另一个发放月份"
            "（已起草的先作废）。",
            "pay_month",
        )


def _worked_out(office: Office, kind: str, register: dt.date, figures: Mapping[str, str]) -> Sheet:
    try:
        sheet = work_out(office, kind, register, figures)
    except RuleError as error:
        raise Refused(error.code, f"没有起草。{error}；请先由政策管理人员补齐标准。") from error
    if not sheet.shares:
        raise Refused("nothing_given", f"没有起草。{sheet.basis}，没有应发的金额。")
    return sheet


def _locked(made: OneTimeRound, by, permission: Permission, on: dt.date) -> OneTimeRound:
    if not may(by, permission, made.office_id, on):
        raise PermissionDenied
    made = OneTimeRound.objects.select_for_update(of=("self",)).select_related("office").get(pk=made.pk)
    if made.state != RoundState.DRAFT:
        raise Refused("not_open", f"没有办理。{made.title}{made.get_state_display()}；请刷新本页。")
    return made


def _record(made: OneTimeRound, summary: str, by, on: dt.date) -> None:
    record(
        EventKind.AWARD,
        by=by,
        on=on,
        summary=summary,
        office=made.office,
        person=made.deceased,
        detail={"round": made.pk},
    )
