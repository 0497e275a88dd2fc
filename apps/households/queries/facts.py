"""The dated facts of a household, in force on one day, as the frozen facts that the rules read."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Q

from apps.households.models import Asset, Expense, Household, Income, Membership, Person, Supporter
from apps.rules import facts as rules
from apps.rules.calendar import Month

DEDUCTIONS = ("tax", "social_insurance", "housing_fund", "cost")
TEKUN_FLAGS = ("contracted_land", "collective_distribution", "child_scheme_chosen")
HOUSEHOLD_FLAGS = ("single_parent", "no_children", "fp_special_support", "district_cash_condition")


def in_force(on: dt.date) -> Q:
    """The dated facts that hold on the day, both ends included."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def member_key(person: Person | int) -> str:
    """The key of a person inside frozen facts; it says nothing about him."""
    return f"p{getattr(person, 'pk', person)}"


def household_facts(
    household: Household,
    on: dt.date,
    *,
    current_programme: str = "none",
    benefits_elsewhere: Mapping[int, str] | None = None,
) -> rules.HouseholdFacts:
    """What is known of the household on the day. `benefits_elsewhere`: person id → benefit received in another case.

    No identity number goes into the facts: it was checked when the person was registered. Raises RuleError for a
    household without members. Seven queries, whatever the size of the household.
    """
    memberships = list(
        household.memberships.filter(in_force(on)).select_related("person").order_by("position", "id")
    )
    return rules.HouseholdFacts(
        members=_members(household, memberships, on, benefits_elsewhere or {}),
        current_programme=current_programme,
        **{flag: getattr(household, flag) for flag in HOUSEHOLD_FLAGS},
        property=property_of(household.assets.filter(in_force(on))),
        obliged_supporters=tuple(
            _supporter(row) for row in household.supporters.filter(in_force(on)).prefetch_related("supports")
        ),
        expenditures=tuple(_expenditure(row) for row in household.expenses.filter(in_force(on))),
    )


def _members(
    household: Household, memberships: list[Membership], on: dt.date, elsewhere: Mapping[int, str]
) -> tuple[rules.Member, ...]:
    incomes = _by_person(household.incomes.filter(in_force(on)))
    people = [membership.person_id for membership in memberships]
    disabilities = _by_person(_disabilities(people, on))
    return tuple(
        _member(
            row, incomes[row.person_id], disabilities[row.person_id], elsewhere.get(row.person_id, "none")
        )
        for row in memberships
    )


def _disabilities(people: list[int], on: dt.date):
    from apps.households.models import Disability

    return Disability.objects.filter(in_force(on), person__in=people).order_by("id")


def _by_person(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.person_id].append(row)
    return grouped


def _member(row: Membership, incomes: list[Income], disabilities: list[Any], elsewhere: str) -> rules.Member:
    person = row.person
    return rules.Member(
        person=member_key(person),
        name=person.name,
        relation=row.relation,
        birth_date=person.birth_date,
        death_date=person.death_date,
        hukou_region=person.hukou_region,
        hukou_nature=person.hukou_nature,
        joint_residence_months=row.joint_residence_months,
        labour_capacity=row.labour_capacity,
        work_status=row.work_status,
        co_resident=row.co_resident,
        statuses=tuple(row.statuses),
        disabilities=tuple(rules.Disability(one.type, one.grade) for one in disabilities),
        illnesses=tuple(row.illnesses),
        severe_illness=row.severe_illness,
        first_start=Month.parse(f"{row.first_employment_month:%Y-%m}")
        if row.first_employment_month
        else None,
        migrant_return=row.migrant_return,
        refused_jobs=row.refused_jobs,
        current_benefit=elsewhere,
        supporter_status=row.supporter_status,
        incomes=tuple(income_of(income) for income in incomes),
    )


def income_of(row: Income) -> rules.Income:
    """One line of income with what was taken off in its period."""
    taken = {name: getattr(row, name) for name in DEDUCTIONS if getattr(row, name)}
    return rules.Income(row.type, row.amount, row.period, row.item, taken)


def property_of(assets: Iterable[Asset]) -> rules.Property:
    """What is owned; an exemption of money counts only once it is approved (yuan, square metres)."""
    kinds: defaultdict[str, list[Asset]] = defaultdict(list)
    for asset in assets:
        kinds[asset.kind].append(asset)
    money = kinds["monetary"]
    return rules.Property(
        monetary=sum((row.amount or Decimal(0) for row in money), Decimal(0)),
        registered_capital=tuple(row.amount or Decimal(0) for row in kinds["registered_capital"]),
        monetary_exempt=tuple(
            rules.MoneyExemption(row.exempt_reason, row.amount or Decimal(0))
            for row in money
            if row.exempt_reason and row.approved
        ),
        homes=tuple(rules.Home(row.form, row.area or Decimal(0)) for row in kinds["home"]),
        vehicles=tuple(
            rules.Vehicle(row.form, row.exempt_reason or "none", row.approved) for row in kinds["vehicle"]
        ),
        other=tuple(row.form for row in kinds["other"]),
    )


def _supporter(row: Supporter) -> rules.Supporter:
    return rules.Supporter(
        person=f"s{row.pk}",
        name=row.name,
        relation=row.relation,
        supports=tuple(sorted(member_key(person) for person in row.supports.all())),
        household_size=row.household_size,
        household_income=row.household_income,
        programme=row.programme,
        children_of_supported=row.children_of_supported,
        court_amount=row.court_amount,
        actual_amount=row.actual_amount,
    )


def _expenditure(row: Expense) -> rules.Expenditure:
    return rules.Expenditure(row.category, row.amount, reimbursed=row.reimbursed, period=row.period)
