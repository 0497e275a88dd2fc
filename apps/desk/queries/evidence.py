"""What the shown rows of the work list wait for in evidence; asked once for all of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from apps.checks.queries import check_waits, visit_waits
from apps.routing.models import StepState

if TYPE_CHECKING:
    from apps.desk.queries.worklist import Row


def with_evidence(rows: Sequence["Row"]) -> list["Row"]:
    """The rows, each check and visit with what it waits for instead of what it is."""
    waits = check_waits(_ids(rows, "economic_check")) | visit_waits(_ids(rows, "home_visit"))
    return [_told(row, waits[row.id]) if row.id in waits else row for row in rows]


def _ids(rows: Sequence["Row"], name: str) -> list[int]:
    """Steps that wait for something else than the applicant; one that was only sent back says why it was."""
    return [
        row.id
        for row in rows
        if row.step_row.name == name
        and not row.step_row.waiting_for
        and (row.step_row.state == StepState.STARTED or row.step_row.round == 1)
    ]


def _told(row: "Row", waiting) -> "Row":
    return replace(row, why=waiting.words, why_note=waiting.note or row.why_note)
