"""The computation itself: the facts of a case, the answer of its programme, and what the answer says in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from apps.benefits.models import Assessment, FoundByPeople
from apps.benefits.queries.awards import live_award_of_persons
from apps.benefits.queries.totals import totals_to_plain
from apps.core.errors import Refused
from apps.households.queries import household_facts, tekun_facts
from apps.routing.models import Case, Programme
from apps.rules.assess import answer, work_out
from apps.rules.errors import RuleError
from apps.rules.facts import HouseholdFacts, from_plain, to_plain
from apps.rules.facts.tekun import TekunFacts, tekun_from_plain
from apps.rules.plain import plain
from apps.rules.rigid import assess_rigid
from apps.rules.tekun import assess_tekun
from apps.rules.tekun.explain import REASONS as TEKUN_REASONS
from apps.rules.words import REASONS, RIGID_REASONS
from apps.standards.queries import refusal_words, standards_for

BENEFIT_WORDS = {"dibao": "dibao", "edge_household": "edge", "tekun_support": "tekun"}
# What stands in columns of its own is not repeated in the answer.
IN_COLUMNS = ("lines", "equation", "used")
ALL_REASONS = {**TEKUN_REASONS, **REASONS, **RIGID_REASONS}


@dataclass(frozen=True, slots=True)
class Care:
    """What the floor above knows of a tekun applicant: the six indicators, where he is cared for, by whom."""

    indicators: Mapping[str, bool]
    mode: str
    institution: str = ""


def facts_of(case: Case, on: dt.date, care: Care | None = None) -> HouseholdFacts | TekunFacts:
    """The household on the day, with what its people already receive in another case; for tekun the one person.

    Refused with the code of what is missing; `self_care_missing` for a tekun case without `care`.
    """
    try:
        if case.programme == Programme.TEKUN_SUPPORT:
            return _tekun(case, on, care)
        return _household(case, on)
    except RuleError as error:
        raise Refused(error.code, f"没有测算。{refusal_words(error)}") from error


def _household(case: Case, on: dt.date) -> HouseholdFacts:
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
    return household_facts(
        case.household, on, current_programme=next(iter(own), "none"), benefits_elsewhere=others
    )


def _tekun(case: Case, on: dt.date, care: Care | None) -> TekunFacts:
    if care is None:
        raise Refused(
            "self_care_missing",
            f"没有测算。还没有生活自理能力评估；请先由{case.hukou_office}完成评估，照料护理补贴按评估等级计算。",
        )
    held = live_award_of_persons([case.household.head_id], on).values()
    existing = any(award.programme == Programme.TEKUN_SUPPORT for award in held)
    return tekun_facts(case.household, on, mode=care.mode, self_care=care.indicators, existing=existing)


def compute(case: Case, facts: HouseholdFacts | TekunFacts, *, round: int, on: dt.date) -> Assessment:
    """The computation of the day by the standards of the hukou office's policy area; an unsaved row.

    Raises Refused with the code of the rule that could not answer.
    """
    jurisdiction = case.hukou_office.jurisdiction.code
    try:
        answered, totals = _worked(facts, case.programme, standards_for(jurisdiction), on)
    except RuleError as error:
        raise Refused(error.code, f"没有测算。{refusal_words(error)}") from error
    shown = answered.to_plain()
    return Assessment(
        case=case,
        round=round,
        day=on,
        jurisdiction=jurisdiction,
        facts=_frozen(facts),
        answer={key: value for key, value in shown.items() if key not in IN_COLUMNS},
        lines=shown["lines"],
        equation=plain(answered.equation),
        standard_ids=[row.id for row in answered.used if row.id is not None],
        totals=totals,
        programme=answered.programme,
        amount=answered.amount,
    )


def answer_of(facts: HouseholdFacts | TekunFacts, programme: str, standards, on: dt.date):
    """The rule of a programme, asked with its facts. Raises RuleError."""
    return _worked(facts, programme, standards, on)[0]


def _worked(facts: HouseholdFacts | TekunFacts, programme: str, standards, on: dt.date):
    """The answer, and the totals that a rehearsal judges. None where they are not enough: for the other programmes, and
    where somebody owes support, which follows the standard."""
    if isinstance(facts, TekunFacts):
        return assess_tekun(facts, standards, on), {}
    if programme == Programme.RIGID_EXPENDITURE:
        return assess_rigid(facts, standards, on), {}
    work = work_out(facts, standards, on)
    return answer(work), {} if facts.obliged_supporters else totals_to_plain(work.totals)


def thawed(frozen: Mapping[str, Any]) -> HouseholdFacts | TekunFacts:
    """The facts of a kept computation, to be asked again. Raises RuleError."""
    return tekun_from_plain(frozen) if "person" in frozen else from_plain(frozen)


def _frozen(facts: HouseholdFacts | TekunFacts) -> dict[str, Any]:
    """The frozen facts hold no identity number; it was checked when the person was registered."""
    if isinstance(facts, TekunFacts):
        return plain(facts)
    frozen = to_plain(facts)
    for member in frozen["members"]:
        member.pop("id_number", None)
    return frozen


def computed_reasons(assessment: Assessment) -> list[str]:
    """Why the figures do not do, in the order of the rules, once each; of a household for dibao and as edge household."""
    kept = assessment.answer
    if "reasons" in kept:
        return list(kept["reasons"])
    return list(dict.fromkeys(kept["dibao"]["reasons"] + kept["edge_household"]["reasons"]))


def reason_words(code: str) -> str:
    """A reason for a denial in words."""
    return ALL_REASONS.get(code) or str(FoundByPeople(code).label)


def counted_persons(assessment: Assessment) -> list[int]:
    """Ids of the counted members; the keys of frozen facts are `households.queries.member_key`."""
    return [person_id(key) for key in assessment.answer["counted_members"]]


def person_id(key: str) -> int:
    """The id of a person behind the key of frozen facts."""
    return int(key.removeprefix("p"))
