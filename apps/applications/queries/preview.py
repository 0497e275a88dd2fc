"""初步测算: what the declared facts would give today. The same function that decides; nothing is stored."""

import datetime as dt
from dataclasses import dataclass

from apps.applications.entry import AssetEntry, Entry, ExpenseEntry, IncomeEntry, MemberEntry, SupporterEntry
from apps.households.indexes import clean_number
from apps.households.models import Asset
from apps.households.queries.facts import DEDUCTIONS, HOUSEHOLD_FLAGS, property_of
from apps.rules import facts as rules
from apps.rules.assess import Assessment, assess
from apps.rules.calendar import Month
from apps.rules.errors import RuleError
from apps.rules.id_number import parse_id_number
from apps.rules.words import PROGRAMMES
from apps.standards.queries import refusal_words, standards_for


@dataclass(frozen=True, slots=True)
class Preview:
    """The estimate, or the sentence why there is none."""

    assessment: Assessment | None
    programme: str
    refusal: str = ""


def preview_of(entry: Entry, on: dt.date) -> Preview:
    """The estimate of an entry on the day; a refusal of the rules becomes its sentence."""
    try:
        standards = standards_for(entry.hukou_office.jurisdiction.code)
        answer = assess(entry_facts(entry, on), standards, on)
    except RuleError as error:
        return Preview(None, "", refusal_words(error))
    return Preview(answer, PROGRAMMES.get(answer.programme, answer.programme))


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
