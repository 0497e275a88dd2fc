"""The money of one batch added up by kind, institution and community, for whoever checks it against what he knows of his streets."""

from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from apps.benefits.models import Kind
from apps.core.shapes import Link
from apps.documents.roster import NO_COMMUNITY
from apps.payments.models import Batch, Payment
from apps.payments.queries.register import COMMUNITY


@dataclass(frozen=True, slots=True)
class TotalRow:
    """`links`: the roster of a community, to print and as a spreadsheet."""

    label: str
    households: int
    amount: Decimal
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """One way to add a batch up."""

    title: str
    head: str
    rows: tuple[TotalRow, ...]


def totals_of(batch: Batch, *, exports: bool) -> tuple[Totals, ...]:
    """Three queries, whatever the rows; nothing for a batch that lists nobody. `exports`: for who may take its roster along.

    What institutions take is no line of the bank's file: their sums are what has to be transferred to each of them.
    """
    lines = Payment.objects.filter(batch=batch)
    communities = _rows(lines, COMMUNITY, {None: NO_COMMUNITY})
    if exports:
        communities = tuple(replace(row, links=_links(batch, row.label)) for row in communities)
    found = (
        Totals("按款项", "款项", _rows(lines, "kind", {kind.value: kind.label for kind in Kind})),
        Totals("由机构代收，另行转账", "机构", _rows(lines.exclude(payee=""), "payee", {})),
        Totals("按社区", "社区", communities),
    )
    return tuple(one for one in found if one.rows)


def _links(batch: Batch, community: str) -> tuple[Link, ...]:
    """What is posted and signed is printed once the batch is approved."""
    chosen = urlencode({"community": community})
    forms = {"电子名册": "roster"} | ({"打印名册": "community_roster"} if batch.roster_id else {})
    return tuple(
        Link(label, f"{reverse(f'payments:{name}', args=[batch.pk])}?{chosen}")
        for label, name in forms.items()
    )


def _rows(lines: QuerySet[Payment], by: str, words: dict) -> tuple[TotalRow, ...]:
    rows = lines.values(by).annotate(many=Count("award", distinct=True), sum=Sum("to_pay")).order_by(by)
    return tuple(TotalRow(words.get(row[by], row[by]), row["many"], row["sum"]) for row in rows)
