"""What the page of a batch shows of the bank: the file, what came back, what is tried again."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from apps.benefits.models import OneTimeRound
from apps.core.shapes import Figure, Link, Strip
from apps.core.templatetags.look import money
from apps.journal.kinds import RunState
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments.models import BankFile, Batch, Outcome
from apps.payments.queries.bank import bank_file_of, count_and_sum, file_sums, sent_back
from apps.payments.queries.funeral_claim import claim_url, claims_of


@dataclass(frozen=True, slots=True)
class SentBackRow:
    """One payment that came back: why, and what becomes of it."""

    name: str
    url: str
    account_url: str
    amount: Decimal
    why: str
    state_kind: str
    state_text: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run with its counts; `percent` of the rows are done or left out."""

    label: str
    state_text: str
    percent: int
    counts: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BankPart:
    """The file of a batch and its answers."""

    figures: tuple[Figure, ...]
    runs: tuple[RunRow, ...]
    links: tuple[Link, ...]
    sent_back: tuple[SentBackRow, ...]
    imports: bool
    going_on: bool


def bank_part(batch: Batch, user, on: dt.date) -> BankPart | None:
    """None before the batch is exported."""
    file = bank_file_of(batch)
    if file is None:
        return None
    returns = list(file.returns.select_related("run").order_by("pk"))
    made = file.run.state == RunState.DONE
    runs = (_run_row("代发文件", file.run), *(_run_row(f"回盘 {one.name}", one.run) for one in returns))
    return BankPart(
        figures=_figures(file, batch),
        runs=runs,
        links=_links(file) if made and may(user, Permission.EXPORT, batch.office_id, on) else (),
        sent_back=_sent_back_rows(batch, user, on),
        imports=made
        and batch.state == "exported"
        and may(user, Permission.RECORD_OUTCOME, batch.office_id, on),
        going_on=not made or any(one.run.state != RunState.DONE for one in returns),
    )


def waiting_strip(part: BankPart | None) -> tuple[Strip, ...]:
    """While a run goes on the page says so; it does not have to be watched."""
    if part is None or not part.going_on:
        return ()
    return (Strip("note", "后台正在处理", "可以离开本页；处理完以后刷新就能看到结果，中断了会自动接着做。"),)


def _figures(file: BankFile, batch: Batch) -> tuple[Figure, ...]:
    sent, transfers = file_sums(file), file.transfers
    paid = count_and_sum(transfers.filter(outcome__paid=True))
    failed = count_and_sum(transfers.filter(outcome__paid=False))
    again = batch.retries.count()
    figures = [
        Figure("发往银行", f"{sent.count:,}", "笔", f"{money(sent.amount)} 元"),
        Figure("已到账", f"{paid.count:,}", "笔", f"{money(paid.amount)} 元"),
        Figure(
            "退票", f"{failed.count:,}", "笔", f"{money(failed.amount)} 元", "overdue" if failed.count else ""
        ),
        Figure("等回盘", f"{sent.count - paid.count - failed.count:,}", "笔", ""),
    ]
    if again:
        figures.append(Figure("其中退票重发", f"{again:,}", "笔", "以前批次退回的"))
    return tuple(figures)


def _run_row(label: str, run) -> RunRow:
    moved = run.done + run.excluded
    percent = 100 if run.state == RunState.DONE else moved * 100 // max(run.total, 1)
    left_out = f"，未列入 {run.excluded:,}" if run.excluded else ""
    return RunRow(
        label,
        run.get_state_display(),
        percent,
        f"共 {run.total:,} 行，已完成 {run.done:,}{left_out}",
        tuple(f"第 {error['row']} 行：{error['message']}" for error in run.errors[:20])
        if run.kind == "bank_return"
        else tuple(error["message"] for error in run.errors[:20]),
    )


def _links(file: BankFile) -> tuple[Link, ...]:
    def at(form: str) -> str:
        return reverse("payments:bank_file", args=[file.batch_id, form])

    return (
        Link("下载代发文件（文本）", at("txt"), "upload"),
        Link("下载代发文件（Excel）", at("xlsx"), "upload"),
    )


def _sent_back_rows(batch: Batch, user, on: dt.date) -> tuple[SentBackRow, ...]:
    found = list(sent_back(batch))
    claims = claims_of(one.transfer.payment for one in found)
    return tuple(_sent_back_row(one, claims.get(one.transfer.payment_id), user, on) for one in found)


def _sent_back_row(one: Outcome, claim: OneTimeRound | None, user, on: dt.date) -> SentBackRow:
    """`claim`: whose funeral subsidy it is; its account is that of the claimant."""
    payment = one.transfer.payment
    retry = getattr(one.transfer, "retry", None)
    household = payment.award.household
    edits = may(user, Permission.EDIT_HOUSEHOLD, None, on)
    account = reverse("households:account", args=[household.pk]) if edits and retry is None else ""
    if account and claim:
        account = claim_url("claimant_account", claim)
    state = ("done", f"已列入 {retry.batch.number}") if retry else ("differs", "账户更正后由下一批次重发")
    return SentBackRow(
        name=household.head.name,
        url=reverse("households:detail", args=[household.pk]),
        account_url=account,
        amount=one.transfer.amount,
        why=f"{one.text or '银行没有说明'}（代码 {one.code}）",
        state_kind=state[0],
        state_text=state[1],
    )
