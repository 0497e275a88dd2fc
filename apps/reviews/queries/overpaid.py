"""Months that were paid without right, one by one, with the standard of each (《措施》7；`apps.rules.recovery`)."""

import datetime as dt
from decimal import Decimal

from apps.payments.queries import kept_months
from apps.reviews.queries.standing import Outlook
from apps.routing.models import Case, Programme
from apps.rules.calendar import Month
from apps.rules.recovery import RecoveryMonth, TrueFacts, recover
from apps.standards.queries import standards_for


def overpaid_months(case: Case, seen: Outlook, on: dt.date) -> tuple[RecoveryMonth, ...]:
    """The months that approved batches paid from `recover_from` on, each with what was due; () where nothing is to be recovered."""
    since, award = seen.adjustment.recover_from, seen.standing.award
    if since is None or award is None:
        return ()
    paid = [(row.month, row.kept) for row in kept_months(award) if row.month >= since]
    if not paid:
        return ()
    standards = standards_for(seen.assessment.jurisdiction)
    found = recover(since.plus(-1), paid, (_true_facts(case, seen, since),), standards, on)
    return tuple(row for row in found.months if row.difference > 0)


def _true_facts(case: Case, seen: Outlook, since: Month) -> TrueFacts:
    """What was true from then on; nothing was due where the end has another reason than income."""
    answer = seen.assessment.answer
    ends = seen.adjustment.effect == "stop" and "income_not_below_standard" not in seen.reasons
    if ends or case.programme != Programme.DIBAO:
        return TrueFacts(since.plus(-1), 1, Decimal(0), property_ok=False)
    return TrueFacts(
        since.plus(-1), max(1, len(answer["counted_members"])), Decimal(answer["counted_income"])
    )
