"""Redis destroyed five times while a bank file is made: the rows are the jobs, so nothing is left; without the sweep
and the look of a worker that starts, much is."""

import time

from tests.chaos.site import Site
from tests.chaos.visitor import Visitor

TIMES, QUIET, SOON = 5, 20.0, 60.0
LEFT = """SELECT run.total - run.done - run.excluded FROM payments_bankfile file
  JOIN payments_batch batch ON batch.id = file.batch_id JOIN journal_run run ON run.id = file.run_id
 WHERE batch.month = '2025-12-01'"""
TOTAL = LEFT.replace("run.total - run.done - run.excluded", "run.total")


def destroyed_five_times(site: Site) -> bool:
    """A December on the same register. True when all was done soon after the last time, and not without the sweep."""
    site.step("draft", month="december")
    site.step("approve", month="december")
    site.without("worker")
    site.serve(deaf=True)
    site.without("beat")
    (username,) = site.ask("SELECT username FROM offices_user WHERE full_name = %s", "孙制表")
    visitor = Visitor(site.port, username)
    site.step("export", month="december")
    (total,) = site.ask(TOTAL)
    pages = []
    for time_ in range(1, TIMES + 1):
        site.until(lambda part=time_: left(site) <= total - part * total / (TIMES + 2), seconds=600)
        destroy(site)
        pages.append(visitor.ask("/payments/")[0])
        if time_ == 1:
            swept = left_without_sweep(site)
            site.without("worker")
            site.serve()  # the worker as it is, and beat
    seconds = site.until(lambda: left(site) == 0, seconds=600)
    print(
        f"Redis 毁掉 {TIMES} 次：剩 {left(site)} 笔，最后一次之后 {seconds:.0f} 秒办完（须不超过 {SOON:.0f}），其间网页答复 {pages}"
    )
    print(f"反例：没有清扫任务、启动时也不查看时剩 {swept:,} 笔（须大于 0）", flush=True)
    return swept > 0 and seconds <= SOON and set(pages) == {200}


def left(site: Site) -> int:
    return site.ask(LEFT)[0]


def destroy(site: Site) -> None:
    """Redis, which keeps nothing, and the worker that had the work in hand."""
    site.kill("Redis")
    site.kill("worker")


def left_without_sweep(site: Site) -> int:
    """What nobody goes on with once worker and Redis are back and have had their time."""
    site.until(lambda: site.child("worker").process is not None, seconds=60)
    due = time.monotonic() + QUIET
    site.until(lambda: time.monotonic() >= due, seconds=2 * QUIET)
    return left(site)
