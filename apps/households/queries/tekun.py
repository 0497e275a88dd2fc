"""The dated facts of one person who applies for tekun support, as the frozen facts that the rules read."""

import datetime as dt
from collections.abc import Mapping

from apps.core.errors import Refused
from apps.households.models import Disability, Household, Membership, Supporter
from apps.households.queries.facts import in_force, income_of, member_key, property_of
from apps.rules.errors import RuleError
from apps.rules.facts import Disability as DisabilityFact
from apps.rules.facts.tekun import TekunFacts, TekunPerson, TekunSupporter
from apps.rules.words import STATUSES


def tekun_facts(
    household: Household, on: dt.date, *, mode: str, self_care: Mapping[str, bool], existing: bool = False
) -> TekunFacts:
    """What is known of the applicant on the day; `mode` and `self_care` come from above (`apps.care`).

    Raises RuleError `no_members`, Refused `supporter_without_birth_date`.
    """
    held = household.memberships.filter(in_force(on)).select_related("person")
    membership = held.filter(person=household.head_id).first()
    if membership is None:
        raise RuleError("no_members")
    supporters = household.supporters.filter(in_force(on)).order_by("id")
    return TekunFacts(
        person=_person(household, membership, on, existing),
        mode=mode,
        self_care=dict(self_care),
        supporters=tuple(supporter_facts(row) for row in supporters),
        property=property_of(household.assets.filter(in_force(on))),
        child_scheme_chosen=household.child_scheme_chosen,
    )


def _person(household: Household, membership: Membership, on: dt.date, existing: bool) -> TekunPerson:
    person = membership.person
    disabilities = Disability.objects.filter(in_force(on), person=person).order_by("id")
    return TekunPerson(
        person=member_key(person),
        name=person.name,
        birth_date=person.birth_date,
        hukou_region=person.hukou_region,
        hukou_nature=person.hukou_nature,
        contracted_land=household.contracted_land,
        collective_distribution=household.collective_distribution,
        existing_tekun=existing,
        disabilities=tuple(DisabilityFact(one.type, one.grade) for one in disabilities),
        statuses=tuple(one for one in membership.statuses if one in STATUSES),
        incomes=tuple(
            income_of(row) for row in household.incomes.filter(in_force(on), person=person).order_by("id")
        ),
    )


def supporter_facts(row: Supporter) -> TekunSupporter:
    """One supporter, stored or only typed in. Refused without a birth date."""
    if row.birth_date is None:
        raise Refused(
            "supporter_without_birth_date",
            f"没有测算。法定义务人{row.name}没有出生日期，不能判断有没有履行义务能力；请补填后再测算。",
        )
    graded = row.disability_type and row.disability_grade
    return TekunSupporter(
        person=f"s{row.pk}",
        name=row.name,
        relation=row.relation,
        birth_date=row.birth_date,
        programme=row.programme,
        annual_income=row.annual_income,
        property_ok=row.property_ok,
        disabilities=(DisabilityFact(row.disability_type, row.disability_grade),) if graded else (),
        statuses=tuple(row.statuses),
    )
