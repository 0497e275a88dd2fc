"""One year in a process and a database of its own."""

import gc
import time

import psycopg

from config.launcher.cluster import ADMIN
from tests.bench.site import standing


def analysed(address: str) -> None:
    """Statistics for the planner, as a site that has run for a day has them."""
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("ANALYZE")


def lived(households: int, every_tenth_missed: bool):
    """One year in a database of its own: (payments, what is wrong)."""
    with standing("year") as (stand, database):
        from tests.year.judging import differences, paid_of
        from tests.year.simulation import Year

        gc.set_threshold(50_000, 50, 50)
        begun = time.monotonic()
        address = stand.cluster.database_url(ADMIN, database)
        year = Year(
            households, every_tenth_missed=every_tenth_missed, settled=lambda: analysed(address)
        ).run()
        paid, wrong = paid_of(year), differences(year)
        said = "、".join(f"{name} {many}" for name, many in year.done.items())
        print(
            f"{'漏掉每第十夜' if every_tenth_missed else '每夜办理'}：{households} 户，{said}；"
            f"发放 {len(paid)} 户月共 {sum(paid.values()):,.2f} 元，{time.monotonic() - begun:.0f} 秒（处理器 {time.process_time():.0f} 秒）",
            flush=True,
        )
        return paid, wrong
