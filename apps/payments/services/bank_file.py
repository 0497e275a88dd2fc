"""代发文件: the orders of an approved batch, made in chunks by a run; each chunk writes its attempts and its piece of the file."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, Sum

from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.journal.kinds import EventKind, RunState
from apps.journal.runs import finish_run, locked_run, move_run, open_run
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments.bank import DEFAULT, LAYOUTS
from apps.payments.models import BankFile, Batch, BatchState, FilePiece, Payment, Retry, Transfer
from apps.payments.queries.bank import file_sums, heading_of, orders_in
from apps.rules.amounts import format_money

CHUNK = 500
MAKE = "apps.payments.tasks.make_bank_file"
ZERO = Decimal("0.00")


@transaction.atomic
def export_batch(batch: Batch, *, by, on: dt.date) -> BankFile:
    """Order the bank file of an approved batch; the worker makes it. Once: a second call gives the one that is there.

    Refuses a batch that nobody has approved (`not_approved`) or that was paid without a file (`settled_before`). PermissionDenied without `export` at its office.
    """
    if not may(by, Permission.EXPORT, batch.office_id, on):
        raise PermissionDenied
    batch = Batch.objects.select_for_update(of=("self",)).select_related("office").get(pk=batch.pk)
    if not batch.is_approved:
        raise Refused("not_approved", "没有导出。批次还没有批准；请先由第二人批准，再导出银行代发文件。")
    there = BankFile.objects.filter(batch=batch).first()
    if there is not None:
        return there
    if batch.state == BatchState.SETTLED:
        raise Refused("settled_before", "没有导出。本批次在启用代发文件以前已经发放，不用再报送银行。")
    run = open_run("bank_file", str(batch.pk), total=batch.payments.count() + batch.retries.count(), by=by)
    file = BankFile.objects.create(batch=batch, layout=DEFAULT, made_by=by, made_on=on, run=run)
    record(
        EventKind.EXPORT,
        by=by,
        on=on,
        summary=f"导出 {batch.number} 银行代发文件，{run.total} 笔。",
        office=batch.office,
        batch=batch,
        detail={"file": file.pk},
    )
    transaction.on_commit(partial(wake_worker, MAKE, file.pk))
    return file


def make_bank_file(file_id: int, *, chunk: int = CHUNK) -> BankFile:
    """Make what is missing of the file, and close it when nothing is. May be called again at any time."""
    file = BankFile.objects.select_related("batch__office", "made_by").get(pk=file_id)
    while _chunk(file, chunk):
        pass
    _close(file)
    return file


@transaction.atomic
def _chunk(file: BankFile, chunk: int) -> bool:
    """The next attempts and their piece; False when there are no more."""
    run = locked_run(file.run_id)
    if run.state == RunState.DONE:
        return False
    last = file.transfers.select_related("payment").order_by("-line").first()
    found = _next_orders(file.batch, last, chunk)
    if not found:
        return False
    first = (last.line if last else 0) + 1
    made = [
        Transfer(file=file, line=line, payment=payment, account=account, amount=payment.to_pay)
        for line, (payment, account) in enumerate(found, start=first)
    ]
    Transfer.objects.bulk_create(made)
    FilePiece.objects.create(file=file, number=first, lines=_frozen(made))
    move_run(run, done=len(made))
    return True


def _next_orders(batch: Batch, last: Transfer | None, chunk: int) -> Sequence[tuple]:
    """Payments of the batch by id, then what is tried again; an institution's money is no order on a household's account."""
    after = last.payment_id if last else 0
    if last is None or last.payment.batch_id == batch.pk:
        rows = Payment.objects.filter(batch=batch, payee="", pk__gt=after)
        rows = rows.select_related("account__holder").order_by("pk")[:chunk]
        if rows:
            return [(row, row.account) for row in rows]
        after = 0
    again = Retry.objects.filter(batch=batch, payment__gt=after)
    again = again.select_related("payment", "account__holder").order_by("payment")[:chunk]
    return [(row.payment, row.account) for row in again]


def _frozen(made: Iterable[Transfer]) -> str:
    """The lines as they go out, by which the file is the same for ever."""
    return json.dumps(
        [
            [one.line, one.account.number, one.account.payee, str(one.amount), _purpose(one.payment)]
            for one in made
        ],
        ensure_ascii=False,
    )


def _purpose(payment: Payment) -> str:
    return f"{payment.get_kind_display()}{payment.month:%Y%m}"


@transaction.atomic
def _close(file: BankFile) -> None:
    """Exported when attempts + left out = register, to the fen; else the run stays open."""
    run = locked_run(file.run_id)
    if run.state == RunState.DONE:
        return
    left_out = Payment.objects.filter(batch=file.batch).exclude(payee="")
    move_run(run, errors=map(_taken_by_institution, left_out))
    sums = file_sums(file)
    if sums.count + run.excluded != run.total or sums.amount != _owed(file.batch):
        raise ArithmeticError(f"bank file {file.pk}: {sums} differs from its batch")
    finish_run(run)
    _go_on(file.batch, BatchState.EXPORTED)
    if not sums.count:
        _go_on(file.batch, BatchState.SETTLED)
    record(
        EventKind.PAYMENT,
        by=None,
        on=file.made_on,
        summary=f"{file.batch.number} 银行代发文件已生成：{sums.count} 笔，{format_money(sums.amount)} 元，"
        f"由机构代收 {run.excluded} 笔另行转账。",
        office=file.batch.office,
        batch=file.batch,
        detail={"file": file.pk, "count": sums.count, "amount": str(sums.amount)},
    )


def _taken_by_institution(payment: Payment) -> dict:
    return {"row": payment.pk, "code": "institution", "message": f"由{payment.payee}代收，另行转账"}


def _owed(batch: Batch) -> Decimal:
    """Yuan that the file has to carry, counted from what is owed."""
    lists = Q(batch=batch, payee="") | Q(retries__batch=batch)
    return Payment.objects.filter(lists).aggregate(sum=Sum("to_pay"))["sum"] or ZERO


def _go_on(batch: Batch, state: BatchState) -> None:
    batch.state = state
    batch.save(update_fields=["state"])


def download_bank_file(file: BankFile, form: str, *, by, on: dt.date) -> bytes:
    """The file as `text` or `sheet`, the same bytes each time; an event, since whole account numbers leave the house.

    Refuses one that is not made yet (`not_made`). PermissionDenied without `export` at its office.
    """
    if not may(by, Permission.EXPORT, file.batch.office_id, on):
        raise PermissionDenied
    if file.run.state != RunState.DONE:
        raise Refused("not_made", "没有下载。代发文件还在生成；请稍候刷新本页。")
    layout, heading = LAYOUTS[file.layout], heading_of(file)
    write = layout.write_sheet if form == "sheet" else layout.write_text
    content = write(heading, orders_in(file))
    record(
        EventKind.EXPORT,
        by=by,
        on=on,
        summary=f"下载 {file.batch.number} 银行代发文件，{heading.count} 行，含完整账号。",
        office=file.batch.office,
        batch=file.batch,
        detail={"file": file.pk, "form": form},
    )
    return content
