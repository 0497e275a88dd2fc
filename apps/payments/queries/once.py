"""What the page of one-time rounds shows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from apps.benefits.models import OneTimeRound, RoundState
from apps.core.chinese import month_text
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.rules.amounts import format_money
from apps.rules.calendar import month_of

ROUND_KINDS = {"draft": "in_progress", "approved": "done", "discarded": "denied"}


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with its groups in words; `approve_url` and `discard_url` for whoever may, `url` of its own page."""

    title: str
    office: str
    basis: str
    groups: tuple[str, ...]
    persons: int
    total: Decimal
    state_kind: str
    state_text: str
    signed: str
    approve_url: str
    discard_url: str
    url: str = ""


def round_rows(rounds: Iterable[OneTimeRound], user, on: dt.date) -> tuple[RoundRow, ...]:
    """The rows of the list."""
    return tuple(_round_row(one, user, on) for one in rounds)


def once_months(on: dt.date) -> list[dt.date]:
    """Months that a round may name: the present one and the thirteen before it."""
    return [month_of(on).plus(-back).first for back in range(14)]


def pay_months(on: dt.date) -> list[dt.date]:
    """Months whose batch may pay what is drafted now: the present one and the two after it."""
    return [month_of(on).plus(ahead).first for ahead in range(3)]


def round_result(one: OneTimeRound) -> str:
    """What a round comes to: 1,800.00 元, or that nothing is paid."""
    return f"{format_money(one.total)} 元" if one.total else "不予发放"


def _round_row(one: OneTimeRound, user, on: dt.date) -> RoundRow:
    open_one = one.state == RoundState.DRAFT
    approves = open_one and one.drafted_by_id != user.pk
    approves = approves and may(user, Permission.APPROVE_BATCH, one.office_id, on)
    discards = open_one and may(user, Permission.DRAFT_BATCH, one.office_id, on)
    signed = f"{one.drafted_by}起草" + (f"，{one.approved_by}批准" if one.approved_by else "")
    return RoundRow(
        title=f"{one.title}（{_when(one)}）",
        office=one.office.name,
        basis=one.basis,
        groups=tuple(_group_words(group) for group in one.groups.all()),
        persons=one.persons,
        total=one.total,
        state_kind=ROUND_KINDS[one.state],
        state_text=one.get_state_display(),
        signed=signed,
        approve_url=reverse("payments:approve_round", args=[one.pk]) if approves else "",
        discard_url=reverse("payments:discard_round", args=[one.pk]) if discards else "",
        url=reverse("payments:funeral_claim", args=[one.pk]) if one.deceased_id else "",
    )


def _when(one: OneTimeRound) -> str:
    return f"{month_text(one.pay_month)}发放" if one.total else "不予发放"


def _group_words(group) -> str:
    elsewhere = "" if group.paid else "，由其他部门发放"
    return f"{group.label} {group.persons} 人{elsewhere}"
