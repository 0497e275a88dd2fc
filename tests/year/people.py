"""The households of the simulated year, written by the table: what decided them is not what the year tries."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.benefits import queries as benefits
from apps.benefits.models import Assessment, Award, AwardAmount, AwardMember, Decision, Opinion
from apps.households.indexes import index_of
from apps.households.models import BankAccount, Household, Income, Membership, Person
from apps.routing.models import Case
from tests.benefits.makers import SINCE

NAMES = ("户主", "家人")
BORN = dt.date(1980, 3, 1)


@dataclass(frozen=True, slots=True)
class Family:
    """What a household is: `steady` ones cannot work and have no wage; `income` and `amount` in yuan a month."""

    members: int
    income: Decimal
    amount: Decimal
    steady: bool
    decided: dt.date


def settle_in(w, families: Sequence[Family], first: dt.date) -> list[Award]:
    """All of them at the hukou street, each living by an award that is paid from the month of `first` on."""
    people = _people(families)
    homes = Household.objects.bulk_create(
        Household(head=one[0], residence_office=w.hukou, hukou_office=w.hukou, created_on=SINCE)
        for one in people
    )
    _facts(families, people, homes)
    cases = Case.objects.bulk_create(_case(w, home, place) for place, home in enumerate(homes))
    decisions = _decisions(w, families, people, cases, first)
    awards = Award.objects.bulk_create(
        Award(
            household=home, decision=decision, programme="dibao", paying_office=w.hukou, residence_office=w.hukou,
            from_month=first,
        )
        for home, decision in zip(homes, decisions, strict=True)
    )  # fmt: skip
    AwardAmount.objects.bulk_create(
        AwardAmount(award=award, kind="dibao", amount=one.amount, from_month=first, decision=award.decision)
        for award, one in zip(awards, families, strict=True)
    )
    AwardMember.objects.bulk_create(
        AwardMember(award=award, person=person, from_month=first)
        for award, row in zip(awards, people, strict=True)
        for person in row
    )
    return awards


def _people(families: Sequence[Family]) -> list[list[Person]]:
    made = iter(
        Person.objects.bulk_create(
            Person(
                name=name, name_pinyin="huzhu", name_initials="hz", birth_date=BORN, sex="female", hukou_region="TJ",
                hukou_nature="urban",
            )
            for one in families
            for name in NAMES[: one.members]
        )
    )  # fmt: skip
    return [[next(made) for _ in range(one.members)] for one in families]


def _facts(families: Sequence[Family], people: list[list[Person]], homes: list[Household]) -> None:
    Membership.objects.bulk_create(
        Membership(
            household=home, person=person, position=place, relation="sibling" if place else "head", valid_from=SINCE,
            labour_capacity="none" if one.steady else "full",
            work_status="retired" if one.steady else "not_registered" if place else "employed",
        )
        for one, row, home in zip(families, people, homes, strict=True)
        for place, person in enumerate(row)
    )  # fmt: skip
    Income.objects.bulk_create(
        Income(
            household=home,
            person=row[0],
            type="W",
            amount=one.income,
            period="monthly",
            valid_from=SINCE,
        )
        for one, row, home in zip(families, people, homes, strict=True)
        if one.income
    )
    numbers = [f"9999{place:013d}" for place in range(len(homes))]
    BankAccount.objects.bulk_create(
        BankAccount(
            household=home, holder=row[0], bank="建设银行", number=number, number_index=index_of(number, "bank_account"),
            valid_from=SINCE,
        )
        for number, row, home in zip(numbers, people, homes, strict=True)
    )  # fmt: skip


def _case(w, home: Household, place: int) -> Case:
    return Case(
        number=f"东大低保 2024-{place:05d}", programme="dibao", household=home, applicant_id=home.head_id, mode="one_city",
        intake_office=w.hukou, front_office=w.hukou, residence_office=w.hukou, hukou_office=w.hukou,
        decider_office=w.hukou, submitted_on=SINCE, accepted_on=SINCE, state="closed", outcome="approved", closed_on=SINCE,
    )  # fmt: skip


def _decisions(
    w, families: Sequence[Family], people: list[list[Person]], cases: list[Case], first: dt.date
) -> list[Decision]:
    computed: dict[tuple, tuple[Assessment, list[Person]]] = {}
    bases = []
    for one, row, case in zip(families, people, cases, strict=True):
        key = (one.members, one.income, one.steady)
        if key not in computed:
            computed[key] = (benefits.compute(case, benefits.facts_of(case, first), round=1, on=first), row)
        bases.append(_alike(*computed[key], case, row, w))
    Assessment.objects.bulk_create(bases)
    opinions = Opinion.objects.bulk_create(
        Opinion(
            case=base.case, round=1, assessment=base, approve=True, text="同意", given_by=w.reviewer, given_on=one.decided
        )
        for base, one in zip(bases, families, strict=True)
    )  # fmt: skip
    return Decision.objects.bulk_create(
        Decision(
            case=opinion.case, assessment=opinion.assessment, opinion=opinion, office=w.hukou, approve=True,
            programme="dibao", amount=one.amount, first_month=first, text="审核确认同意", reviewed_by=w.reviewer,
            decided_by=w.approver, decided_on=one.decided,
        )
        for opinion, one in zip(opinions, families, strict=True)
    )  # fmt: skip


def _alike(model: Assessment, known: list[Person], case: Case, row: list[Person], w) -> Assessment:
    """The same computation with other people in it; the keys of people are all that differs."""
    copied = {}
    for name in ("facts", "answer"):
        text = json.dumps(getattr(model, name))
        for before, after in zip(known, row, strict=True):
            text = text.replace(f'"p{before.pk}"', f'"q{after.pk}"')
        copied[name] = json.loads(text.replace('"q', '"p'))
    return Assessment(
        case=case, round=1, day=model.day, jurisdiction=model.jurisdiction, lines=model.lines, equation=model.equation,
        standard_ids=model.standard_ids, totals=model.totals, programme=model.programme, amount=model.amount,
        made_by=w.reviewer, **copied,
    )  # fmt: skip
