"""What is still to come back of a recovery, and of what it may be held back."""

import datetime as dt
from decimal import Decimal

from django.db.models import F, Max, QuerySet, Sum
from django.db.models.functions import Coalesce

from apps.benefits.models import AwardAmount, RecoveryOrder
from apps.benefits.queries.awards import covers

ZERO = Decimal("0.00")


def with_left(orders: QuerySet[RecoveryOrder]) -> QuerySet[RecoveryOrder]:
    """Each with `left`: yuan that are still to come back."""
    return orders.annotate(left=F("total") - Coalesce(Sum("receipts__amount"), ZERO))


def left_of(order: RecoveryOrder) -> Decimal:
    """Yuan that are still to come back of one."""
    return with_left(RecoveryOrder.objects.filter(pk=order.pk)).get().left


def largest_part(order: RecoveryOrder, month: dt.date) -> Decimal:
    """Yuan of the largest kind that the household itself gets by the award in a month; the one that a set-off is taken from."""
    parts = AwardAmount.objects.filter(covers(month), award=order.award_id, one_time=None, payee="")
    sums = parts.order_by().values("kind").annotate(sum=Sum("amount"))
    return sums.aggregate(most=Max("sum"))["most"] or ZERO
