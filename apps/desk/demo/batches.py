"""Two years of monthly batches, drafted by the service month by month, as they were at the time.

Those of the last month were approved by the service too, with their rosters, and two streets had the bank's answer. The
older ones were paid without this system: settled, but no roster, no file and no answer of the bank is kept here.
"""

import datetime as dt
from collections.abc import Sequence

from apps.core.bulk import bulk_update_with_history
from apps.desk.demo.bank import FAILURES, SENDS_BACK, correct_one, fill_funds, settle
from apps.desk.demo.days import Days
from apps.desk.demo.streets import Street
from apps.journal.models import Event
from apps.payments.models import Batch, BatchState
from apps.payments.services import approve_batch, draft_batch

DRAFTED, APPROVED = 7, 8  # the working day of the month; decisions of the past fall on the first four
WITH_ROSTER = 1  # months


def pay_months(streets: dict[str, Street], days: Days, months: Sequence[dt.date]) -> int:
    """Draft and approve the batch of every street and month; returns how many."""
    old: list[tuple[Street, Batch]] = []
    for month in months:
        for street in streets.values():
            batch = draft_batch(street.office, month, by=street.clerk, on=days.of_month(month, DRAFTED))
            if month in months[-WITH_ROSTER:]:
                approve_batch(batch, by=street.approver, on=days.of_month(month, APPROVED))
            else:
                old.append((street, batch))
            if month == months[-1] and street.key in SENDS_BACK:
                settle(street, batch, days, failures=len(FAILURES))
    fill_funds(streets.values(), months[-1], days.day)
    _settle_old(old, days)
    return len(months) * len(streets)


def draft_this_month(street: Street, days: Days) -> None:
    """The batch of the present month, with the decisions up to now, waits for its approval in one street; the others have not begun."""
    last = Batch.objects.filter(office=street.office).latest("month")
    correct_one(street, last, days.back(0))
    on = max(days.back(0), days.day.replace(day=1))  # a month may begin on a day off
    draft_batch(street.office, days.day, by=street.clerk, on=on)


def _settle_old(drafted: Sequence[tuple[Street, Batch]], days: Days) -> None:
    for street, batch in drafted:
        batch.state, batch.approved_by = BatchState.SETTLED, street.approver
        batch.approved_on = days.of_month(batch.month, APPROVED)
    batches = [batch for _, batch in drafted]
    bulk_update_with_history(batches, Batch, ["state", "approved_by", "approved_on"])
    Event.objects.bulk_create(_approval(*pair) for pair in drafted)


def _approval(street: Street, batch: Batch) -> Event:
    return Event(
        kind="batch",
        day=batch.approved_on,
        batch_id=batch.pk,
        office_code=street.office.code,
        office_name=street.office.name,
        actor_id=street.approver.pk,
        actor_name=str(street.approver),
        summary=f"批准 {batch.number}：应发 {batch.register_awards} 户；制表人{batch.drafted_by}。",
    )
