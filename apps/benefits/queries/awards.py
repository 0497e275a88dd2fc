"""Reading computations and awards: the computation itself, who lives by which award."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from apps.benefits.models import Assessment, Award, AwardMember, FoundByPeople, Opinion
from apps.benefits.queries.totals import totals_to_plain
from apps.core.errors import Refused
from apps.households.models import Household
from apps.households.queries import household_facts
from apps.routing.models import Case, Programme
from apps.rules.amounts import format_money
from apps.rules.assess import answer, work_out
from apps.rules.errors import RuleError
from apps.rules.facts import HouseholdFacts, to_plain
from apps.rules.payment_start import PaymentStart, payment_start
from apps.rules.plain import plain
from apps.rules.words import REASONS
from apps.standards.queries import refusal_words, standards_for

BENEFIT_WORDS = {"dibao": "dibao", "edge_household": "edge", "tekun_support": "tekun"}
# What stands in columns of its own is not repeated in the answer.
IN_COLUMNS = ("lines", "equation", "used")


def facts_of(case: Case, on: dt.date) -> HouseholdFacts:
    """The household on the day, with what its people already receive in another case."""
    people = case.household.memberships.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on
    )
    elsewhere = live_award_of_persons(people.values_list("person_id", flat=True), on)
    own = {award.programme for award in elsewhere.values() if award.household_id == case.household_id}
    others = {
        person: BENEFIT_WORDS[award.programme]
        for person, award in elsewhere.items()
        if award.household_id != case.household_id
    }
    try:
        return household_facts(
            case.household, on, current_programme=next(iter(own), "none"), benefits_elsewhere=others
        )
    except RuleError as error:
        raise Refused(error.code, f"没有测算。{refusal_words(error)}") from error


def compute(case: Case, facts: HouseholdFacts, *, round: int, on: dt.date) -> Assessment:
    """The computation of the day by the standards of the hukou office's policy area; an unsaved row.

    Raises Refused with the code of the rule that could not answer.
    """
    jurisdiction = case.hukou_office.jurisdiction.code
    try:
        work = work_out(facts, standards_for(jurisdiction), on)
        answered = answer(work)
    except RuleError as error:
        raise Refused(error.code, f"没有测算。{refusal_words(error)}") from error
    return Assessment(
        case=case,
        round=round,
        day=on,
        jurisdiction=jurisdiction,
        facts=_without_numbers(to_plain(facts)),
        answer={key: value for key, value in answered.to_plain().items() if key not in IN_COLUMNS},
        lines=plain(answered.lines),
        equation=plain(answered.equation),
        standard_ids=[row.id for row in answered.used if row.id is not None],
        totals=totals_to_plain(work.totals),
        programme=answered.programme,
        amount=answered.amount,
    )


def _without_numbers(facts: dict[str, Any]) -> dict[str, Any]:
    """The frozen facts hold no identity number; it was checked when the person was registered."""
    for member in facts["members"]:
        member.pop("id_number", None)
    return facts


def eligible(assessment: Assessment) -> bool:
    """Whether the household gets a programme by its figures."""
    return assessment.programme != "none"


def computed_reasons(assessment: Assessment) -> list[str]:
    """Why the figures do not do, for dibao and as an edge household, in the order of the rules, once each."""
    found = assessment.answer["dibao"]["reasons"] + assessment.answer["edge_household"]["reasons"]
    return list(dict.fromkeys(found))


def reason_words(code: str) -> str:
    """A reason for a denial in words."""
    return REASONS.get(code) or str(FoundByPeople(code).label)


def verdict(assessment: Assessment) -> str:
    """One line: 符合低保，每月 1,241.00 元."""
    if not eligible(assessment):
        return "不符合条件，" + "、".join(map(reason_words, computed_reasons(assessment)))
    words = Programme(assessment.programme).label
    paid = f"每月 {format_money(assessment.amount)} 元" if assessment.amount else "不按月发放"
    return f"符合{words}，{paid}"


def counted_persons(assessment: Assessment) -> list[int]:
    """Ids of the counted members; the keys of frozen facts are `households.queries.member_key`."""
    return [int(key.removeprefix("p")) for key in assessment.answer["counted_members"]]


def covers(month: dt.date) -> Q:
    """Dated rows in whole months that hold in the month of the day."""
    first = month.replace(day=1)
    return Q(from_month__lte=first) & (Q(to_month__isnull=True) | Q(to_month__gte=first))


def live_award_of_persons(person_ids: Iterable[int], on: dt.date) -> dict[int, Award]:
    """The award by which each of these people lives in the month of the day, with its office."""
    rows = AwardMember.objects.filter(covers(on), person__in=list(person_ids))
    return {row.person_id: row.award for row in rows.select_related("award__paying_office")}


def overlapping_members(person_ids: Iterable[int], month: dt.date) -> QuerySet[AwardMember]:
    """Who of these lives by an award in the month or later, the earliest first."""
    still = Q(to_month__isnull=True) | Q(to_month__gte=month)
    return (
        AwardMember.objects.filter(still, person__in=list(person_ids))
        .select_related("award__paying_office", "person")
        .order_by("from_month")
    )


def household_awards(household: Household) -> QuerySet[Award]:
    """All awards of a household, the newest first, with their amounts and decisions."""
    return (
        household.awards.select_related("paying_office", "decision__case")
        .prefetch_related("amounts__decision", "amounts__rehearsal")
        .order_by("-from_month", "-id")
    )


def last_opinion(case: Case) -> Opinion:
    """The opinion of the last round of the first review."""
    opinion = case.opinions.select_related("assessment", "given_by").order_by("-round").first()
    if opinion is None:
        raise Refused("no_opinion", "没有办理。本件还没有初审意见；请先由初审人员提交初审意见。")
    return opinion


def last_assessment(case: Case) -> Assessment | None:
    """The newest kept computation of a case."""
    return case.assessments.select_related("made_by", "case").order_by("-id").first()


def start_of(assessment: Assessment, on: dt.date) -> PaymentStart:
    """From which month the amount would be paid if it were approved on the day, and how much in that month."""
    return payment_start(
        programme=assessment.programme,
        change="new_award",
        decision_date=on,
        amount=assessment.amount,
        standards=standards_for(assessment.jurisdiction),
    )


def monthly_amount(award: Award, on: dt.date) -> Decimal:
    """Yuan in the month of the day; zero when none is due."""
    return sum((row.amount for row in award.amounts.filter(covers(on))), Decimal("0.00"))
