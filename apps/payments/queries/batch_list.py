"""What the list of batches shows."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from apps.core.shapes import PagerInfo
from apps.payments.models import Batch, BatchState
from apps.payments.queries.register import with_totals
from apps.rules.calendar import month_of


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch in the list."""

    number: str
    url: str
    office: str
    month: dt.date
    state_kind: str
    state_text: str
    households: int
    amount: Decimal
    drafted_by: str
    drafted_on: dt.date


def batch_rows(batches: QuerySet[Batch]) -> tuple[BatchRow, ...]:
    """The rows of one page of batches."""
    return tuple(
        BatchRow(
            number=batch.number,
            url=reverse("payments:batch", args=[batch.pk]),
            office=batch.office.name,
            month=batch.month,
            state_kind=state_kind(batch),
            state_text=batch.get_state_display(),
            households=batch.households,
            amount=batch.amount,
            drafted_by=batch.drafted_by.full_name,
            drafted_on=batch.drafted_on,
        )
        for batch in with_totals(batches)
    )


def months_to_draft(on: dt.date) -> list[dt.date]:
    """The month of the day and the two before it, the newest first."""
    now = month_of(on)
    return [now.plus(-back).first for back in range(3)]


def state_kind(batch: Batch) -> str:
    """The badge of a batch."""
    return "done" if batch.state == BatchState.SETTLED else "in_progress"


def pager(shown) -> PagerInfo:
    """第 1–20 项，共 38 项, with a sentence proving that nothing is left out."""
    return PagerInfo(
        first=shown.start_index(),
        last=shown.end_index(),
        total=shown.paginator.count,
        proof="按您可以查看的发放街道列出，没有遗漏。",
        previous_url=f"?page={shown.previous_page_number()}" if shown.has_previous() else "",
        next_url=f"?page={shown.next_page_number()}" if shown.has_next() else "",
    )
