"""The list of open points with the standards that hold them: what is shipped, what is confirmed, by whom and when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from apps.core.chinese import date_text
from apps.standards.models import DraftState, OpenPoint, Standard, StandardDraft
from apps.standards.queries.timeline import state_of


@dataclass(frozen=True, slots=True)
class Parameter:
    """One dated value of an open point; `confirm_url` drafts its confirmation, `draft_url` is one that waits."""

    label: str
    area: str
    value: str
    since: str
    confirmed: bool
    by: str
    document: str
    confirm_url: str
    draft_url: str


@dataclass(frozen=True, slots=True)
class OpenPointRow:
    code: str
    question: str
    default: str
    parameters: tuple[Parameter, ...]
    badge: str
    state: str
    settled: str
    settle_url: str


def open_point_rows(points: Iterable[OpenPoint], on: dt.date, *, drafting: bool) -> tuple[OpenPointRow, ...]:
    """Three queries, whatever the number of points. Values that are past are not asked about any more."""
    points = list(points)
    rows = _rows_of({code for point in points for code in point.parameters}, on)
    waiting = {
        draft.row_id: draft.pk
        for draft in StandardDraft.objects.filter(state=DraftState.DRAFTED, row__isnull=False)
    }
    return tuple(_row(point, rows, waiting, drafting) for point in points)


def points_of(code: str) -> list[OpenPoint]:
    """The open points that a standard holds."""
    return list(OpenPoint.objects.filter(parameters__contains=[code]))


def _rows_of(codes: set[str], on: dt.date) -> dict[str, list[Standard]]:
    live = Standard.objects.filter(code__code__in=codes, withdrawn_at__isnull=True).select_related(
        "code", "jurisdiction", "made_by_draft__drafted_by", "made_by_draft__approved_by"
    )
    found: dict[str, list[Standard]] = {}
    for row in live.order_by("jurisdiction__number", "-valid_from"):
        if state_of(row, on) in ("now", "coming"):
            found.setdefault(row.code.code, []).append(row)
    return found


def _row(
    point: OpenPoint, rows: dict[str, list[Standard]], waiting: dict[int | None, int], drafting: bool
) -> OpenPointRow:
    own = [row for code in point.parameters for row in rows.get(code, [])]
    parameters = tuple(_parameter(row, waiting, drafting) for row in own)
    settled = point.settled_on is not None or (bool(own) and all(row.confirmed for row in own))
    open_count = sum(not row.confirmed for row in own)
    words = "已确认" if settled else f"待确认 {open_count} 项" if own else "待确认"
    signed = (
        f"{point.settled_by}，{date_text(point.settled_on)}：{point.settled_text}（{point.settled_document}）"
        if point.settled_on
        else ""
    )
    asks = drafting and not settled and not point.parameters
    return OpenPointRow(
        code=point.code,
        question=point.question,
        default=point.default,
        parameters=parameters,
        badge="done" if settled else "waiting",
        state=words,
        settled=signed,
        settle_url=reverse("standards:settle", args=[point.code]) if asks else "",
    )


def _parameter(row: Standard, waiting: dict[int | None, int], drafting: bool) -> Parameter:
    draft = getattr(row, "made_by_draft", None)
    open_draft = waiting.get(row.pk)
    asks = drafting and not row.confirmed and open_draft is None
    return Parameter(
        label=row.code.label,
        area=row.jurisdiction.name,
        value=row.value_shown,
        since=f"{date_text(row.valid_from)}起",
        confirmed=row.confirmed,
        by=f"{draft.drafted_by}起草，{draft.approved_by}批准，{date_text(draft.approved_on)}"
        if draft
        else "",
        document=" ".join(part for part in (row.document_number, row.document_title) if part),
        confirm_url=reverse("standards:confirm", args=[row.pk]) if asks else "",
        draft_url=reverse("standards:draft", args=[open_draft]) if open_draft else "",
    )
