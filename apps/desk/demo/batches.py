"""Two years of monthly batches, drafted and approved by the services month by month, as they were at the time."""

import datetime as dt
from collections.abc import Sequence

from apps.desk.demo.days import Days
from apps.desk.demo.streets import Street
from apps.payments.services import approve_batch, draft_batch

DRAFTED, APPROVED = 7, 8  # the working day of the month; decisions of the past fall on the first four


def pay_months(streets: dict[str, Street], days: Days, months: Sequence[dt.date]) -> int:
    """Draft and approve the batch of every street and month; returns how many."""
    for month in months:
        for street in streets.values():
            batch = draft_batch(street.office, month, by=street.clerk, on=days.of_month(month, DRAFTED))
            approve_batch(batch, by=street.approver, on=days.of_month(month, APPROVED))
    return len(months) * len(streets)


def draft_this_month(street: Street, days: Days) -> None:
    """The batch of the present month waits for its approval in one street; the others have not begun."""
    on = min(days.of_month(days.day, DRAFTED), days.day)
    draft_batch(street.office, days.day, by=street.clerk, on=on)
