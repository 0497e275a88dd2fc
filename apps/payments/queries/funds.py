"""Funds and what is left in them: what came in less what approved batches took."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.urls import reverse

from apps.core.shapes import Crumb
from apps.payments.models import Batch, BatchState, Fund, FundEntry, Payment

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund: in yuan what came in, what batches took, what this month takes, and what is left after that."""

    id: int
    name: str
    source: str
    entered: Decimal
    taken: Decimal
    month: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class FundShare:
    """What one batch needs of a fund in yuan, and what is left of it then; below zero it is short of so much."""

    name: str
    source: str
    needed: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class FundsPage:
    """The funds as they stand today, and the last entries."""

    crumbs: tuple[Crumb, ...]
    funds: tuple[FundRow, ...]
    entries: tuple[FundEntry, ...]


def funds_page(offices: Iterable, on: dt.date) -> FundsPage:
    """The page of the funds over the paying offices that were got through `access`."""
    ids = [office.pk for office in offices]
    entries = FundEntry.objects.filter(fund__in=funds_over(ids)).select_related("fund", "entered_by")
    return FundsPage(
        crumbs=(Crumb("资金发放", reverse("payments:list")), Crumb("资金")),
        funds=fund_rows(ids, on.replace(day=1)),
        entries=tuple(entries.order_by("-id")[:20]),
    )


def funds_over(offices: Iterable[int]) -> list[Fund]:
    """The funds from which these paying offices are paid: their own, their district's, their city's."""
    ids = list(offices)
    over = Q(office__in=ids) | Q(office__children__in=ids) | Q(office__children__children__in=ids)
    return list(Fund.objects.filter(over).distinct().order_by("office__code", "name"))


def fund_rows(offices: Iterable[int], month: dt.date) -> tuple[FundRow, ...]:
    """The funds of these offices; a draft of the month counts as taken in `month`, not in `taken`."""
    return tuple(_row(fund, month) for fund in funds_over(offices))


def _row(fund: Fund, month: dt.date) -> FundRow:
    entered = fund.entries.aggregate(sum=Sum("amount"))["sum"] or ZERO
    lines = _lines(fund)
    taken = _sum(lines.exclude(batch__month=month).exclude(batch__state=BatchState.DRAFT))
    now = _sum(lines.filter(batch__month=month))
    return FundRow(fund.pk, fund.name, fund.get_source_display(), entered, taken, now, entered - taken - now)


def fund_shares(batch: Batch) -> tuple[FundShare, ...]:
    """What a batch takes from each of its funds, and what they hold after it and all that is approved."""
    shares = (_share(fund, batch) for fund in funds_over([batch.office_id]))
    return tuple(share for share in shares if share.needed)


def _share(fund: Fund, batch: Batch) -> FundShare:
    entered = fund.entries.aggregate(sum=Sum("amount"))["sum"] or ZERO
    taken = _sum(_lines(fund).exclude(batch__state=BatchState.DRAFT).exclude(batch=batch))
    needed = _sum(_lines(fund).filter(batch=batch))
    return FundShare(fund.name, fund.get_source_display(), needed, entered - taken - needed)


def _lines(fund: Fund):
    """Payments of the kinds of a fund, by the offices below its own."""
    below = (
        Q(batch__office=fund.office_id)
        | Q(batch__office__parent=fund.office_id)
        | Q(batch__office__parent__parent=fund.office_id)
    )
    return Payment.objects.filter(below, kind__in=fund.kinds, batch__month__gte=fund.since)


def _sum(lines) -> Decimal:
    return lines.aggregate(sum=Sum("to_pay"))["sum"] or ZERO
