"""The bank of the demonstration: it pays everybody, but in the last month it sends a few back, and one is corrected since."""

import datetime as dt

from apps.desk.demo.days import Days
from apps.desk.demo.streets import Street
from apps.households.services import set_bank_account
from apps.payments import queries
from apps.payments.bank import LAYOUTS
from apps.payments.models import Batch
from apps.payments.services import export_batch, make_bank_file, match_return, receive_return

EXPORTED, ANSWERED = 9, 11  # the working day of the month
FAILURES = ("户名与账号不符", "账户已销户", "账户状态不正常")
SENDS_BACK = ("XF", "DW")  # streets; the others get everything paid


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


def correct_one(street: Street, batch: Batch, on: dt.date) -> None:
    """The first household that came back has brought another passbook; the next batch pays it."""
    failed = queries.sent_back(batch).first()
    home = failed.transfer.payment.award.household
    number = f"99990{on:%Y%m}{home.pk:08d}"
    set_bank_account(home, holder=home.head, bank="天津银行", number=number, by=street.clerk, on=on)
