"""制表: one batch per office and month, its lines written in one statement.

What was not paid in its month (the account was held, the decision came after the draft) is paid by the next batch as
arrears; what a late decision adds to a paid month as back-pay: a correction is a later line, never an edit.
"""

import datetime as dt
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from apps.core.chinese import month_text
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.payments.models import Batch
from apps.payments.services.lines import ONCE, SEAL_NOW, SEAL_THERE, THROW_LINES_AWAY, WRITE_LINES


@transaction.atomic
def draft_batch(office: Office, month: dt.date, *, by, on: dt.date) -> Batch:
    """The batch of `office` for `month` (any day of it); drafted now, or the one that is already there.

    Refuses a month that has not begun (`month_not_begun`), one before the last batch (`later_batch_exists`: it is paid
    as arrears), and an office to which nothing is due (`nothing_due`). PermissionDenied without draft_batch.
    """
    if not may(by, Permission.DRAFT_BATCH, office, on):
        raise PermissionDenied
    return draft_for(office, month.replace(day=1), by=by, on=on)


@transaction.atomic
def draft_for(office: Office, month: dt.date, *, by, on: dt.date) -> Batch:
    """As `draft_batch`, for whoever was permitted it before: the office itself, or the run of its district."""
    # One draft at a time per office: the second waits here and finds the batch of the first.
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    there = Batch.objects.filter(office=office, month=month).first()
    if there is not None:
        return there
    _refuse_month(office, month, on)
    batch = Batch.objects.create(
        number=f"{office.short_name}发放 {month:%Y-%m}",
        office=office,
        month=month,
        drafted_by=by,
        drafted_on=on,
    )
    written = _write_lines(batch, on)
    _record_draft(batch, "制作", written, by=by, on=on)
    return batch


@transaction.atomic
def redraft_batch(batch: Batch, *, by, on: dt.date) -> Batch:
    """Throw the lines of a draft away and write them anew, with what was decided and corrected since.

    Whoever does it is its drafter from now on. Refuses a batch that is approved (`already_approved`).
    """
    if not may(by, Permission.DRAFT_BATCH, batch.office_id, on):
        raise PermissionDenied
    Office.objects.select_for_update(no_key=True).get(pk=batch.office_id)
    batch = Batch.objects.select_for_update(of=("self",)).select_related("office").get(pk=batch.pk)
    if batch.is_approved:
        raise Refused("already_approved", "没有重新制表。批次已经批准，名册不可修改；更正由下一批次另列。")
    with connection.cursor() as cursor:
        for statement in THROW_LINES_AWAY:
            cursor.execute(statement, {"batch": batch.pk})
    batch.drafted_by, batch.drafted_on = by, on
    _record_draft(batch, "重新制作", _write_lines(batch, on), by=by, on=on)
    return batch


def draft_is_outdated(batch: Batch, on: dt.date) -> bool:
    """Whether a draft made today would list other lines than this one does: other money, another account."""
    with connection.cursor() as cursor:
        cursor.execute(SEAL_NOW, _terms(batch, on))
        now = cursor.fetchone()
        cursor.execute(SEAL_THERE, {"batch": batch.pk})
        return cursor.fetchone() != now


def _refuse_month(office: Office, month: dt.date, on: dt.date) -> None:
    words = month_text(month)
    if month > on:
        raise Refused(
            "month_not_begun", f"没有制表。{words}还没有开始，待遇可能变动；请在当月制表。", "month"
        )
    later = Batch.objects.filter(office=office, month__gt=month).order_by("month").first()
    if later is not None:
        raise Refused(
            "later_batch_exists",
            f"没有制表。{month_text(later.month)}批次已经制作，{words}不能再补做；"
            "漏发的月份由下一批次列为补发。",
            "month",
        )


@dataclass(frozen=True, slots=True)
class Written:
    """How many lines are listed, held, and listed again after they came back."""

    listed: int
    held: int
    again: int


def _terms(batch: Batch, on: dt.date) -> dict[str, object]:
    return {"batch": batch.pk, "office": batch.office_id, "month": batch.month, "on": on, "once": ONCE}


def _write_lines(batch: Batch, on: dt.date) -> Written:
    """Write the lines of the batch. Nothing due is refused, and nothing stays."""
    with connection.cursor() as cursor:
        cursor.execute(WRITE_LINES, _terms(batch, on))
        *counts, batch.register_awards, batch.register_amount = cursor.fetchone()
    if not any(counts):
        raise Refused(
            "nothing_due",
            f"没有制表。{batch.office.name}{month_text(batch.month)}没有应发的待遇，"
            "或者都已经发放；请先核对审核确认决定和起始月。",
        )
    batch.save()
    return Written(*counts)


def _record_draft(batch: Batch, verb: str, written: Written, *, by, on: dt.date) -> None:
    again = f"，退票重发 {written.again} 笔" if written.again else ""
    record(
        EventKind.BATCH,
        by=by,
        on=on,
        summary=f"{verb} {batch.number}：列入 {written.listed} 笔，暂缓 {written.held} 笔{again}。",
        office=batch.office,
        batch=batch,
        detail={"month": f"{batch.month:%Y-%m}"} | asdict(written),
    )
