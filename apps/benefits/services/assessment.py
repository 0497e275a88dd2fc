"""测算 and 初审意见: the computation kept for ever, and the opinion on it."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from apps.benefits import queries
from apps.benefits.models import Assessment, FoundByPeople, Opinion
from apps.benefits.services.choice import refuse_without_choice
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.routing.models import Case
from apps.routing.services import record_on_case
from apps.rules.facts import HouseholdFacts
from apps.rules.facts.tekun import TekunFacts


@transaction.atomic
def assess_case(case: Case, *, facts: HouseholdFacts | TekunFacts, round: int, by, on: dt.date) -> Assessment:
    """Compute the case on the day and keep the computation for ever: facts, answer, lines, standards used.

    Raises Refused with the code of the rule that could not answer (`missing_standard` names the standard).
    """
    return keep_assessment(queries.compute(case, facts, round=round, on=on), by=by, on=on)


@transaction.atomic
def keep_assessment(assessment: Assessment, *, by, on: dt.date) -> Assessment:
    """Keep for ever a computation that was tried out (unsaved), with its event."""
    assessment.made_by = by
    assessment.save()
    record_on_case(
        EventKind.ASSESSMENT,
        assessment.case,
        office=assessment.case.hukou_office,
        by=by,
        on=on,
        summary=f"测算：{queries.verdict(assessment)}。",
        detail={
            "assessment": assessment.pk,
            "programme": assessment.programme,
            "amount": str(assessment.amount),
        },
    )
    return assessment


@transaction.atomic
def give_opinion(
    case: Case,
    assessment: Assessment,
    *,
    approve: bool,
    text: str,
    round: int,
    by,
    on: dt.date,
    reasons: Iterable[str] = (),
) -> Opinion:
    """初审意见 on a computation. Refuses one without words, one before the family has chosen where it must
    (`choice_missing`), and one against the figures (see `denial_reasons`).
    """
    if not text.strip():
        raise Refused("opinion_missing", "没有提交。请写明初审意见，公示和审核确认都以它为依据。", "text")
    found = list(reasons)
    if approve or not found:
        refuse_without_choice(assessment)
    refuse_against_figures(assessment, approve=approve, field="approve")
    return Opinion.objects.create(
        case=case,
        round=round,
        assessment=assessment,
        approve=approve,
        reasons=[] if approve else denial_reasons(assessment, found),
        text=text.strip(),
        given_by=by,
        given_on=on,
    )


def refuse_against_figures(assessment: Assessment, *, approve: bool, field: str) -> None:
    """An approval needs a household that is eligible by the same computation."""
    if approve and not queries.eligible(assessment):
        why = "、".join(queries.reason_words(code) for code in queries.computed_reasons(assessment))
        raise Refused(
            "not_eligible", f"没有办理。测算不符合条件：{why}。请改为不予确认，或退回核实后重新测算。", field
        )


def denial_reasons(assessment: Assessment, found: Iterable[str]) -> list[str]:
    """Reason codes of a denial: what the rules found, and what people found.

    A household whose figures would do is denied only for a reason that people found (`denial_needs_reason`).
    """
    chosen = set(found)
    people = [code for code in FoundByPeople.values if code in chosen]
    computed = [] if queries.eligible(assessment) else queries.computed_reasons(assessment)
    if not computed and not people:
        raise Refused(
            "denial_needs_reason",
            "没有办理。测算符合条件，不予确认须选择法定理由（不配合审核，隐瞒或虚报）并在意见中写明事实。",
            "reasons",
        )
    return [*computed, *people]
