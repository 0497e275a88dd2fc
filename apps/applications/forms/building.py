"""From right forms to the plain `Entry` of the service."""

from collections.abc import Iterator
from typing import Any

from apps.applications.entry import ZERO as NOTHING
from apps.applications.entry import (
    AccountEntry,
    AssetEntry,
    DisabilityEntry,
    Entry,
    ExpenseEntry,
    IncomeEntry,
    MaterialEntry,
    MemberEntry,
    SupporterEntry,
)
from apps.applications.forms.supporters import TekunSupporterForm

STRAIGHT = (
    "programme", "residence_office", "hukou_office", "residence_community", "hukou_community", "address", "phone",
    "channel", "agent_name", "pledged", "staff_relation", "staff_kin", "authorised_on", "authorisation_form",
    "single_choice",
)  # fmt: skip


def entry_of(sheet: Any, *, with_materials: bool = True) -> Entry:
    """The entry of a sheet whose steps (without the papers, if `with_materials` is false) are all right."""
    request = sheet.application.cleaned_data
    unusual = {row["person"]: row for row in sheet.unusual.entered}
    return Entry(
        applied_at=sheet.office,
        **{name: request[name] for name in STRAIGHT},
        members=tuple(_member(row, unusual.get(row["key"], {})) for row in sheet.members.entered),
        incomes=tuple(_income(row) for row in sheet.incomes.entered),
        assets=tuple(_asset(row) for row in sheet.assets.entered),
        expenses=tuple(_expense(row) for row in sheet.expenses.entered),
        supporters=tuple(_supporters(sheet)),
        account=AccountEntry(request["bank"], request["account_number"])
        if request["account_number"]
        else None,
        materials=_materials(sheet) if with_materials else (),
        causes=tuple(sheet.hardship.cleaned_data["causes"]),
        conditions=tuple(sheet.hardship.cleaned_data["conditions"]),
    )


def _supporters(sheet: Any) -> Iterator[SupporterEntry]:
    tekun = sheet.supporter_form is TekunSupporterForm
    for row in sheet.supporters.entered:
        yield _tekun_supporter(row) if tekun else _supporter(row)


def _member(row: dict[str, Any], unusual: dict[str, Any]) -> MemberEntry:
    months = unusual.get("joint_residence_months")
    status = unusual.get("status")
    return MemberEntry(
        key=row["key"],
        name=row["name"],
        relation=row["relation"],
        labour_capacity=row["labour_capacity"],
        work_status=row["work_status"],
        id_number=row["id_number"],
        birth_date=unusual.get("birth_date"),
        sex=unusual.get("sex", ""),
        hukou_region=unusual.get("hukou_region") or "TJ",
        hukou_nature=unusual.get("hukou_nature") or "urban",
        co_resident=unusual.get("co_resident") != "no",
        joint_residence_months=120 if months is None else months,
        statuses=(status,) if status else (),
        illnesses=(row["illness"],) if row["illness"] else (),
        severe_illness=unusual.get("severe") == "yes",
        disabilities=_disabilities(row),
        authorised=unusual.get("authorised") != "no",
    )


def _disabilities(row: dict[str, Any]) -> tuple[DisabilityEntry, ...]:
    if not row["disability"]:
        return ()
    kind, _, grade = row["disability"].partition("-")
    return (DisabilityEntry(kind, int(grade), row["certificate"]),)


def _income(row: dict[str, Any]) -> IncomeEntry:
    taken = {name: row[name] or NOTHING for name in ("tax", "social_insurance", "housing_fund", "cost")}
    return IncomeEntry(
        row["person"],
        row["type"],
        row["amount"],
        row["period"],
        row["item"] or "ordinary",
        note=row["note"],
        **taken,
    )


def _asset(row: dict[str, Any]) -> AssetEntry:
    kind, _, form = row["what"].partition("-")
    return AssetEntry(
        kind,
        form,
        row["person"],
        row["amount"],
        row["area"],
        exempt_reason=row["exempt_reason"],
        note=row["note"],
    )


def _expense(row: dict[str, Any]) -> ExpenseEntry:
    return ExpenseEntry(
        row["category"], row["amount"], row["reimbursed"] or NOTHING, row["period"], row["note"]
    )


def _supporter(row: dict[str, Any]) -> SupporterEntry:
    return SupporterEntry(
        name=row["name"],
        id_number=row["id_number"],
        relation=row["relation"],
        supports=(row["person"],),
        household_size=row["household_size"],
        household_income=row["household_income"],
        children_of_supported=row["children_of_supported"] or 1,
        court_amount=row["court_amount"],
        actual_amount=row["actual_amount"] or NOTHING,
    )


def _tekun_supporter(row: dict[str, Any]) -> SupporterEntry:
    """What tekun asks of a supporter."""
    kind, _, grade = row["disability"].partition("-")
    return SupporterEntry(
        name=row["name"],
        id_number=row["id_number"],
        relation=row["relation"],
        supports=(row["person"],),
        programme=row["programme"] or "none",
        birth_date=row["birth_date"],
        annual_income=row["annual_income"],
        property_ok=row["property_ok"] != "no",
        statuses=(row["status"],) if row["status"] else (),
        disability=DisabilityEntry(kind, int(grade)) if kind else None,
    )


def _materials(sheet: Any) -> tuple[MaterialEntry, ...]:
    form = sheet.materials
    return tuple(MaterialEntry(rule.name, form.cleaned_data[rule.code]) for rule in form.rules)
