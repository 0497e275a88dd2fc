"""Opinion and decision about an award that stands already: reviews, changes, takeovers.

The ledger (`change_amount`, `schedule_taper`, `stop_award`) carries out what is decided here.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from apps.benefits.models import Assessment, Decision, Opinion
from apps.core.errors import Refused
from apps.routing.models import Case


@dataclass(frozen=True, slots=True)
class Terms:
    """What is to hold: `goes_on` false ends the award; yuan a month; the first month of it; why (codes) where it is less."""

    goes_on: bool
    programme: str
    amount: Decimal
    first_month: dt.date
    reasons: tuple[str, ...] = ()
    choice: str = ""


@transaction.atomic
def propose_terms(
    case: Case, assessment: Assessment, terms: Terms, *, text: str, round: int, by, on: dt.date
) -> Opinion:
    """Keep who proposes what about a standing award, on which computation. Refuses an opinion without words."""
    if not text.strip():
        raise Refused("opinion_missing", "没有提交。请写明意见，审核确认以它为依据。", "text")
    return Opinion.objects.create(
        case=case,
        round=round,
        assessment=assessment,
        approve=terms.goes_on,
        reasons=list(terms.reasons),
        text=text.strip(),
        given_by=by,
        given_on=on,
    )


@transaction.atomic
def decide_terms(
    case: Case, assessment: Assessment, opinion: Opinion, terms: Terms, *, text: str, by, on: dt.date
) -> Decision:
    """Decide about a standing award. Refuses whoever proposed it (`four_eyes`; the database does too) and no words."""
    if opinion.given_by_id == by.pk:
        raise Refused(
            "four_eyes",
            "没有办理。意见由您提出，不能由您审核确认；请交给本街道另一位审核确认人员，期限不变。",
        )
    if not text.strip():
        raise Refused("decision_text_missing", "没有办理。请写明审核确认意见。", "text")
    return Decision.objects.create(
        case=case,
        assessment=assessment,
        opinion=opinion,
        office=case.decider_office,
        approve=terms.goes_on,
        choice=terms.choice,
        programme=terms.programme if terms.goes_on else "",
        amount=terms.amount,
        first_month=terms.first_month,
        reasons=list(terms.reasons),
        text=text.strip(),
        reviewed_by=opinion.given_by,
        decided_by=by,
        decided_on=on,
    )
