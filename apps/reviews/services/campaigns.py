"""核查计划 and 核查延期: a list that can only be closed when it adds up, and a decision that puts a group off."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.reviews.models import Campaign, CampaignRow, Extension, Review
from apps.reviews.queries.campaigns import standing_of_campaign
from apps.reviews.queries.due import REGISTER, terms
from apps.routing.services import set_due


@transaction.atomic
def open_campaign(
    office: Office, *, title: str, due_from: dt.date, due_to: dt.date, by, on: dt.date
) -> Campaign:
    """Freeze the register of what falls due in a period at an office and below it. Refused `register_empty`, `already_open`."""
    _may(by, office, on)
    if not title.strip():
        raise Refused("title_missing", "没有建立。请写明计划名称，例如“上半年定期核查”。", "title")
    if due_to < due_from:
        raise Refused("days_wrong", "没有建立。止日早于起日；请核对日期。", "due_to")
    register = _register(office, due_from, due_to, on)
    if not register:
        raise Refused("register_empty", "没有建立。这段时间没有应核查的家庭；请核对日期和机关。", "due_from")
    try:
        with transaction.atomic():
            made = Campaign.objects.create(
                office=office, title=title.strip(), due_from=due_from, due_to=due_to, total=len(register),
                opened_by=by, opened_on=on,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("already_open", "没有重复建立。这个机关的这段时间已有核查计划。") from error
    CampaignRow.objects.bulk_create(
        CampaignRow(campaign=made, grant_id=grant, due_on=due) for grant, due in register
    )
    _record(made, f"建立核查计划“{made.title}”，登记簿 {made.total} 户。", by, on)
    return made


@transaction.atomic
def exclude_row(row: CampaignRow, *, reason: str, by, on: dt.date) -> CampaignRow:
    """Leave a household out of the campaign, with the reason; it stays in the register that the list proves."""
    _may(by, row.campaign.office, on)
    if len(reason.strip()) < 4:
        raise Refused("reason_missing", "没有登记。未列入须写明理由（至少 4 个字）。", "reason")
    if row.campaign.closed_on:
        raise Refused("campaign_closed", "没有登记。计划已经关闭，不能再改。")
    row = CampaignRow.objects.select_for_update().get(pk=row.pk)
    row.excluded_reason, row.excluded_by = reason.strip(), by
    row.save(update_fields=["excluded_reason", "excluded_by"])
    _record(row.campaign, f"未列入一户：{row.excluded_reason}", by, on)
    return row


@transaction.atomic
def close_campaign(campaign: Campaign, *, by, on: dt.date) -> Campaign:
    """关闭: only with nothing open, and with done + excluded = the register. The database checks the sum."""
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("office").get(pk=campaign.pk)
    _may(by, campaign.office, on)
    if campaign.closed_on:
        raise Refused("campaign_closed", "没有重复关闭。这个计划已经关闭。")
    stands = standing_of_campaign(campaign, on)
    if stands.pending:
        raise Refused(
            "campaign_pending",
            f"没有关闭。登记簿 {campaign.total} 户，已核查 {stands.done} 户，未列入 {stands.excluded} 户，"
            f"还有 {stands.pending} 户没有核查；请逐户办完，或者写明不列入的理由。",
        )
    campaign.done, campaign.excluded = stands.done, stands.excluded
    campaign.closed_by, campaign.closed_on = by, on
    campaign.save()
    _record(
        campaign, f"关闭核查计划“{campaign.title}”：登记簿 {campaign.total} = 已核查 {campaign.done} + 未列入 {campaign.excluded}。",
        by, on,
    )  # fmt: skip
    return campaign


@transaction.atomic
def extend_reviews(
    office: Office,
    *,
    due_from: dt.date,
    due_to: dt.date,
    extended_to: dt.date,
    reason: str,
    document: str,
    by,
    on: dt.date,
) -> Extension:
    """「…发生重大突发事件时，…定期核查期限可适当延长」（57号 第三十一条）: one decision for a group, open and not yet opened."""
    _may(by, office, on)
    if not reason.strip() or not document.strip():
        raise Refused("reason_missing", "没有延期。请写明理由和文件依据。", "reason")
    if extended_to <= due_to or due_to < due_from:
        raise Refused("days_wrong", "没有延期。延至日期须晚于应核查日；请核对日期。", "extended_to")
    below = _streets(office)
    open_ones = Review.objects.filter(
        case__hukou_office__in=below, due_on__range=(due_from, due_to), reviewed_on=None, cancelled_on=None
    ).select_related("case")
    made = Extension.objects.create(
        office=office, due_from=due_from, due_to=due_to, extended_to=extended_to, reason=reason.strip(),
        document=document.strip(), cases=len(open_ones), decided_by=by, decided_on=on,
    )  # fmt: skip
    for review in open_ones:
        set_due(review.case, extended_to)
    record(
        EventKind.EXTENSION, by=by, on=on, office=office, detail={"extension": made.pk, "cases": made.cases},
        summary=f"应于{due_from:%Y-%m-%d}至{due_to:%Y-%m-%d}核查的，延至{extended_to:%Y-%m-%d}，在办 {made.cases} 件；"
        f"依据{made.document}：{made.reason}",
    )  # fmt: skip
    return made


def _may(by, office: Office, on: dt.date) -> None:
    if not may(by, Permission.EXTEND_LIMIT, office, on):
        raise PermissionDenied


def _streets(office: Office) -> list[int]:
    """The office and all below it."""
    codes = office.code.rstrip("0") if office.level != "street" else office.code
    return list(Office.objects.filter(code__startswith=codes, level="street").values_list("pk", flat=True))


def _register(office: Office, due_from: dt.date, due_to: dt.date, on: dt.date) -> list[tuple[int, dt.date]]:
    values = terms(on) | {"offices": _streets(office), "due_from": due_from, "due_to": due_to}
    with connection.cursor() as cursor:
        cursor.execute(REGISTER, values)
        return list(dict(cursor.fetchall()).items())


def _record(campaign: Campaign, summary: str, by, on: dt.date) -> None:
    record(
        EventKind.CAMPAIGN,
        by=by,
        on=on,
        office=campaign.office,
        summary=summary,
        detail={"campaign": campaign.pk},
    )
