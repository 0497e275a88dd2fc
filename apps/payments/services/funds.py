"""资金: what comes into a fund. What batches take out of it is counted from the batches themselves."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.payments.models import Fund, FundEntry
from apps.rules.amounts import format_money


@transaction.atomic
def open_fund(
    office: Office, *, name: str, source: str, kinds: list[str], since: dt.date, by, on: dt.date
) -> Fund:
    """A fund of an office for some kinds of payments. Refused `fund_exists`; PermissionDenied without `manage_funds` there."""
    _may(by, office, on)
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if Fund.objects.filter(office=office, name=name).exists():
        raise Refused("fund_exists", "没有设立。已有同名的资金账户；请换一个名称，或者直接登记拨款。", "name")
    fund = Fund.objects.create(
        office=office, name=name, source=source, kinds=kinds, since=since.replace(day=1)
    )
    record(EventKind.PAYMENT, by=by, on=on, summary=f"设立资金账户：{name}。", office=office)
    return fund


@transaction.atomic
def enter_funds(fund: Fund, amount: Decimal, *, text: str, by, on: dt.date) -> FundEntry:
    """Money that came into a fund (minus: went out of it otherwise than by a batch). Refused: `no_text`, `no_money`."""
    _may(by, fund.office, on)
    if not amount:
        raise Refused("no_money", "没有登记。金额是零；请填写拨入的金额，退回的写负数。", "amount")
    if not text.strip():
        raise Refused("no_text", "没有登记。请写明拨款文件或者摘要。", "text")
    entry = FundEntry.objects.create(
        fund=fund, amount=amount, text=text.strip(), entered_by=by, entered_on=on
    )
    words = f"{fund.name}登记 {format_money(amount)} 元：{entry.text}。"
    record(EventKind.PAYMENT, by=by, on=on, summary=words, office=fund.office)
    return entry


def _may(by, office: Office, on: dt.date) -> None:
    if not may(by, Permission.MANAGE_FUNDS, office, on):
        raise PermissionDenied
