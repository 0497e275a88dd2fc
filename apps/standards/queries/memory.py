"""Reading standards and calendar for the rules; kept in memory as long as the version token stays the same."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection

from apps.offices.models import Jurisdiction
from apps.rules.calendar import WorkCalendar
from apps.rules.errors import RuleError
from apps.rules.standards import StandardRow, Standards
from apps.standards.models import (
    CalendarDay,
    CalendarYear,
    Standard,
    StandardCode,
    StandardDraft,
    StandardsVersion,
)

# One entry per database and thing: the token it was read under, and the thing.
_memory: dict[tuple[str, str], tuple[UUID, Any]] = {}
_held: ContextVar[UUID | None] = ContextVar("token", default=None)


@contextmanager
def standards_held() -> Iterator[None]:
    """Within, the token is read once: for long work that judges thousands of times by the standards of its beginning."""
    before = _held.set(_token())
    try:
        yield
    finally:
        _held.reset(before)


def standards_for(jurisdiction_code: str) -> Standards:
    """All rows in force on any day (not withdrawn) as one policy area sees them, with a fresh record of use."""
    kept = _remembered(f"standards {jurisdiction_code}", lambda: Standards(_live_rows(), jurisdiction_code))
    return kept.recording()


def standards_by_ids(jurisdiction_code: str, ids: Iterable[int]) -> Standards:
    """The very rows that an assessment kept, also withdrawn ones; for replaying it."""
    rows = Standard.objects.filter(pk__in=list(ids)).select_related("code", "jurisdiction")
    return Standards([*map(_row, rows), *_known_codes()], jurisdiction_code)


def standards_drafted(jurisdiction_code: str, drafts: Iterable[StandardDraft]) -> Standards:
    """The standards as they would be with these drafts approved: what a draft covers gives way to it."""
    rows = _live_rows()
    for draft in drafts:
        region = draft.jurisdiction.code
        rows = [
            part
            for row in rows
            for part in (
                _around(row, draft) if (row.code, row.region) == (draft.code.code, region) else [row]
            )
        ]
        if draft.act != StandardDraft.Act.WITHDRAW:
            rows.append(_drafted(draft))
    return Standards(rows, jurisdiction_code)


def _around(row: StandardRow, draft: StandardDraft) -> list[StandardRow]:
    """What a draft leaves of a row: the days before it and the days after it."""
    if row.value is None or draft.act == StandardDraft.Act.WITHDRAW:
        return [row] if row.id != draft.row_id else []
    first, last = draft.valid_from, _last_day(draft) or dt.date.max
    begins, ends = row.valid_from or dt.date.min, row.valid_to or dt.date.max
    if ends < first or last < begins:
        return [row]
    parts = []
    if begins < first:
        parts.append(replace(row, valid_to=first - dt.timedelta(days=1)))
    if last < ends:
        parts.append(replace(row, valid_from=last + dt.timedelta(days=1)))
    return parts


def _last_day(draft: StandardDraft) -> dt.date | None:
    """A succession and a replacement without a last day take over that of their row."""
    return draft.valid_to or (draft.row.valid_to if draft.row else None)


def _drafted(draft: StandardDraft) -> StandardRow:
    return StandardRow(
        code=draft.code.code,
        region=draft.jurisdiction.code,
        value=draft.value,
        unit=draft.code.unit,
        valid_from=draft.valid_from,
        valid_to=_last_day(draft),
        document_title=draft.document_title or None,
        document_number=draft.document_number or None,
        article=draft.article or None,
        confirmed=draft.confirmed,
        note=draft.note,
    )


def work_calendar() -> WorkCalendar:
    """Public holidays and adjusted working days; covers the longest unbroken run of entered years."""
    return _remembered("calendar", _read_calendar)


def refusal_words(error: RuleError) -> str:
    """The sentence of a rule's refusal for readers: standard and policy area by their names, not by their codes."""
    if error.code != "missing_standard":
        return error.message
    label = StandardCode.objects.filter(code=error.detail).values_list("label", flat=True).first()
    place = Jurisdiction.objects.filter(code=error.region).values_list("name", flat=True).first()
    words = error.message.replace(f"标准{error.detail}", f"标准“{label or error.detail}”")
    return words.replace(error.region, place or error.region, 1)


def _remembered(name: str, read: Callable[[], Any]) -> Any:
    """What was read under the present token. The token is read first, so a change in between is read again next time."""
    token = _held.get() or _token()
    key = (str(connection.settings_dict["NAME"]), name)
    if _memory.get(key, (None,))[0] != token:
        _memory[key] = (token, read())
    return _memory[key][1]


def _token() -> UUID:
    return StandardsVersion.objects.values_list("token", flat=True).get()


def _live_rows() -> list[StandardRow]:
    live = Standard.objects.filter(withdrawn_at__isnull=True).select_related("code", "jurisdiction")
    return [*map(_row, live), *_known_codes()]


def _known_codes() -> list[StandardRow]:
    """A row without value for every code: known, but without a value until someone enters one."""
    return [
        StandardRow(code.code, "CN", None, code.unit, None, None, None, None, None, False)
        for code in StandardCode.objects.all()
    ]


def _row(standard: Standard) -> StandardRow:
    return StandardRow(
        code=standard.code.code,
        region=standard.jurisdiction.code,
        value=standard.value,
        unit=standard.code.unit,
        valid_from=standard.valid_from,
        valid_to=standard.valid_to,
        document_title=standard.document_title or None,
        document_number=standard.document_number or None,
        article=standard.article or None,
        confirmed=standard.confirmed,
        note=standard.note,
        id=standard.pk,
    )


def _read_calendar() -> WorkCalendar:
    covered_from, covered_to = _covered(CalendarYear.objects.values_list("year", flat=True))
    days = list(CalendarDay.objects.values_list("day", "kind"))
    return WorkCalendar(
        holidays=frozenset(day for day, kind in days if kind == CalendarDay.Kind.HOLIDAY),
        working=frozenset(day for day, kind in days if kind == CalendarDay.Kind.WORKING),
        covered_from=covered_from,
        covered_to=covered_to,
    )


def _covered(years: Iterable[int]) -> tuple[dt.date, dt.date]:
    """First and last day of the longest run of years; nothing is covered before the first year is entered."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    if not runs:
        return dt.date.max, dt.date.min
    longest = max(runs, key=len)
    return dt.date(longest[0], 1, 1), dt.date(longest[-1], 12, 31)
