"""Reads of what went to the bank and what came back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from apps.journal.kinds import RunState
from apps.payments.bank import Heading, Order
from apps.payments.models import BankFile, Batch, Outcome, ReturnFile, Transfer

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class CountAndSum:
    count: int
    amount: Decimal


def count_and_sum(rows: QuerySet) -> CountAndSum:
    """How many rows and how many yuan (of a column `amount`)."""
    found = rows.aggregate(many=Count("pk"), sum=Sum("amount"))
    return CountAndSum(found["many"], found["sum"] or ZERO)


def file_sums(file: BankFile) -> CountAndSum:
    return count_and_sum(file.transfers.all())


def heading_of(file: BankFile) -> Heading:
    sums = file_sums(file)
    return Heading(file.batch.number, f"{file.batch.month:%Y-%m}", sums.count, sums.amount)


def orders_in(file: BankFile) -> Iterator[Order]:
    """The lines of a file as they were frozen, piece by piece."""
    for piece in file.pieces.order_by("number").iterator(chunk_size=20):
        for line, account, name, amount, purpose in json.loads(piece.lines):
            yield Order(line, account, name, Decimal(amount), purpose)


def bank_file_of(batch: Batch) -> BankFile | None:
    return (
        BankFile.objects.select_related("run", "made_by", "batch__office").filter(batch=batch).first()
        if batch.is_approved
        else None
    )


def unanswered(file: BankFile) -> QuerySet[Transfer]:
    """Attempts without an answer."""
    return file.transfers.filter(outcome__isnull=True)


def sent_back(batch: Batch) -> QuerySet[Outcome]:
    """What the bank sent back of the batch's file, by household."""
    return (
        Outcome.objects.filter(transfer__file__batch=batch, paid=False)
        .select_related(
            "transfer__payment__award__household__head",
            "transfer__retry__batch",
            "transfer__account",
        )
        .defer("transfer__account__number")
        .order_by("transfer__line")
    )


def open_runs() -> tuple[list[int], list[int]]:
    """Bank files that are not made, and returns that are not matched: what the sweeper goes on with."""
    unmade = BankFile.objects.exclude(run__state=RunState.DONE).order_by("pk")
    unmatched = ReturnFile.objects.exclude(run__state=RunState.DONE).order_by("pk")
    return list(unmade.values_list("pk", flat=True)), list(unmatched.values_list("pk", flat=True))
