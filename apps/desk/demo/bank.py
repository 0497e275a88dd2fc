"""The bank of the demonstration: it pays everybody, but in the last month it sends a few back, and one is corrected since."""

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_UP, Decimal

from apps.desk.demo.days import Days
from apps.desk.demo.people import NOBODYS_ACCOUNT
from apps.desk.demo.streets import Street
from apps.households.services import set_bank_account
from apps.offices.roles import Role
from apps.payments import queries
from apps.payments.bank import LAYOUTS
from apps.payments.models import Batch
from apps.payments.services import (
    enter_funds,
    export_batch,
    make_bank_file,
    match_return,
    open_fund,
    receive_return,
)

EXPORTED, ANSWERED = 9, 11  # the working day of the month
FUNDS = (
    ("低保和边缘救助资金", "city", ["dibao", "edge_cash", "single_person", "taper"]),
    ("特困供养资金", "district", ["tekun_support", "care_subsidy"]),
)
STEP = Decimal("10000.00")
FAILURES = ("户名与账号不符", "账户已销户", "账户状态不正常")
SENDS_BACK = ("XF", "DW")  # streets; the files of the others have not gone out yet


def settle(street: Street, batch: Batch, days: Days, *, failures: int = 0) -> None:
    """Export an approved batch and take in the bank's answer; the first `failures` lines come back."""
    sent, answered = days.of_month(batch.month, EXPORTED), days.of_month(batch.month, ANSWERED)
    file = make_bank_file(export_batch(batch, by=street.approver, on=sent).pk)
    file.run.refresh_from_db()
    heading, orders = queries.heading_of(file), list(queries.orders_in(file))
    said = [
        (order, "00", "") if place >= failures else (order, f"0{place + 3}", FAILURES[place])
        for place, order in enumerate(orders)
    ]
    content = LAYOUTS[file.layout].write_answer(heading, said)
    name = f"{batch.number} 回盘.txt"
    kept = receive_return(file, name=name, content=content, by=street.clerk, on=answered)
    match_return(kept.pk)


def fill_funds(streets: Iterable[Street], since: dt.date, on: dt.date) -> None:
    """Two funds for each district, with twice what its streets have taken from them since that month."""
    for district in {street.office.parent for street in streets}:
        supervisor = district.duties.filter(role=Role.SUPERVISOR).select_related("user").first().user
        for name, source, kinds in FUNDS:
            fund = open_fund(
                district, name=name, source=source, kinds=kinds, since=since, by=supervisor, on=on
            )
            taken = next(row.taken for row in queries.fund_rows([district.pk], on) if row.id == fund.pk)
            filled = (taken * 2 / STEP).to_integral_value(ROUND_UP) * STEP or STEP
            enter_funds(fund, filled, text="年度预算下达", by=supervisor, on=on)


def correct_one(street: Street, batch: Batch, on: dt.date) -> None:
    """The first household that came back has brought another passbook; the next batch pays it."""
    failed = queries.sent_back(batch).first()
    home = failed.transfer.payment.award.household
    number = f"{NOBODYS_ACCOUNT}{on:%y%m}{home.pk:06d}"
    set_bank_account(home, holder=home.head, bank="天津银行", number=number, by=street.clerk, on=on)
