"""Writing what the law gives: the computation, the opinion on it, the decision, the award.

Nothing but `open_award`, called with a decision, writes an award. The four eyes stand here and in the database.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import IntegrityError, transaction

from apps.benefits import queries
from apps.benefits.models import Assessment, Award, AwardAmount, AwardMember, Decision, FoundByPeople, Opinion
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.routing.models import Case
from apps.routing.services import record_on_case
from apps.rules.amounts import format_money
from apps.rules.calendar import Month
from apps.rules.facts import HouseholdFacts

KINDS = {"dibao": "dibao", "edge_household": "edge_cash"}


@transaction.atomic
def assess_case(case: Case, *, facts: HouseholdFacts, round: int, by, on: dt.date) -> Assessment:
    """Compute the case on the day and keep the computation for ever: facts, answer, lines, standards used.

    Raises Refused with the code of the rule that could not answer (`missing_standard` names the standard).
    """
    assessment = queries.compute(case, facts, round=round, on=on)
    assessment.made_by = by
    assessment.save()
    record_on_case(
        EventKind.ASSESSMENT,
        case,
        office=case.hukou_office,
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
    """初审意见 on a computation. Refuses one without words, and one against the figures (see `denial_reasons`)."""
    if not text.strip():
        raise Refused("opinion_missing", "没有提交。请写明初审意见，公示和审核确认都以它为依据。", "text")
    refuse_against_figures(assessment, approve=approve, field="approve")
    return Opinion.objects.create(
        case=case,
        round=round,
        assessment=assessment,
        approve=approve,
        reasons=[] if approve else denial_reasons(assessment, reasons),
        text=text.strip(),
        given_by=by,
        given_on=on,
    )


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
    figures. The first month follows `payment_start` of the day.
    """
    if opinion.given_by_id == by.pk:
        raise Refused(
            "four_eyes",
            "没有办理。您是本件的初审人，不能审核确认；请交给本街道另一位审核确认人员，期限不变。",
        )
    if not text.strip():
        raise Refused("decision_text_missing", "没有办理。请写明审核确认意见。", "text")
    refuse_against_figures(assessment, approve=approve, field="approve")
    return Decision.objects.create(
        case=case,
        assessment=assessment,
        opinion=opinion,
        office=case.decider_office,
        approve=approve,
        programme=assessment.programme if approve else "",
        amount=assessment.amount if approve else Decimal("0.00"),
        first_month=queries.start_of(assessment, on).first_month.first if approve else None,
        reasons=[] if approve else denial_reasons(assessment, reasons),
        text=text.strip(),
        reviewed_by=opinion.given_by,
        decided_by=by,
        decided_on=on,
    )


@transaction.atomic
def open_award(decision: Decision, *, by, on: dt.date) -> Award | None:
    """The award of an approval: amount and persons from the first month on. None where nothing is paid monthly.

    Refuses when somebody already lives by another basic-living award in these months, naming both offices
    (`has_award`); the database refuses it too, for two decisions at the same moment.
    """
    if not decision.approve or not decision.amount:
        return None
    persons = queries.counted_persons(decision.assessment)
    try:
        with transaction.atomic():
            award = _write_award(decision, persons)
    except IntegrityError as error:
        if "one_basic_living_award_per_person_and_month" not in str(error):
            raise
        raise _has_award(decision, persons) from error
    record_on_case(
        EventKind.AWARD,
        decision.case,
        office=decision.office,
        by=by,
        on=on,
        summary=f"自{award.from_month.year}年{award.from_month.month}月起每月 {format_money(decision.amount)} 元，"
        f"{len(persons)} 人，由{award.paying_office}发放。",
        detail={"award": award.pk, "decision": decision.pk, "from_month": f"{award.from_month:%Y-%m}"},
    )
    return award


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


def _write_award(decision: Decision, persons: list[int]) -> Award:
    case, first = decision.case, decision.first_month
    award = Award.objects.create(
        household=case.household,
        decision=decision,
        programme=decision.programme,
        paying_office=case.hukou_office,
        residence_office=case.residence_office,
        from_month=first,
    )
    AwardAmount.objects.bulk_create(_amounts(award, decision))
    AwardMember.objects.bulk_create(
        AwardMember(award=award, person_id=person, from_month=first) for person in persons
    )
    return award


def _amounts(award: Award, decision: Decision) -> list[AwardAmount]:
    """One open row; the first month has a row of its own where it is paid by days."""
    start = queries.start_of(decision.assessment, decision.decided_on)
    kind, first = KINDS[decision.programme], decision.first_month
    row = {"award": award, "kind": kind, "decision": decision}
    if start.first_amount == decision.amount:
        return [AwardAmount(**row, amount=decision.amount, from_month=first)]
    rest = Month(first.year, first.month).plus(1).first
    rows = [AwardAmount(**row, amount=decision.amount, from_month=rest)]
    if start.first_amount:
        rows.insert(0, AwardAmount(**row, amount=start.first_amount, from_month=first, to_month=first))
    return rows


def _has_award(decision: Decision, persons: list[int]) -> Refused:
    """Who already lives by which award, and both offices to call."""
    other = queries.overlapping_members(persons, decision.first_month).first()
    if other is None:
        return Refused("has_award", "没有办理。家庭成员刚刚享受了另一份基本生活救助；请刷新后核实。")
    there, here = other.award.paying_office, decision.case.hukou_office
    return Refused(
        "has_award",
        f"没有办理。{other.person.name}自{other.from_month.year}年{other.from_month.month}月起已由{there.full_name}"
        f"（电话 {there.phone or '见机构名录'}）发放{other.award.get_programme_display()}，不能由{here.full_name}"
        f"（电话 {here.phone or '见机构名录'}）重复发放；请两个街道核实后先停发其中一份。",
    )
