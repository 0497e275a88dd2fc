"""Reading visits: what was declared, what was seen, who was not met."""

from dataclasses import dataclass

from apps.checks.models import HomeVisit
from apps.checks.queries.economic_check import declared_rows
from apps.rules.amounts import format_money


def last_visit(case) -> HomeVisit | None:
    """The last visit at which somebody was met."""
    return HomeVisit.objects.filter(step__case=case, met=True).order_by("-visited_at").first()


@dataclass(frozen=True, slots=True)
class Declared:
    """What the family said, beside which an investigator writes what was seen."""

    members: tuple[str, ...]
    incomes: tuple[str, ...]
    assets: tuple[str, ...]
    address: str


def declared_summary(case) -> Declared:
    """The declared members, incomes and assets as sentences."""
    rows = declared_rows(case)
    members = case.household.memberships.filter(valid_to__isnull=True).select_related("person")
    return Declared(
        members=tuple(str(member) for member in members),
        incomes=tuple(
            f"{row.person.name} {row.get_type_display()} {format_money(row.amount)}"
            for row in rows["incomes"]
        ),
        assets=tuple(f"{row.get_form_display()} {format_money(row.amount)}" for row in rows["assets"]),
        address=case.household.address,
    )


def absences(case) -> list[HomeVisit]:
    """Attempts at which nobody was met, newest first."""
    return list(HomeVisit.objects.filter(step__case=case, met=False).order_by("-visited_at"))
