"""审核确认: the decision, the only source of awards."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from apps.benefits import queries
from apps.benefits.models import Assessment, Decision, Opinion
from apps.benefits.services.assessment import denial_reasons, refuse_against_figures
from apps.benefits.services.choice import refuse_without_choice
from apps.core.errors import Refused
from apps.routing.models import Case


@transaction.atomic
def decide(
    case: Case,
    assessment: Assessment,
    opinion: Opinion,
    *,
    approve: bool,
    text: str,
    by,
    on: dt.date,
    reasons: Iterable[str] = (),
) -> Decision:
    """审核确认 or 不予确认 on the computation of this day; one decision ends one case.

    Refuses the reviewer himself (`four_eyes`; the database does too), a decision without words, and one against the
    figures or before the choice. Programme and amount follow what the family chose; the first month follows
    `payment_start` of the day, a recognition for a time says until when.
    """
    if opinion.given_by_id == by.pk:
        raise Refused(
            "four_eyes",
            "没有办理。您是本件的初审人，不能审核确认；请交给本街道另一位审核确认人员，期限不变。",
        )
    if not text.strip():
        raise Refused("decision_text_missing", "没有办理。请写明审核确认意见。", "text")
    found = list(reasons)
    if approve or not found:
        refuse_without_choice(assessment)
    refuse_against_figures(assessment, approve=approve, field="approve")
    grant = queries.grant_of(assessment)
    return Decision.objects.create(
        case=case,
        assessment=assessment,
        opinion=opinion,
        office=case.decider_office,
        approve=approve,
        choice=grant.choice,
        programme=grant.programme if approve else "",
        amount=grant.amount if approve else Decimal("0.00"),
        first_month=queries.start_of(assessment, on).first_month.first if approve else None,
        valid_to=queries.valid_to(assessment) if approve else None,
        reasons=[] if approve else denial_reasons(assessment, found),
        text=text.strip(),
        reviewed_by=opinion.given_by,
        decided_by=by,
        decided_on=on,
    )
