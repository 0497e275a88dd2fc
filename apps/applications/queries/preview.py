"""初步测算: what the declared facts would give today. The same function that decides; nothing is stored."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.applications.entry import AssetEntry, Entry, ExpenseEntry, IncomeEntry, MemberEntry, SupporterEntry
from apps.benefits.queries import answer_of
from apps.core.errors import Refused
from apps.households.indexes import clean_number
from apps.households.models import Asset, Supporter
from apps.households.queries.facts import DEDUCTIONS, HOUSEHOLD_FLAGS, property_of
from apps.households.queries.tekun import supporter_facts
from apps.rules import facts as rules
from apps.rules.assess import Assessment, assess
from apps.rules.calendar import Month
from apps.rules.errors import RuleError
from apps.rules.facts.tekun import INDICATORS, TekunFacts, TekunPerson
from apps.rules.id_number import parse_id_number
from apps.rules.rigid import RigidAssessment
from apps.rules.tekun import TekunAssessment
from apps.rules.words import PROGRAMMES
from apps.standards.queries import refusal_words, standards_for


@dataclass(frozen=True, slots=True)
class Preview:
    """The estimate, or the sentence why there is none."""

    assessment: Assessment | TekunAssessment | RigidAssessment | None
    programme: str
    refusal: str = ""


def preview_of(entry: Entry, on: dt.date) -> Preview:
    """The estimate of an entry on the day; a refusal of the rules becomes its sentence."""
    try:
        standards = standards_for(entry.hukou_office.jurisdiction.code)
        answer = answer_of(_facts(entry, on), entry.programme, standards, on)
    except RuleError as error:
        return Preview(None, "", refusal_words(error))
    except Refused as refusal:
        return Preview(None, "", refusal.message)
    return Preview(answer, PROGRAMMES.get(answer.programme, answer.programme))


def preview_facts(posted: Mapping[str, Any], region: str, on: dt.date) -> dict[str, Any]:
    """The answer to posted facts in the golden shape, as a plain mapping. Raises RuleError, Refused for a wrong shape."""
    try:
        facts = rules.from_plain(posted)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(
            "facts_unreadable",
            f"没有测算。facts 的形状不对（{type(error).__name__}：{error}）；请按接口说明核对。",
            "facts",
        ) from error
    return assess(facts, standards_for(region), on).to_plain()


def _facts(entry: Entry, on: dt.date) -> rules.HouseholdFacts | TekunFacts:
    return tekun_entry_facts(entry, on) if entry.programme == "tekun_support" else entry_facts(entry, on)


def tekun_entry_facts(entry: Entry, on: dt.date) -> TekunFacts:
    """The facts of a tekun entry before the self-care assessment: at home, and everything done alone."""
    head = _member(entry.head, entry.incomes, on)
    return TekunFacts(
        person=TekunPerson(
            person=head.person,
            name=head.name,
            birth_date=head.birth_date,
            hukou_region=head.hukou_region,
            hukou_nature=head.hukou_nature,
            contracted_land="contracted_land" in entry.conditions,
            collective_distribution="collective_distribution" in entry.conditions,
            disabilities=head.disabilities,
            statuses=head.statuses,
            incomes=head.incomes,
        ),
        mode="dispersed",
        self_care=dict.fromkeys(INDICATORS, True),
        supporters=tuple(
            supporter_facts(_supporter_row(one, number)) for number, one in enumerate(entry.supporters)
        ),
        property=property_of(_asset(asset) for asset in entry.assets),
        child_scheme_chosen="child_scheme_chosen" in entry.conditions,
    )


def _supporter_row(one: SupporterEntry, number: int) -> Supporter:
    """An unsaved row, so that declared and stored supporters are read by the same function."""
    return Supporter(
        pk=number,
        name=one.name,
        relation=one.relation,
        programme=one.programme,
        birth_date=one.birth_date,
        annual_income=one.annual_income,
        property_ok=one.property_ok,
        statuses=list(one.statuses),
        disability_type=one.disability.type if one.disability else "",
        disability_grade=one.disability.grade if one.disability else None,
    )


def entry_facts(entry: Entry, on: dt.date) -> rules.HouseholdFacts:
    """The facts of an entry as the rules read them, without identity numbers. Raises RuleError."""
    return rules.HouseholdFacts(
        members=tuple(_member(member, entry.incomes, on) for member in entry.members),
        **{flag: flag in entry.conditions for flag in HOUSEHOLD_FLAGS},
        property=property_of(_asset(asset) for asset in entry.assets),
        obliged_supporters=tuple(
            _supporter(supporter, number) for number, supporter in enumerate(entry.supporters)
        ),
        expenditures=tuple(_expense(expense) for expense in entry.expenses),
    )


def birth_date_of(member: MemberEntry, on: dt.date) -> dt.date:
    """From the number, or as stated."""
    if member.id_number:
        return parse_id_number(clean_number(member.id_number), on).birth_date
    if member.birth_date is None:
        raise RuleError("future_birth_date", member.name)
    return member.birth_date


def _member(member: MemberEntry, incomes: tuple[IncomeEntry, ...], on: dt.date) -> rules.Member:
    first = member.first_employment_month
    return rules.Member(
        person=member.key,
        name=member.name,
        relation=member.relation,
        birth_date=birth_date_of(member, on),
        hukou_region=member.hukou_region,
        hukou_nature=member.hukou_nature,
        joint_residence_months=member.joint_residence_months,
        labour_capacity=member.labour_capacity,
        work_status=member.work_status,
        co_resident=member.co_resident,
        statuses=member.statuses,
        disabilities=tuple(rules.Disability(one.type, one.grade) for one in member.disabilities),
        illnesses=member.illnesses,
        severe_illness=member.severe_illness,
        first_start=Month.parse(f"{first:%Y-%m}") if first else None,
        supporter_status=member.supporter_status,
        incomes=tuple(_income(income) for income in incomes if income.person == member.key),
    )


def _income(income: IncomeEntry) -> rules.Income:
    taken = {name: getattr(income, name) for name in DEDUCTIONS if getattr(income, name)}
    return rules.Income(income.type, income.amount, income.period, income.item, taken)


def _asset(asset: AssetEntry) -> Asset:
    """An unsaved row, so that declared and stored property are read by the same function."""
    return Asset(
        kind=asset.kind,
        form=asset.form,
        amount=asset.amount,
        area=asset.area,
        exempt_reason=asset.exempt_reason,
    )


def _supporter(supporter: SupporterEntry, number: int) -> rules.Supporter:
    return rules.Supporter(
        person=f"s{number}",
        name=supporter.name,
        relation=supporter.relation,
        supports=supporter.supports,
        household_size=supporter.household_size,
        household_income=supporter.household_income,
        programme=supporter.programme,
        children_of_supported=supporter.children_of_supported,
        court_amount=supporter.court_amount,
        actual_amount=supporter.actual_amount,
    )


def _expense(expense: ExpenseEntry) -> rules.Expenditure:
    return rules.Expenditure(
        expense.category, expense.amount, reimbursed=expense.reimbursed, period=expense.period
    )
