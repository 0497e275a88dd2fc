"""`make year`: the year 2025 with HOUSEHOLDS households, whole and with every tenth night missed; both must pay the same.

Both years are lived at the same time, each in a process and a database of its own.
"""

import gc
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.bench.site import standing

HOUSEHOLDS = int(os.environ.get("HOUSEHOLDS") or 2000)
SHOWN = 20


def lived(every_tenth_missed: bool):
    """One year in a database of its own: (payments, what is wrong)."""
    with standing("year"):
        from tests.year.judging import differences, paid_of
        from tests.year.simulation import Year

        gc.set_threshold(50_000, 50, 50)
        begun = time.monotonic()
        year = Year(HOUSEHOLDS, every_tenth_missed=every_tenth_missed).run()
        paid, wrong = paid_of(year), differences(year)
        said = "、".join(f"{name} {many}" for name, many in year.done.items())
        print(
            f"{'漏掉每第十夜' if every_tenth_missed else '每夜办理'}：{HOUSEHOLDS} 户，{said}；"
            f"发放 {len(paid)} 户月共 {sum(paid.values()):,.2f} 元，{time.monotonic() - begun:.0f} 秒（处理器 {time.process_time():.0f} 秒）",
            flush=True,
        )
        return paid, wrong


def main() -> int:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as both:
        (paid, wrong), (again, wrong_again) = both.map(lived, (False, True))
    for line in [*wrong, *wrong_again][:SHOWN]:
        print(line)
    if paid != again:
        print(f"漏夜补办后的发放不同：{len(set(paid.items()) ^ set(again.items()))} 处")
    good = paid == again and not wrong and not wrong_again
    if good:
        print("相符：每户都在应核查的那一夜开始、按期办结；每月只发一次，金额正确；渐退都是六个月；")
        print("每张清单（每夜任务、核查计划、测算和调标、每月批次）都相符；两遍的发放完全相同。")
    else:
        print(f"不符：{len(wrong)} 处和 {len(wrong_again)} 处。")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
