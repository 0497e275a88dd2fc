"""Incomes, assets, expenses and the account: recorded from a day, succeeded, never overwritten."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from apps.core.errors import Refused
from apps.households.indexes import clean_number, index_of
from apps.households.models import Asset, BankAccount, Expense, Household, Income, Origin, Person
from apps.households.services.people import day_before
from apps.journal.services import record


@transaction.atomic
def record_income(
    household: Household,
    person: Person,
    *,
    type: str,
    amount: Decimal,
    period: str,
    by,
    on: dt.date,
    **stated: Any,
) -> Income:
    """One line of income from `on`; `amount` in yuan for `period`. Raises Refused without a period or below zero."""
    if period not in dict(Income.PERIODS):
        raise Refused(
            "income_without_period",
            f"没有登记{person}的收入。没有写明是当月还是12个月合计；请选择算法。",
            "period",
        )
    _not_negative(amount, f"{person}的收入")
    return Income.objects.create(
        household=household, person=person, type=type, amount=amount, period=period, valid_from=on, **stated
    )


@transaction.atomic
def succeed_income(
    income: Income, *, amount: Decimal, origin: str, by, on: dt.date, reason: str, **changed: Any
) -> Income:
    """Close an income the day before `on` and put another in its place, with where it comes from. Records the event."""
    _not_negative(amount, f"{income.person}的收入")
    row = _succeed(income, origin, on, amount=amount, **changed)
    summary = f"{income.person}{income.get_type_display()}由 {income.amount} 元改为 {amount} 元，{_from(origin)}：{reason}"
    record("household", by=by, on=on, summary=summary, household=income.household, person=income.person)
    return row


@transaction.atomic
def record_asset(household: Household, *, kind: str, form: str, by, on: dt.date, **stated: Any) -> Asset:
    """One thing owned, from `on`: money in yuan, a home in square metres."""
    _not_negative(stated.get("amount") or Decimal(0), "财产金额")
    _not_negative(stated.get("area") or Decimal(0), "住房面积")
    return Asset.objects.create(household=household, kind=kind, form=form, valid_from=on, **stated)


@transaction.atomic
def succeed_asset(asset: Asset, *, origin: str, by, on: dt.date, reason: str, **changed: Any) -> Asset:
    """Close an asset the day before `on` and put another in its place. Records the event."""
    _not_negative(changed.get("amount") or Decimal(0), "财产金额")
    row = _succeed(asset, origin, on, **changed)
    summary = f"财产“{asset.get_form_display()}”{_amount(asset)}改为{_amount(row)}，{_from(origin)}：{reason}"
    record("household", by=by, on=on, summary=summary, household=asset.household, person=asset.person)
    return row


@transaction.atomic
def succeed_expense(expense: Expense, *, amount: Decimal, by, on: dt.date, reason: str) -> Expense:
    """Close an expense the day before `on` and put another in its place, in yuan for twelve months. Records the event."""
    _not_negative(amount, "支出金额")
    row = _succeed(expense, Origin.CHECK, on, amount=amount, period="total_12_months")
    summary = (
        f"{expense.get_category_display()}支出由 {expense.amount} 元改为 {amount} 元，核对采用：{reason}"
    )
    record("household", by=by, on=on, summary=summary, household=expense.household)
    return row


@transaction.atomic
def record_expense(
    household: Household, *, category: str, amount: Decimal, by, on: dt.date, **stated: Any
) -> Expense:
    """What the household had to spend, in yuan for the period."""
    _not_negative(amount, "支出金额")
    return Expense.objects.create(
        household=household, category=category, amount=amount, valid_from=on, **stated
    )


@transaction.atomic
def set_bank_account(
    household: Household, *, holder: Person, bank: str, number: str, by, on: dt.date
) -> BankAccount:
    """The account that is paid from `on`; the one before it ends the day before. The event names the tail only."""
    number = _account_number(number)
    index = index_of(number, "bank_account")
    held = household.accounts.select_for_update().filter(valid_to__isnull=True).order_by("-id").first()
    if held and held.number_index == index and held.holder_id == holder.pk and held.bank == bank:
        return held
    if held:
        held.valid_to = day_before(on)
        held.save(update_fields=["valid_to"])
    account = BankAccount.objects.create(
        household=household, holder=holder, bank=bank, number=number, number_index=index, valid_from=on
    )
    record(
        "household",
        by=by,
        on=on,
        summary=f"银行账户登记为{bank}尾号 {number[-4:]}，户名{holder}",
        household=household,
    )
    return account


@transaction.atomic
def set_account_outside(
    before: BankAccount | None, *, holder_name: str, bank: str, number: str, by, on: dt.date
) -> BankAccount:
    """The account of somebody outside every household from `on`, in place of the one `before`. Whose it is and why is recorded
    by whoever needs it. Refused: `account_number_wrong`.
    """
    number = _account_number(number)
    index = index_of(number, "bank_account")
    if before and (before.number_index, before.holder_name, before.bank) == (index, holder_name, bank):
        return before
    if before:
        before.valid_to = day_before(on)
        before.save(update_fields=["valid_to"])
    return BankAccount.objects.create(
        holder_name=holder_name, bank=bank, number=number, number_index=index, valid_from=on
    )


def _account_number(typed: str) -> str:
    number = clean_number(typed)
    if not number.isdigit() or not 10 <= len(number) <= 30:
        raise Refused(
            "account_number_wrong",
            "没有保存银行账户。账号应为 10 至 30 位数字；请对照存折或银行卡填写。",
            "account_number",
        )
    return number


@transaction.atomic
def close_means(household: Household, *, by, on: dt.date) -> None:
    """End every declared income, asset, expense and supporter the day before `on`, since a new declaration replaces them."""
    for rows in (household.incomes, household.assets, household.expenses, household.supporters):
        rows.filter(valid_to__isnull=True).update(valid_to=day_before(on))


def _succeed(row: Any, origin: str, on: dt.date, **changed: Any) -> Any:
    """A copy of a dated fact from `on`, with what changed; the old one is closed the day before."""
    model = type(row)
    old = model.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if old.valid_to is not None:
        raise Refused("already_succeeded", "没有更改。这一项已被更新的登记代替；请刷新页面后再办。")
    fields = {field.attname: getattr(old, field.attname) for field in model._meta.concrete_fields}
    traced = {"origin": origin, "replaces": old} if "replaces_id" in fields else {}
    for name in ("id", "valid_from", "valid_to", "origin", "replaces_id"):
        fields.pop(name, None)
    old.valid_to = day_before(on)
    old.save(update_fields=["valid_to"])
    return model.objects.create(**{**fields, **changed, "valid_from": on, **traced})


def _not_negative(amount: Decimal, what: str) -> None:
    if amount < 0:
        raise Refused("negative_amount", f"没有登记。{what}小于零；请填写零或正数。", "amount")


def _from(origin: str) -> str:
    return str(Origin(origin).label)


def _amount(asset: Asset) -> str:
    return (
        f" {asset.amount} 元"
        if asset.amount is not None
        else f" {asset.area} 平方米"
        if asset.area is not None
        else ""
    )
