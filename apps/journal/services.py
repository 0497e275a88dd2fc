"""Writing the journal. `record` is called in the transaction of the step that it records."""

import datetime as dt
from typing import Any

from apps.core.masking import scrub
from apps.core.request import current_request_id
from apps.journal.kinds import EventKind, Side
from apps.journal.models import Event

SYSTEM_NAME = "系统"


def record(
    kind: EventKind,
    *,
    by,
    on: dt.date,
    summary: str,
    office=None,
    case=None,
    household=None,
    person=None,
    batch=None,
    side: Side | str = "",
    detail: dict[str, Any] | None = None,
) -> Event:
    """Append one event. Subjects are duck-typed (`.id`, `.number`, `.code`, `.name`); `by` None is the system itself.

    A case brings its household along. Whole personal numbers typed into the summary or detail are masked.
    """
    return Event.objects.create(
        kind=EventKind(kind),
        day=on,
        side=side,
        summary=scrub(summary)[:500],
        detail=_scrubbed(detail or {}),
        request_id=current_request_id(),
        batch_id=getattr(batch, "id", None),
        person_id=getattr(person, "id", None),
        household_id=getattr(household, "id", None) or getattr(case, "household_id", None),
        **_who(by),
        **_which_case(case),
        **_where(office),
    )


def _who(by) -> dict[str, Any]:
    return {"actor_id": getattr(by, "pk", None), "actor_name": str(by) if by else SYSTEM_NAME}


def _which_case(case) -> dict[str, Any]:
    return {"case_id": getattr(case, "id", None), "case_number": getattr(case, "number", "") or ""}


def _where(office) -> dict[str, Any]:
    return {"office_code": getattr(office, "code", ""), "office_name": getattr(office, "name", "")}


def _scrubbed(value: Any) -> Any:
    """The same JSON value with every text in it scrubbed."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {key: _scrubbed(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(part) for part in value]
    return value
