"""What else the money of the demonstration shows: a price subsidy that waits for the second person, a recovery that was told."""

import datetime as dt
from decimal import Decimal

from apps.benefits.models import Kind
from apps.benefits.services import draft_round
from apps.desk.demo.days import Days
from apps.desk.demo.streets import Street
from apps.payments.models import Batch
from apps.payments.services import recover_by_facts
from apps.rules.calendar import month_of
from apps.rules.recovery import TrueFacts

INDICES = {"cpi": "3.6", "food": "2.0", "orphan": "4"}
EARNED = Decimal("1600.00")  # a month for each person, of which nobody was told


def tell_money(street: Street, days: Days) -> None:
    """Both in one street, on the last working day."""
    on, last = days.back(0), month_of(days.day).plus(-1)
    draft_round(
        street.office,
        Kind.PRICE_SUBSIDY,
        register_month=last.first,
        pay_month=days.day.replace(day=1),
        figures=INDICES,
        by=street.clerk,
        on=on,
    )
    _tell_recovery(street, last.plus(-1).first, on)


def _tell_recovery(street: Street, change: dt.date, on: dt.date) -> None:
    """The household of the largest regular payment of the last settled month had earned more since the month before."""
    batch = Batch.objects.filter(office=street.office, state="settled").latest("month")
    line = batch.payments.filter(kind=Kind.DIBAO, cause="regular").order_by("-amount", "pk").first()
    recover_by_facts(
        line.award,
        change_month=change,
        true_facts=[TrueFacts(month_of(change), line.members, EARNED * line.members)],
        reason="核对发现工资增加没有报告。",
        by=street.reviewer,
        on=on,
    )
