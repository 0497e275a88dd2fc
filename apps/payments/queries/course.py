"""What became of a payment: in its batch, at the bank, and after it came back. Said in one way wherever it is shown."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from apps.core.chinese import date_text
from apps.payments.models import BatchState, Payment, Transfer


@dataclass(frozen=True, slots=True)
class Course:
    """Where the money is now: kind and words of a badge."""

    kind: str
    text: str


def with_course(payments: QuerySet[Payment]) -> QuerySet[Payment]:
    """The payments with all that `course_of` asks for; two queries."""
    tried = Transfer.objects.select_related("outcome", "retry__batch").order_by("-pk")
    return payments.select_related("batch").prefetch_related(Prefetch("transfers", tried))


def course_of(payment: Payment) -> Course:
    """Of a payment that was got by `with_course`: the answer to the last attempt, else how far its batch is.

    A batch that was paid before this system had the bank's files is settled without attempts.
    """
    tried = next(iter(payment.transfers.all()), None)
    if tried is not None:
        return _at_the_bank(tried)
    if payment.batch.state == BatchState.DRAFT:
        return Course("waiting", "等待审批")
    if payment.payee:
        return Course("done", f"由{payment.payee}代收")
    if payment.batch.state == BatchState.SETTLED:
        return Course("done", "已发放")
    return Course("in_progress", "已批准，等待报银行")


def _at_the_bank(tried: Transfer) -> Course:
    outcome, retry = getattr(tried, "outcome", None), getattr(tried, "retry", None)
    if outcome is None:
        return Course("in_progress", "已报银行，等待回盘")
    if outcome.paid:
        return Course("done", f"{date_text(outcome.answered_on)}到账")
    if retry is not None:
        return Course("in_progress", f"退票，已列入 {retry.batch.number} 重发")
    return Course("overdue", f"退票：{outcome.text or '银行没有说明'}；更正账户后重发")
