"""`make chaos`: 100,000 payments from draft to settled with 55 kills placed by progress, five times (ROWS=…, KILLS=…, SEEDS=…).

Kills are placed after equal shares of the chunks of the bank file and of the bank's answer, and five inside the draft;
they take turns, in an order that the seed draws: worker, Redis, beat, a process of PostgreSQL or all of it (at most once in
ten seconds, else the worker). Nothing is done by hand, and all of it has to end within 300 seconds of work. Prints what was lost and doubled, and the difference in fen; all must be 0. The draft that counts
is asked for two hundred times at once over HTTP. Then Redis is destroyed five times in another month, and the life of
awards is lived 2,000 times (RUNS=…). Each with its negative control.
"""

import os
import random
import signal
import sys
import time

from tests.chaos.crowd import two_hundred_drafts
from tests.chaos.life import live_and_die
from tests.chaos.redis import destroyed_five_times
from tests.chaos.site import Site
from tests.chaos.verdict import negative_control, verdict

RUNS = int(os.environ.get("RUNS") or 2_000)
ROWS, KILLS = int(os.environ.get("ROWS") or 100_000), int(os.environ.get("KILLS") or 50)
SEEDS = int(os.environ.get("SEEDS") or 5)
IN_THE_DRAFT, APART, WORK = 5, 10.0, 300.0
TURNS = ("worker", "Redis", "worker", "beat", "server process", "worker", "PostgreSQL")
SERVER = "SELECT pid FROM pg_stat_activity WHERE usename = 'app' ORDER BY state = 'active' DESC LIMIT 1"
PROGRESS = "SELECT state = 'done', done + excluded, total FROM journal_run WHERE kind = %s"


class Killer:
    """Kills in turn, and counts whom."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site, self.drawn = site, random.Random(seed)
        self.turns: list[str] = []
        self.killed: dict[str, int] = {}
        self.database_died = 0.0

    def strike(self) -> None:
        if not self.turns:
            self.turns = self.drawn.sample(TURNS, len(TURNS))
        name = self.turns.pop()
        if name in ("PostgreSQL", "server process"):
            if time.monotonic() - self.database_died < APART:
                name = "worker"
            else:
                self.database_died = time.monotonic()
        if name == "server process":
            found = self.site.ask(SERVER)
            killed = bool(found) and not os.kill(found[0], signal.SIGKILL)
        else:
            self.site.until(lambda: self.site.child(name).process is not None, seconds=60)
            killed = self.site.kill(name)
        if killed:
            self.killed[name] = self.killed.get(name, 0) + 1


def draft(site: Site, killer: Killer) -> float:
    """Kill the draft in its midst five times: all of it is there or nothing; then two hundred ask for it at once."""
    length = _length_of_a_draft(site)
    for place in range(IN_THE_DRAFT):
        wait = place / (IN_THE_DRAFT + 1) * length * killer.drawn.uniform(0.7, 1)
        _break_off(site, killer, wait=wait, backend=bool(place % 2))
        found = site.ask("SELECT count(*) FROM payments_payment")[0]
        assert not found, f"a draft of {found} of {ROWS} although it was killed"
    begun = time.monotonic()
    assert two_hundred_drafts(site)
    return time.monotonic() - begun


def _length_of_a_draft(site: Site) -> float:
    """Seconds of its statement on this machine; one statement shows no progress by which a kill could be placed."""
    process = site.begin("rehearse")
    site.until(lambda: _drafting(site) or process.poll() is not None, seconds=120)
    length = site.until(lambda: not _drafting(site), seconds=600)
    site.until(lambda: process.poll() is not None, seconds=60)
    assert not process.returncode, "a draft that is taken back ended badly"
    return length


def _break_off(site: Site, killer: Killer, *, wait: float, backend: bool) -> None:
    """Begin a draft, and kill it (or the database's process that serves it) so many seconds into its statement."""
    process = site.begin("draft")
    site.until(lambda: _drafting(site) or process.poll() is not None, seconds=120)
    due = time.monotonic() + wait
    site.until(lambda: time.monotonic() >= due, seconds=60)
    server = _drafting(site)
    assert server, f"the draft was over before it could be killed after {wait:.1f} s"
    if backend:
        os.kill(server, signal.SIGKILL)  # PostgreSQL restarts all of its processes
        site.until(lambda: process.poll() is not None, seconds=60)
        assert process.returncode, "the draft of a killed server ended well"
    else:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    name = "draft's server process" if backend else "draft"
    killer.killed[name] = killer.killed.get(name, 0) + 1
    site.until(lambda: not _drafting(site), seconds=120)


def _drafting(site: Site) -> int:
    """The server process that is at the statement of a draft, 0 for none. It begins with the ledger: the view is cut off later."""
    found = site.ask(
        "SELECT pid FROM pg_stat_activity WHERE query LIKE '%%WITH owed AS%%' AND state = 'active'"
        " AND pid <> pg_backend_pid()"
    )
    return found[0] if found else 0


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


def month_of_payments(site: Site, seed: int) -> bool:
    """One month from draft to settled under the kills of a seed; prints who was killed, the time, and what became of it."""
    print(f"种子 {seed}：{ROWS:,} 笔，{KILLS} + {IN_THE_DRAFT} 次强行终止", flush=True)
    site.step("fill", ROWS)
    site.ask("SELECT 1")
    site.serve()
    killer = Killer(site, seed)
    drafted = draft(site, killer)
    print(f"制表完成，用时 {drafted:.1f} 秒", flush=True)
    site.step("approve")
    site.step("export")
    exported = run_with_kills(site, killer, "bank_file", KILLS // 2)
    print(f"代发文件完成，用时 {exported:.1f} 秒", flush=True)
    site.step("answer", ROWS)
    matched = run_with_kills(site, killer, "bank_return", KILLS - KILLS // 2)
    took = drafted + exported + matched
    print(
        f"制表 {drafted:.1f} 秒，代发文件 {exported:.1f} 秒，回盘 {matched:.1f} 秒，"
        f"共 {took:.1f} 秒（须不超过 {WORK:.0f}）",
        flush=True,
    )
    killed = sum(killer.killed.values())
    who = "，".join(f"{name} {many}" for name, many in sorted(killer.killed.items()))
    print(f"终止 {killed} 次：{who}", flush=True)
    return verdict(site, ROWS) and took <= WORK and killed >= KILLS


def main() -> int:
    good = []
    for seed in range(1, SEEDS + 1):
        with Site() as site:
            good.append(month_of_payments(site, seed))
            if seed == SEEDS:
                good += [negative_control(site), destroyed_five_times(site)]
    good.append(live_and_die(RUNS))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
