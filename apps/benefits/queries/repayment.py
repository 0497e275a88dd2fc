"""What is still to come back of a recovery, and of what it may be held back."""

import datetime as dt
from decimal import Decimal

from django.db.models import Max, Sum

from apps.benefits.models import AwardAmount, RecoveryOrder
from apps.benefits.queries.awards import covers

ZERO = Decimal("0.00")


def left_of(order: RecoveryOrder) -> Decimal:
    """Yuan that are still to come back."""
    return order.total - (order.receipts.aggregate(sum=Sum("amount"))["sum"] or ZERO)


def largest_part(order: RecoveryOrder, month: dt.date) -> Decimal:
    """Yuan of the largest kind that the household itself gets by the award in a month; the one that a set-off is taken from."""
    parts = AwardAmount.objects.filter(covers(month), award=order.award_id, one_time=None, payee="")
    sums = parts.order_by().values("kind").annotate(sum=Sum("amount"))
    return sums.aggregate(most=Max("sum"))["most"] or ZERO
