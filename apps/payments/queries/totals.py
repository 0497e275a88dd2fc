"""The money of one batch added up by community and by kind, for whoever checks it against what he knows of his streets."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from apps.benefits.models import Kind
from apps.payments.models import Batch, Payment

COMMUNITY = "award__household__hukou_community__name"


@dataclass(frozen=True, slots=True)
class TotalRow:
    label: str
    households: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """One way to add a batch up."""

    title: str
    head: str
    rows: tuple[TotalRow, ...]


def totals_of(batch: Batch) -> tuple[Totals, ...]:
    """Two queries, whatever the rows; nothing for a batch that lists nobody."""
    found = (
        Totals("按款项", "款项", _rows(batch, "kind", {kind.value: kind.label for kind in Kind})),
        Totals("按社区", "社区", _rows(batch, COMMUNITY, {None: "未登记社区"})),
    )
    return tuple(one for one in found if one.rows)


def _rows(batch: Batch, by: str, words: dict) -> tuple[TotalRow, ...]:
    rows = Payment.objects.filter(batch=batch).values(by)
    rows = rows.annotate(many=Count("award", distinct=True), sum=Sum("to_pay")).order_by(by)
    return tuple(TotalRow(words.get(row[by], row[by]), row["many"], row["sum"]) for row in rows)
