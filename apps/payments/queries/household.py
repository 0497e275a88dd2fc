"""待遇和发放 of one household: what it gets and will get, month by month, and what became of the last payments."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from apps.benefits.models import Award, AwardAmount, Kind, RecoveryOrder
from apps.benefits.queries import household_awards, with_left
from apps.core.chinese import month_text
from apps.payments.models import Batch, Held, Payment
from apps.payments.queries.course import course_of, with_course
from apps.rules.amounts import format_money
from apps.rules.calendar import add_months

SHOWN_MONTHS, SHOWN_PAYMENTS = 12, 12


@dataclass(frozen=True, slots=True)
class AmountRow:
    """Yuan a month from one month to another. `when`: "past", "now" or "future"; `basis`: by which decision."""

    months: str
    label: str
    amount: Decimal
    basis: str
    when: str


@dataclass(frozen=True, slots=True)
class AwardPart:
    """One award; `earlier`: how many rows ended before those that are shown."""

    label: str
    office: str
    since: str
    state_kind: str
    state_text: str
    case_url: str
    rows: tuple[AmountRow, ...]
    earlier: int
    owes: str


@dataclass(frozen=True, slots=True)
class PaidRow:
    """A line of a batch; `url`: its batch."""

    month: str
    label: str
    amount: Decimal
    set_off: Decimal
    to_pay: Decimal
    state_kind: str
    state_text: str
    batch: str
    url: str


@dataclass(frozen=True, slots=True)
class HouseholdMoney:
    """`paid` is for whoever sees the payments of the office; others see the awards alone."""

    awards: tuple[AwardPart, ...]
    paid: tuple[PaidRow, ...]


def household_money(household, seen: QuerySet[Award], on: dt.date) -> HouseholdMoney:
    """A fixed number of queries. `seen`: the awards whose payments this person sees."""
    awards = list(household_awards(household))
    owed = _owed(awards)
    parts = tuple(_part(award, owed.get(award.pk), on) for award in awards)
    return HouseholdMoney(parts, _paid(seen.filter(household=household)) if awards else ())


def _owed(awards: list[Award]) -> dict[int, RecoveryOrder]:
    """By award an order that is decided and not paid back yet."""
    orders = with_left(RecoveryOrder.objects.filter(award__in=awards, state="decided"))
    return {order.award_id: order for order in orders.order_by("-pk")}


def _part(award: Award, order: RecoveryOrder | None, on: dt.date) -> AwardPart:
    month, since = on.replace(day=1), add_months(on.replace(day=1), -SHOWN_MONTHS)
    amounts = sorted(award.amounts.all(), key=lambda row: (row.from_month, row.kind, row.pk))
    shown = [row for row in amounts if row.goes_on(since)]
    ended = award.to_month is not None and award.to_month < month
    return AwardPart(
        label=award.get_programme_display(),
        office=award.paying_office.name,
        since=f"{month_text(award.from_month)}起"
        + (f"至{month_text(award.to_month)}" if award.to_month else ""),
        state_kind="denied" if ended else "waiting" if award.to_month else "done",
        state_text="已停发" if ended else "停发已定" if award.to_month else "在享受",
        case_url=reverse("desk:case", args=[award.decision.case_id]),
        rows=_amount_rows(shown, month),
        earlier=len(amounts) - len(shown),
        owes=f"应退追回款 {format_money(order.total)} 元，未退 {format_money(order.left)} 元"
        if order
        else "",
    )


def _amount_rows(amounts: list[AwardAmount], month: dt.date) -> tuple[AmountRow, ...]:
    taper = [row.pk for row in amounts if row.kind == Kind.TAPER]
    return tuple(
        AmountRow(
            months=_months(row),
            label=_label(row, taper),
            amount=row.amount,
            basis=f"{row.decided_on:%Y-%m-%d}　{row.because[:40]}",
            when="future" if row.from_month > month else "now" if row.goes_on(month) else "past",
        )
        for row in amounts
    )


def _label(row: AwardAmount, taper: list[int]) -> str:
    words = row.get_kind_display()
    if row.pk in taper:
        words += f"　第 {taper.index(row.pk) + 1} 期"
    whose = f"　{row.person.name}" if row.person else ""
    return words + whose + (f"　由{row.payee}代收" if row.payee else "")


def _months(row: AwardAmount) -> str:
    if row.to_month == row.from_month:
        return month_text(row.from_month)
    return (
        f"{month_text(row.from_month)}起"
        if row.to_month is None
        else f"{month_text(row.from_month)}至{month_text(row.to_month)}"
    )


def _paid(awards: QuerySet[Award]) -> tuple[PaidRow, ...]:
    """The last lines, and before them what the newest batch of the office holds of the household."""
    lines = with_course(Payment.objects.filter(award__in=awards))
    newest = (
        Batch.objects.filter(office__in=awards.values("paying_office")).order_by("-month").values("pk")[:1]
    )
    held = Held.objects.filter(award__in=awards, batch__in=list(newest.values_list("pk", flat=True)))
    rows = [_held_row(line) for line in held.select_related("batch").order_by("-month", "kind")]
    ordered = lines.order_by("-batch__month", "-month", "kind")[:SHOWN_PAYMENTS]
    return tuple(rows + [_paid_row(line) for line in ordered])


def _held_row(line: Held) -> PaidRow:
    return _row(line, Decimal("0.00"), Decimal("0.00"), "held", f"暂缓：{line.get_reason_display()}")


def _paid_row(line: Payment) -> PaidRow:
    course = course_of(line)
    return _row(line, line.set_off, line.to_pay, course.kind, course.text)


def _row(line: Payment | Held, set_off: Decimal, to_pay: Decimal, kind: str, words: str) -> PaidRow:
    label = line.get_kind_display()
    return PaidRow(
        month=month_text(line.month),
        label=label if line.cause == "regular" else f"{label}　{line.get_cause_display()}",
        amount=line.amount,
        set_off=set_off,
        to_pay=to_pay,
        state_kind=kind,
        state_text=words,
        batch=line.batch.number,
        url=reverse("payments:batch", args=[line.batch_id]),
    )
