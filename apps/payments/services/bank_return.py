"""银行回盘: the bank's answers, matched line by line with the attempts. Imported twice counts once."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.households.indexes import index_of
from apps.journal.kinds import EventKind, RunState
from apps.journal.runs import finish_run, locked_run, move_run, open_run
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments.bank import LAYOUTS, Answer
from apps.payments.bank.sheets import unreadable
from apps.payments.models import BankFile, Batch, BatchState, Outcome, ReturnFile, ReturnPiece, Transfer
from apps.payments.queries.bank import unanswered
from apps.payments.services.bank_file import CHUNK

MATCH = "apps.payments.tasks.match_bank_return"
SHEET = b"PK"  # an xlsx is a zip archive, a text is none


@transaction.atomic
def receive_return(file: BankFile, *, name: str, content: bytes, by, on: dt.date) -> ReturnFile:
    """Take in the bank's answer to a file (`content`: its bytes, text or xlsx); the worker matches it.

    Refused: `not_made`, `return_unreadable`, `foreign_return` (another batch's), `already_imported`.
    PermissionDenied without `record_outcome` at its office.
    """
    batch = file.batch
    if not may(by, Permission.RECORD_OUTCOME, batch.office_id, on):
        raise PermissionDenied
    if file.run.state != RunState.DONE:
        raise Refused("not_made", "没有导入。本批次的代发文件还在生成，不会有回盘；请稍候。", "file")
    answers = _read(file, content)
    digest = hashlib.sha256(content).hexdigest()
    BankFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    there = file.returns.filter(digest=digest).first()
    if there is not None:
        raise Refused(
            "already_imported",
            f"没有重复导入。这份回盘已在{there.received_on:%-m月%-d日}由{there.received_by}导入，结果照旧。",
            "file",
        )
    run = open_run("bank_return", f"{file.pk} {digest}", total=len(answers), by=by)
    kept = ReturnFile.objects.create(
        file=file, name=name[:200], digest=digest, received_by=by, received_on=on, run=run
    )
    ReturnPiece.objects.bulk_create(
        ReturnPiece(file=kept, number=number, lines=_frozen(answers[start : start + CHUNK]))
        for number, start in enumerate(range(0, len(answers), CHUNK))
    )
    record(
        EventKind.IMPORT,
        by=by,
        on=on,
        summary=f"导入 {batch.number} 银行回盘，{len(answers)} 行。",
        office=batch.office,
        batch=batch,
        detail={"return": kept.pk},
    )
    transaction.on_commit(partial(wake_worker, MATCH, kept.pk))
    return kept


def match_return(return_id: int) -> ReturnFile:
    """Match what is not matched yet, and close the run. May be called again at any time."""
    kept = ReturnFile.objects.select_related("file__batch__office", "received_by").get(pk=return_id)
    while _chunk(kept):
        pass
    _close(kept)
    return kept


def _read(file: BankFile, content: bytes) -> Sequence[Answer]:
    layout = LAYOUTS[file.layout]
    read = layout.read_sheet if content.startswith(SHEET) else layout.read_text
    number, answers = read(content)
    if number != file.batch.number:
        raise Refused(
            "foreign_return",
            f"没有导入。文件是“{number[:40]}”的回盘，不是本批次的；请打开那个批次导入。",
            "file",
        )
    if not answers:
        raise unreadable("里没有一行结果")
    return answers


def _frozen(answers: Sequence[Answer]) -> str:
    return json.dumps(
        [[one.line, one.account, str(one.amount), one.paid, one.code, one.text] for one in answers],
        ensure_ascii=False,
    )


def _thawed(row: list) -> Answer:
    line, account, amount, paid, code, text = row
    return Answer(line, account, Decimal(amount), paid, code, text)


@transaction.atomic
def _chunk(kept: ReturnFile) -> bool:
    """The next piece: an outcome for each line that fits its attempt, a reason for each that does not."""
    run = locked_run(kept.run_id)
    if run.state == RunState.DONE or run.done + run.excluded >= run.total:
        return False
    piece = kept.pieces.get(number=(run.done + run.excluded) // CHUNK)
    answers = [_thawed(row) for row in json.loads(piece.lines)]
    tried = _tried(kept.file, answers)
    outcomes: dict[int, Outcome] = {}
    errors = []
    for answer in answers:
        transfer = tried.get(answer.line)
        reason = _misfit(answer, transfer, answer.line in outcomes)
        if reason:
            errors.append({"row": answer.line, "code": reason[0], "message": reason[1]})
        else:
            outcomes[answer.line] = _outcome(answer, transfer, kept)
    Outcome.objects.bulk_create(outcomes.values())
    move_run(run, done=len(outcomes), errors=errors)
    return True


def _tried(file: BankFile, answers: Sequence[Answer]) -> dict[int, Transfer]:
    """The attempts of these lines, with their answers if they have one and the index of their accounts."""
    rows = file.transfers.filter(line__in=[answer.line for answer in answers])
    rows = rows.select_related("account", "outcome").only(
        *("file_id", "line", "amount", "account__number_index", "outcome__paid")
    )
    return {row.line: row for row in rows}


def _misfit(answer: Answer, transfer: Transfer | None, seen: bool) -> tuple[str, str] | None:
    """Why a line is not taken; None if it is."""
    if transfer is None:
        return "unknown_line", "代发文件里没有这一行"
    if str(transfer.amount) != f"{answer.amount:.2f}":
        return "amount_differs", f"金额与代发的 {transfer.amount} 元不符"
    if index_of(answer.account, "bank_account") != transfer.account.number_index:
        return "account_differs", "账号与代发的不符"
    if seen or hasattr(transfer, "outcome"):
        return "already_answered", "这一行已有回执，以先到的为准"
    return None


def _outcome(answer: Answer, transfer: Transfer, kept: ReturnFile) -> Outcome:
    return Outcome(
        transfer=transfer,
        source=kept,
        paid=answer.paid,
        code=answer.code,
        text=answer.text,
        answered_on=kept.received_on,
    )


@transaction.atomic
def _close(kept: ReturnFile) -> None:
    """The batch is settled when every attempt of its file has its answer, whichever return brought it."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("office").get(pk=kept.file.batch_id)
    run = locked_run(kept.run_id)
    if run.state == RunState.DONE:
        return
    finish_run(run)
    failed = kept.outcomes.filter(paid=False).count()
    if batch.state == BatchState.EXPORTED and not unanswered(kept.file).exists():
        batch.state = BatchState.SETTLED
        batch.save(update_fields=["state"])
    record(
        EventKind.OUTCOME,
        by=None,
        on=kept.received_on,
        summary=f"{batch.number} 回盘对账：到账 {run.done - failed} 笔，退票 {failed} 笔，未列入 {run.excluded} 行；"
        f"批次{batch.get_state_display()}。",
        office=batch.office,
        batch=batch,
        detail={"return": kept.pk, "paid": run.done - failed, "failed": failed, "excluded": run.excluded},
    )
