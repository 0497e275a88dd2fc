"""入户调查表 as it is taken along: what was declared is printed, what is seen is written by hand."""

import datetime as dt
from dataclasses import dataclass

from apps.households.queries import in_force
from apps.households.queries.page import age_on
from apps.routing.models import Case


@dataclass(frozen=True, slots=True)
class SheetRow:
    name: str
    relation: str
    age: int
    work: str
    income: str


@dataclass(frozen=True, slots=True)
class Sheet:
    number: str
    head: str
    address: str
    residence: str
    matter: str
    members: tuple[SheetRow, ...]
    owned: tuple[str, ...]


def sheet_of(case: Case, on: dt.date) -> Sheet:
    """The sheet of a case; three queries however many members."""
    household = case.household
    incomes: dict[int, list[str]] = {}
    for row in household.incomes.filter(in_force(on)):
        incomes.setdefault(row.person_id, []).append(
            f"{row.get_type_display()} {row.amount}（{row.get_period_display()}）"
        )
    return Sheet(
        number=case.number,
        head=case.applicant.name,
        address=household.address,
        residence=str(case.residence_office),
        matter=f"{case.get_programme_display()}{case.get_kind_display()}",
        members=tuple(
            SheetRow(
                row.person.name,
                row.get_relation_display(),
                age_on(row.person.birth_date, on),
                row.get_work_status_display(),
                "；".join(incomes.get(row.person_id, ())) or "没有",
            )
            for row in household.memberships.filter(in_force(on)).select_related("person")
        ),
        owned=tuple(
            f"{row.get_form_display()} {row.amount or row.area or ''}"
            for row in household.assets.filter(in_force(on))
        ),
    )
