"""测算: everybody on record in chunks. Each chunk is a transaction; memory does not grow with the caseload."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from django.db import transaction
from django.db.models import Count, F, Max, Q

from apps.benefits.models import (
    AwardAmount,
    CorrectionProposal,
    Group,
    Rehearsal,
    RehearsalRow,
    RehearsalState,
)
from apps.benefits.queries import goes_on
from apps.benefits.rehearsal.draft import locked
from apps.benefits.rehearsal.judging import JUDGED, Court, Row, row_of
from apps.benefits.rehearsal.register import (
    CHUNK,
    NO_END,
    STREAMS,
    Subject,
    count_register,
    last_id,
    subjects,
)
from apps.core.bulk import copy_records
from apps.journal.kinds import RunState
from apps.journal.runs import finish_run, locked_run, move_run, recount_run
from apps.rules.calendar import Month, month_of, months_from
from apps.rules.errors import RuleError


def rehearse(rehearsal_id: int, *, chunk: int = CHUNK) -> Rehearsal:
    """Look at everybody who has no row yet, and close the run when nobody is left. May be called again at any time."""
    rehearsal = Rehearsal.objects.select_related("jurisdiction", "run").get(pk=rehearsal_id)
    if rehearsal.state != RehearsalState.WAITING:
        return rehearsal
    drafts = rehearsal.drafts.select_related("code", "jurisdiction", "row")
    court = Court(rehearsal, drafts)
    _start(rehearsal)
    for stream in STREAMS:
        after = _reached(rehearsal, stream)
        while (upto := last_id(stream, after, chunk)) is not None:
            _chunk(court, stream, (after, upto), chunk)
            after = upto
        # Whoever came in behind the last id while it ran.
        while _chunk(court, stream, (0, NO_END), chunk):
            pass
    return _close(rehearsal)


@transaction.atomic
def _start(rehearsal: Rehearsal) -> None:
    run = locked_run(rehearsal.run_id)
    if run.state == RunState.WAITING:
        run.state, run.total = RunState.RUNNING, count_register(rehearsal)
        run.save(update_fields=["state", "total"])


def _reached(rehearsal: Rehearsal, stream: str) -> int:
    """The last id of a stream that has its row; awards alone are many enough for this to matter."""
    if stream != "awards":
        return 0
    return rehearsal.rows.aggregate(last=Max("award_id"))["last"] or 0


@transaction.atomic
def _chunk(court: Court, stream: str, ids: tuple[int, int], chunk: int) -> int:
    """The households of a stream in a range of ids; how many there were."""
    run = locked_run(court.rehearsal.run_id)
    found = subjects(court.rehearsal, stream, ids, court.reading, chunk)
    if not found:
        return 0
    rows = [row_of(court, subject) for subject in found]
    copy_records(rows, RehearsalRow, Row._fields)
    if court.rehearsal.late and stream == "awards":
        CorrectionProposal.objects.bulk_create(_corrections(court, found))
    excluded = sum(row.group is Group.EXCLUDED for row in rows)
    move_run(run, done=len(rows) - excluded, excluded=excluded)
    return len(rows)


@transaction.atomic
def _close(rehearsal: Rehearsal) -> Rehearsal:
    """Ready for the second person. Who left the register while it ran is no longer counted in it."""
    row = locked(rehearsal)
    if row.state != RehearsalState.WAITING:
        return row
    counted = row.rows.aggregate(
        excluded=Count("id", filter=Q(group=Group.EXCLUDED)),
        done=Count("id", filter=~Q(group=Group.EXCLUDED)),
    )
    recount_run(row.run, **counted)
    finish_run(row.run)
    row.state = RehearsalState.READY
    row.save(update_fields=["state"])
    return row


def _corrections(court: Court, found: Sequence[Subject]) -> Iterable[CorrectionProposal]:
    """For each past month of each award: what was due, and what would have been by the new standard."""
    rehearsal = court.rehearsal
    months = _past_months(rehearsal.from_month, rehearsal.first_month)
    amounts = _amounts([one.award_id for one in found if one.award_id], months)
    for subject in found:
        if subject.kind not in JUDGED:
            continue
        for row in amounts[subject.award_id]:
            for month in months:
                if row.covers(month):
                    proposal = _correction(court, subject, row, month)
                    if proposal is not None:
                        yield proposal


def _past_months(first: dt.date, end: dt.date) -> list[dt.date]:
    """From the first to before the end."""
    stop = month_of(end)
    listed = takewhile(lambda month: month < stop, months_from(month_of(first), stop))
    return [Month(month.year, month.month).first for month in listed]


def _amounts(awards: list[int], months: list[dt.date]) -> dict[int | None, list[AwardAmount]]:
    rows = AwardAmount.objects.filter(goes_on(months[0]), award__in=awards, from_month__lte=months[-1])
    grouped: dict[int | None, list[AwardAmount]] = defaultdict(list)
    for row in rows.annotate(programme=F("award__programme")):
        grouped[row.award_id].append(row)
    return grouped


def _correction(
    court: Court, subject: Subject, row: AwardAmount, month: dt.date
) -> CorrectionProposal | None:
    """None where the month was not paid by the formula, the household drops out, or nothing changes."""
    try:
        new = court.new(subject, month)
        by_formula = court.old(subject, month).amount == row.amount
    except RuleError:
        return None
    if not by_formula or new.programme != row.programme or new.amount == row.amount:
        return None
    return CorrectionProposal(
        rehearsal=court.rehearsal, award_id=row.award_id, month=month, due=row.amount, correct=new.amount
    )
