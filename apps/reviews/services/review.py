"""定期核查: ask for evidence, or confirm what today's computation says."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from apps.core.errors import Refused
from apps.reviews.models import Resolution
from apps.reviews.services.resolve import propose
from apps.routing.models import Case, CaseKind
from apps.routing.services import ask_for, take_step

STEP_OF = {CaseKind.PERIODIC_REVIEW: "periodic_review", CaseKind.CHANGE_REPORT: "verification"}


@transaction.atomic
def submit_review(case: Case, *, text: str, seen: str = "", by, on: dt.date) -> Resolution:
    """提交核查意见 on the computation of today. See `propose`."""
    step = take_step(case, "periodic_review", by=by, on=on)
    return propose(step, text=text, seen=seen, by=by, on=on)


@transaction.atomic
def ask_for_evidence(case: Case, *, names: Sequence[str], reason: str, by, on: dt.date) -> Case:
    """要求核对或入户: the street where the household lives gathers it; the review opens again when it is there."""
    step = take_step(case, STEP_OF[CaseKind(case.kind)], by=by, on=on)
    if not names:
        raise Refused("nothing_asked", "没有提出要求。请选择核对或者入户调查。", "names")
    return ask_for(step, names, reason=reason, by=by, on=on)
