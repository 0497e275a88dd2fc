"""`make chaos`: 100,000 payments from draft to settled with 55 kills placed by progress (ROWS=…, KILLS=…).

Kills are placed after equal shares of the chunks of the bank file and of the bank's answer, and five inside the draft;
they take turns: worker, Redis, worker, beat, PostgreSQL (at most once in ten seconds, else the worker). Afterwards nothing
is done by hand. Prints what was lost and doubled, and the difference in fen; all must be 0.
"""

import itertools
import os
import signal
import sys
import time

from tests.chaos.site import Site
from tests.chaos.verdict import negative_control, verdict

ROWS, KILLS = int(os.environ.get("ROWS") or 100_000), int(os.environ.get("KILLS") or 50)
IN_THE_DRAFT, APART = 5, 10.0
TURNS = ("worker", "Redis", "worker", "beat", "worker", "PostgreSQL")
PROGRESS = "SELECT state = 'done', done + excluded, total FROM journal_run WHERE kind = %s"


class Killer:
    """Kills in turn, and counts whom."""

    def __init__(self, site: Site) -> None:
        self.site, self.turns = site, itertools.cycle(TURNS)
        self.killed: dict[str, int] = {}
        self.database_died = 0.0

    def strike(self) -> None:
        name = next(self.turns)
        if name == "PostgreSQL" and time.monotonic() - self.database_died < APART:
            name = "worker"
        self.site.until(lambda: self.site.child(name).process is not None, seconds=60)
        if self.site.kill(name):
            self.killed[name] = self.killed.get(name, 0) + 1
            if name == "PostgreSQL":
                self.database_died = time.monotonic()


def draft(site: Site, killer: Killer) -> float:
    """Kill the draft in its midst five times: all of it is there or nothing; then let it finish."""
    for attempt in range(IN_THE_DRAFT):
        _break_off(site, killer, wait=attempt * ROWS / 200_000)
        found = site.ask("SELECT count(*) FROM payments_payment")[0]
        assert found in (0, ROWS), f"a draft of {found} of {ROWS}"
    begun = time.monotonic()
    site.step("draft")
    return time.monotonic() - begun


def _break_off(site: Site, killer: Killer, *, wait: float) -> None:
    """Begin a draft, and kill it so many seconds after its statement has begun."""
    process = site.begin("draft")
    site.until(lambda: _drafting(site) or process.poll() is not None, seconds=120)
    due = time.monotonic() + wait
    site.until(lambda: time.monotonic() >= due, seconds=60)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        killer.killed["draft"] = killer.killed.get("draft", 0) + 1
    site.until(lambda: not _drafting(site), seconds=60)


def _drafting(site: Site) -> bool:
    return site.ask(
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%%INSERT INTO payments_payment%%' AND state = 'active'"
        " AND pid <> pg_backend_pid()"
    )[0]


def run_with_kills(site: Site, killer: Killer, kind: str, kills: int) -> float:
    """Wait for a run, killing after equal shares of its rows."""
    struck = 0

    def done() -> bool:
        nonlocal struck
        finished, moved, total = site.ask(PROGRESS, kind)
        if not finished and struck < kills and moved >= (struck + 1) * total / (kills + 1):
            struck += 1
            killer.strike()
        return finished

    return site.until(done, seconds=1800)


def main() -> int:
    with Site() as site:
        print(f"{ROWS:,} 笔，{KILLS} + {IN_THE_DRAFT} 次强行终止", flush=True)
        site.step("fill", ROWS)
        site.ask("SELECT 1")
        site.serve()
        killer = Killer(site)
        drafted = draft(site, killer)
        site.step("approve")
        site.step("export")
        exported = run_with_kills(site, killer, "bank_file", KILLS // 2)
        site.step("answer", ROWS)
        matched = run_with_kills(site, killer, "bank_return", KILLS - KILLS // 2)
        print(f"制表 {drafted:.1f} 秒，代发文件 {exported:.1f} 秒，回盘 {matched:.1f} 秒", flush=True)
        print("终止：" + "，".join(f"{name} {many}" for name, many in killer.killed.items()), flush=True)
        good = verdict(site, ROWS)
        return 0 if negative_control(site) and good else 1


if __name__ == "__main__":
    sys.exit(main())
