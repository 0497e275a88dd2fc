"""行政复议 and 行政诉讼 against a decision: taken down when the authority took it up, closed once with its outcome.

A decision is carried out while it is reviewed (行政复议法 第四十二条, 行政诉讼法 第五十六条; neither law is among the sources of
this project). So an appeal holds nothing back, but whoever decides against the household meanwhile says that it was
considered.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.benefits.models import Appeal, AppealKind, AppealOutcome, Decision
from apps.benefits.queries.appeals import running_appeals
from apps.core.chinese import date_text
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.routing.models import Case
from apps.routing.services import record_on_case


@transaction.atomic
def register_appeal(
    decision: Decision,
    *,
    kind: AppealKind,
    authority: str,
    number: str,
    received_on: dt.date,
    by,
    on: dt.date,
) -> Appeal:
    """登记复议、诉讼 against `decision`, by the deciding office or its district.

    Refused: `other_office`, `appeal_in_future`, `appeal_before_decision`, `appeal_running` (the database refuses it too).
    """
    Case.objects.select_for_update(of=("self",)).get(pk=decision.case_id)
    refuse_other_office(decision.office, by=by, on=on)
    if received_on > on:
        raise Refused(
            "appeal_in_future", "没有登记。受理日期晚于今天；请填写受理通知书上的日期。", "received_on"
        )
    if received_on < decision.decided_on:
        raise Refused(
            "appeal_before_decision",
            f"没有登记。受理日期早于决定日期（{date_text(decision.decided_on)}）；请核对日期，或者打开所针对的办件登记。",
            "received_on",
        )
    running = decision.appeals.filter(kind=kind, outcome="").first()
    if running:
        raise Refused(
            "appeal_running",
            f"没有重复登记。对这项决定已有一件{running}正在进行；请先登记它的结果。",
            "kind",
        )
    appeal = Appeal.objects.create(
        decision=decision,
        kind=kind,
        authority=authority.strip(),
        number=number.strip(),
        received_on=received_on,
        registered_by=by,
        registered_on=on,
    )
    told = f"对{date_text(decision.decided_on)}的决定：{appeal.get_kind_display()}，{appeal.authority}，{appeal.number}，{date_text(received_on)}受理。"
    _record(appeal, told, by, on)
    return appeal


@transaction.atomic
def close_appeal(
    appeal: Appeal, *, outcome: AppealOutcome, outcome_on: dt.date, number: str, by, on: dt.date
) -> Appeal:
    """登记结果, once. Refused: `other_office`, `appeal_closed`, `outcome_in_future`, `outcome_before_receipt`."""
    found = Appeal.objects.select_for_update(of=("self",)).select_related(
        "decision__case", "decision__office"
    )
    appeal = found.get(pk=appeal.pk)
    refuse_other_office(appeal.decision.office, by=by, on=on)
    refuse_closed(appeal)
    if outcome_on > on:
        raise Refused("outcome_in_future", "没有登记。结果日期晚于今天；请填写文书上的日期。", "outcome_on")
    if outcome_on < appeal.received_on:
        raise Refused(
            "outcome_before_receipt",
            f"没有登记。结果日期早于受理日期（{date_text(appeal.received_on)}）；请核对文书上的日期。",
            "outcome_on",
        )
    appeal.outcome, appeal.outcome_on, appeal.outcome_number = outcome, outcome_on, number.strip()
    appeal.closed_by, appeal.closed_on = by, on
    appeal.save()
    told = f"{appeal}结果：{appeal.get_outcome_display()}，{date_text(outcome_on)}，{appeal.outcome_number}。"
    _record(appeal, told, by, on)
    return appeal


def refuse_other_office(office: Office, *, by, on: dt.date) -> None:
    """PermissionDenied for whoever registers no appeals at all; Refused `other_office` at another office."""
    if not may(by, Permission.APPEAL, on=on):
        raise PermissionDenied
    if not may(by, Permission.APPEAL, office, on):
        raise Refused("other_office", f"没有办理。这项决定由{office}作出；请交{office}或者其上级机关登记。")


def refuse_closed(appeal: Appeal) -> None:
    """Refused `appeal_closed`: an outcome is written once."""
    if appeal.outcome:
        raise Refused(
            "appeal_closed",
            f"没有登记。{appeal}的结果已经登记：{appeal.get_outcome_display()}，{date_text(appeal.outcome_on)}；"
            "另有新的复议、诉讼的，请另行登记。",
        )


def with_appeals_considered(household_id: int, text: str, considered: str) -> str:
    """The words of a decision against the household, with the sentence that the appeal was considered.

    Refused `appeal_not_considered` where one runs and nothing is said; where none runs the words stay as they are.
    """
    running = running_appeals(household_id).first()
    if running is None:
        return text
    if len(considered.strip()) < 4:
        raise Refused(
            "appeal_not_considered",
            f"没有办理。正在进行{running}；作出减发、停发、渐退或者追回的决定，请写一句怎样考虑了它（至少 4 个字）。",
            "considered",
        )
    return f"{text.strip()}关于正在进行的{running.get_kind_display()}：{considered.strip()}"


def _record(appeal: Appeal, summary: str, by, on: dt.date) -> None:
    decision = appeal.decision
    record_on_case(
        EventKind.APPEAL,
        decision.case,
        office=decision.office,
        by=by,
        on=on,
        summary=summary,
        detail={"appeal": appeal.pk, "kind": str(appeal.kind), "outcome": str(appeal.outcome)},
    )
