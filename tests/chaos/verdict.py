"""What became of the month: counted by SQL from the ledger, apart from everything that the services count."""

import random
import signal
import time

from config.launcher.environment import python
from config.launcher.processes import signal_group, spawn
from tests.chaos.site import Site

LOST = """SELECT count(*) FROM benefits_award award WHERE NOT EXISTS (
            SELECT 1 FROM payments_payment line JOIN payments_transfer tried ON tried.payment_id = line.id
              JOIN payments_outcome answer ON answer.transfer_id = tried.id WHERE line.award_id = award.id)"""
DOUBLED = """SELECT (SELECT count(*) - count(DISTINCT (award_id, month, kind)) FROM payments_payment)
                  + (SELECT count(*) - count(DISTINCT payment_id) FROM payments_transfer)
                  + (SELECT count(*) - count(DISTINCT transfer_id) FROM payments_outcome)"""
FEN = """SELECT ((SELECT sum(amount) FROM benefits_awardamount) - (SELECT sum(amount) FROM payments_payment)) * 100,
                ((SELECT sum(to_pay) FROM payments_payment) - (SELECT sum(amount) FROM payments_transfer)) * 100,
                ((SELECT sum(tried.amount) FROM payments_transfer tried JOIN payments_outcome answer
                    ON answer.transfer_id = tried.id) - (SELECT sum(amount) FROM payments_transfer)) * 100"""


def verdict(site: Site, rows: int) -> bool:
    """Print lost, doubled and the differences in fen; True when all are 0 and the batch is settled."""
    (lost,), (doubled,), fen = site.ask(LOST), site.ask(DOUBLED), site.ask(FEN)
    (state, runs) = site.ask(
        "SELECT state, (SELECT count(*) FROM journal_run WHERE state <> 'done') FROM payments_batch"
    )
    (failed,) = site.ask("SELECT count(*) FROM payments_outcome WHERE NOT paid")
    print(f"丢失 {lost}，重复 {doubled}，差额（分）{'、'.join(f'{one:.0f}' for one in fen)}")
    print(f"批次 {state}，未结束的任务 {runs}，退票 {failed}，共 {rows:,} 笔")
    return not (lost or doubled or any(fen) or runs) and state == "settled"


def negative_control(site: Site, *, rows: int = 20_000, kills: int = 20) -> bool:
    """The textbook task (pay a chunk, commit as one goes, begin the chunk again when killed) must pay some twice."""
    site.ask("CREATE TABLE naive (line int)")
    site.ask("CREATE TABLE naive_place (place int)")
    site.ask("GRANT ALL ON naive, naive_place TO app")
    drawn, struck, due = random.Random(1), 0, 0
    process = spawn(python("tests.chaos.naive", str(rows)), env=site.env)
    while process.poll() is None or process.returncode:
        if process.poll() is not None:
            process = spawn(python("tests.chaos.naive", str(rows)), env=site.env)
        time.sleep(0.01)
        (paid,) = site.ask("SELECT count(*) FROM naive")
        if struck < kills and paid > due and process.poll() is None:
            signal_group(process, signal.SIGKILL)
            process.wait()
            struck, due = struck + 1, paid + drawn.randrange(rows // kills // 2)
    (doubled,) = site.ask("SELECT count(*) - count(DISTINCT line) FROM naive")
    print(f"反例：教科书式任务终止 {struck} 次，重复付款 {doubled} 笔（须大于 0）")
    return doubled > 0
