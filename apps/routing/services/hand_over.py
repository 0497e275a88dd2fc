"""The dossier between the two offices: sent, signed for, sent back."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from apps.journal.kinds import EventKind
from apps.routing.models import Case, HandOver, Step, StepState
from apps.routing.services.steps import advance, return_case, take_step


@transaction.atomic
def hand_over_dossier(case: Case, *, items: Sequence[str], message: str, by, on: dt.date) -> HandOver:
    """移送: the dossier leaves for the hukou office, which is notified by its work list.

    「居住地…将申请材料、核对报告（分析版）、入户调查表通过系统移送户籍地，并通知」（一城通办流程 2-3）.
    """
    step = take_step(case, "hand_over", by=by, on=on)
    sent = HandOver.objects.create(
        case=step.case,
        round=step.round,
        from_office=step.office,
        to_office=step.case.hukou_office,
        items=list(items),
        message=message,
        sent_by=by,
        sent_on=on,
    )
    summary = f"材料 {len(items)} 件移送{step.case.hukou_office}。" + (
        f"来件说明：“{message}”" if message else ""
    )
    advance(step, by=by, on=on, summary=summary, detail={"items": list(items)})
    return sent


@transaction.atomic
def receive_dossier(case: Case, *, by, on: dt.date) -> Step:
    """移送签收: the reviewer signs for the dossier; the first review is his from then on."""
    step = take_step(case, "first_review", by=by, on=on)
    if step.state == StepState.STARTED:
        return step
    sent = step.case.hand_overs.filter(received_on__isnull=True, returned_on__isnull=True).last()
    if sent is None:
        return advance(step, by=by, on=on, summary="开始初审。", to=StepState.STARTED)
    sent.received_by, sent.received_on = by, on
    sent.save()
    return advance(
        step,
        by=by,
        on=on,
        summary=f"移送签收，材料 {len(sent.items)} 件。",
        to=StepState.STARTED,
        kind=EventKind.HAND_OVER,
    )


@transaction.atomic
def return_dossier(case: Case, *, to: Sequence[str], reason: str, by, on: dt.date) -> Case:
    """Send the dossier back from the first review, with the reason; it comes again as a new round."""
    step = take_step(case, "first_review", by=by, on=on)
    return_case(step, to, reason=reason, by=by, on=on)
    last = step.case.hand_overs.filter(returned_on__isnull=True).last()
    if last is not None:
        last.returned_by, last.returned_on, last.return_reason = by, on, reason
        last.save()
    return step.case
