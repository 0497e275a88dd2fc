"""What the acceptance page shows, and the status of a case for machines."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from apps.applications.models import Application, Material, SupplementRequest
from apps.routing import queries as routing
from apps.routing.models import Case


@dataclass(frozen=True, slots=True)
class AcceptPage:
    """The papers of an application before acceptance, and what was already asked for."""

    case_id: int
    number: str
    applicant: str
    programme: str
    persons: int
    submitted_on: dt.date
    residence: str
    hukou: str
    split: bool
    provided: tuple[str, ...]
    shared: tuple[str, ...]
    missing: tuple[str, ...]
    staff_relation: str
    pledged: bool
    supplement_items: tuple[str, ...] = ()
    supplement_on: dt.date | None = None
    supplement_by: str = ""
    supplement_due: dt.date | None = None
    supplied_on: dt.date | None = None

    @property
    def asked(self) -> bool:
        """Whether the one supplement notice was given."""
        return self.supplement_on is not None

    @property
    def waiting(self) -> bool:
        """Whether the applicant still owes papers of the notice."""
        return self.asked and self.supplied_on is None


def missing_materials(application: Application) -> tuple[str, ...]:
    """The names of the papers that are missing, in order."""
    return tuple(application.materials.filter(state="missing").values_list("name", flat=True))


def supplement_of(application: Application) -> SupplementRequest | None:
    """The one supplement request, if it was made."""
    return SupplementRequest.objects.filter(application=application).select_related("issued_by").first()


def supplement_due(case: Case, issued_on: dt.date) -> routing.Due:
    """Until when the applicant may bring what is missing (missing_items_lapse)."""
    return routing.clockwork().due("missing_items_lapse", issued_on, case.hukou_office.jurisdiction.code)


def accept_page(case: Case) -> AcceptPage:
    """The page of a case that the caller got through `access`."""
    application = case.application
    rows = list(application.materials.all())
    request = supplement_of(application)
    return AcceptPage(
        case_id=case.pk,
        number=case.number,
        applicant=case.applicant.name,
        programme=case.get_programme_display(),
        persons=case.parties.count(),
        submitted_on=case.submitted_on,
        residence=str(case.residence_office),
        hukou=str(case.hukou_office),
        split=case.split,
        provided=_names(rows, "provided"),
        shared=_names(rows, "shared"),
        missing=_names(rows, "missing"),
        staff_relation=application.staff_relation,
        pledged=application.pledged,
        **_supplement(case, request),
    )


def _names(rows: list[Material], state: str) -> tuple[str, ...]:
    return tuple(row.name for row in rows if row.state == state)


def _supplement(case: Case, request: SupplementRequest | None) -> dict[str, Any]:
    if request is None:
        return {}
    return {
        "supplement_items": tuple(request.items),
        "supplement_on": request.issued_on,
        "supplement_by": str(request.issued_by),
        "supplement_due": supplement_due(case, request.issued_on).day,
        "supplied_on": request.supplied_on,
    }


def case_status(case: Case) -> dict[str, Any]:
    """Where a case is, for machines: its steps with office and days, its deadline, its outcome; no personal data."""
    clock = routing.clockwork()
    due = routing.total_due(case, clock)
    table = routing.table_of(case)
    return {
        "id": case.pk,
        "number": case.number,
        "programme": case.programme,
        "state": case.state,
        "outcome": case.outcome or None,
        "mode": case.mode,
        "submitted_on": case.submitted_on,
        "accepted_on": case.accepted_on,
        "closed_on": case.closed_on,
        "limit_working_days": case.limit_days,
        "due_on": due.day if due else None,
        "due_provisional": bool(due and due.provisional),
        "steps": [
            {
                "name": step.name,
                "label": table.step(step.name).label,
                "round": step.round,
                "office": step.office.code,
                "state": step.state,
                "waiting_for": step.waiting_for or None,
                "opened_on": step.opened_on,
                "done_on": step.done_on,
            }
            for step in case.steps.select_related("office").order_by("id")
        ],
    }
