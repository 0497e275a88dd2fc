"""What the pages of households show. Beside a birth date stands no digit of the identity number."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from apps.core.masking import id_tail, mask_account, mask_id_number, mask_phone
from apps.households.access import NOTHING, households_seen_by, may_for_household
from apps.households.models import Asset, BankAccount, Expense, Household, Income, Membership, Person
from apps.households.queries.facts import in_force
from apps.households.queries.search import search_people
from apps.offices.roles import Permission
from apps.rules.words import ILLNESS_NAMES


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household in the list: who, how many, where. The tail stands without a birth date."""

    id: int
    head: str
    id_tail: str
    persons: int
    residence: str
    hukou: str
    split: bool
    phone: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    person_id: int
    name: str
    relation: str
    birth_date: dt.date
    age: int
    sex: str
    id_state: str
    has_id_number: bool
    hukou: str
    labour: str
    work: str
    health: str
    phone: str


@dataclass(frozen=True, slots=True)
class IncomeRow:
    name: str
    type: str
    item: str
    amount: Decimal
    period: str
    deductions: Decimal
    origin: str
    valid_from: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class AssetRow:
    kind: str
    form: str
    amount: Decimal | None
    area: Decimal | None
    origin: str
    valid_from: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    category: str
    amount: Decimal
    reimbursed: Decimal
    period: str
    note: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    id: int
    bank: str
    holder: str
    number: str


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """Everything on the page of one household."""

    id: int
    head: str
    residence: str
    hukou: str
    split: bool
    address: str
    conditions: tuple[str, ...]
    members: tuple[MemberRow, ...]
    incomes: tuple[IncomeRow, ...]
    assets: tuple[AssetRow, ...]
    expenses: tuple[ExpenseRow, ...]
    accounts: tuple[AccountRow, ...]
    may_reveal: bool
    may_report: bool
    account_url: str


def current_members(household: Household, on: dt.date) -> QuerySet[Person]:
    """Who belongs to the household on the day."""
    held = household.memberships.filter(in_force(on))
    return Person.objects.filter(pk__in=held.values("person")).order_by("pk")


def household_rows(user, text: str, on: dt.date, *, also: Q = NOTHING):
    """The visible households, newest first, or those of the people that `text` finds; a query set to page through."""
    households = households_seen_by(user, on, also=also)
    if text.strip():
        people = search_people(user, text, on, also=also)
        households = households.filter(
            Q(head__in=people)
            | Q(pk__in=Membership.objects.filter(in_force(on), person__in=people).values("household"))
        )
    return households.select_related("head", "residence_office", "hukou_office").order_by("-id")


def rows_shown(households, on: dt.date) -> tuple[HouseholdRow, ...]:
    """The rows of one page of households."""
    prefetch = Prefetch("memberships", Membership.objects.filter(in_force(on)), to_attr="members_now")
    return tuple(_household_row(household) for household in households.prefetch_related(prefetch))


def _household_row(household: Household) -> HouseholdRow:
    return HouseholdRow(
        id=household.pk,
        head=household.head.name,
        id_tail=id_tail(household.head.id_number or ""),
        persons=len(household.members_now),
        residence=str(household.residence_office),
        hukou=str(household.hukou_office),
        split=household.residence_office_id != household.hukou_office_id,
        phone=mask_phone(household.head.phone),
    )


def household_page(household: Household, user, on: dt.date) -> HouseholdPage:
    """The page of a household that the caller got through `access`."""
    held = in_force(on)
    members = (
        household.memberships.filter(held)
        .select_related("person")
        .prefetch_related(
            Prefetch("person__disabilities", queryset=_disabilities(held), to_attr="disabilities_now")
        )
    )
    return HouseholdPage(
        id=household.pk,
        head=household.head.name,
        residence=str(household.residence_office),
        hukou=str(household.hukou_office),
        split=household.residence_office_id != household.hukou_office_id,
        address=household.address,
        conditions=_conditions(household),
        members=tuple(_member_row(row, on) for row in members),
        incomes=tuple(_income_row(row) for row in household.incomes.filter(held).select_related("person")),
        assets=tuple(_asset_row(row) for row in household.assets.filter(held)),
        expenses=tuple(_expense_row(row) for row in household.expenses.filter(held)),
        accounts=tuple(_account_row(row) for row in household.accounts.filter(held).select_related("holder")),
        may_reveal=may_for_household(user, Permission.REVEAL_PERSONAL_DATA, household, on),
        may_report=may_for_household(user, Permission.CHANGE_REPORT, household, on),
        account_url=reverse("households:account", args=[household.pk])
        if may_for_household(user, Permission.EDIT_HOUSEHOLD, household, on)
        else "",
    )


def _disabilities(held: Q):
    from apps.households.models import Disability

    return Disability.objects.filter(held).order_by("id")


def _conditions(household: Household) -> tuple[str, ...]:
    flags = ("single_parent", "no_children", "fp_special_support", "district_cash_condition")
    return tuple(
        str(Household._meta.get_field(flag).verbose_name) for flag in flags if getattr(household, flag)
    )


def age_on(birth_date: dt.date, on: dt.date) -> int:
    """Completed years on the day."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def _member_row(row: Membership, on: dt.date) -> MemberRow:
    person: Person = row.person
    return MemberRow(
        person_id=person.pk,
        name=person.name,
        relation=row.get_relation_display(),
        birth_date=person.birth_date,
        age=age_on(person.birth_date, on),
        sex=person.get_sex_display(),
        id_state=mask_id_number(person.id_number or "", birth_date_shown=True) or "无证件号",
        has_id_number=bool(person.id_number),
        hukou=person.get_hukou_nature_display(),
        labour=row.get_labour_capacity_display(),
        work=row.get_work_status_display(),
        health="、".join(_health(row)) or "健康",
        phone=mask_phone(person.phone),
    )


def _health(row: Membership) -> list[str]:
    words = [f"{one.get_type_display()}残疾{one.get_grade_display()}" for one in row.person.disabilities_now]
    words += [ILLNESS_NAMES.get(code, code) for code in row.illnesses]
    return words + (["重病"] if row.severe_illness else [])


def _income_row(row: Income) -> IncomeRow:
    return IncomeRow(
        name=row.person.name,
        type=row.get_type_display(),
        item="" if row.item == "ordinary" else row.get_item_display(),
        amount=row.amount,
        period=row.get_period_display(),
        deductions=row.tax + row.social_insurance + row.housing_fund + row.cost,
        origin=row.get_origin_display(),
        valid_from=row.valid_from,
        note=row.note,
    )


def _asset_row(row: Asset) -> AssetRow:
    return AssetRow(
        row.get_kind_display(),
        row.get_form_display(),
        row.amount,
        row.area,
        row.get_origin_display(),
        row.valid_from,
        row.note,
    )


def _expense_row(row: Expense) -> ExpenseRow:
    return ExpenseRow(
        row.get_category_display(), row.amount, row.reimbursed, row.get_period_display(), row.note
    )


def _account_row(row: BankAccount) -> AccountRow:
    return AccountRow(row.pk, row.bank, row.payee, mask_account(row.number))
