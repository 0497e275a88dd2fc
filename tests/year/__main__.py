"""`make year`: the year 2025 with HOUSEHOLDS households, whole and with every tenth night missed; both must pay the same.

Both years are lived at the same time, each in a process and a database of its own.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.year.living import lived

HOUSEHOLDS = int(os.environ.get("HOUSEHOLDS") or 2000)
SHOWN = 20


def main() -> int:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as both:
        (paid, wrong), (again, wrong_again) = both.map(lived, (HOUSEHOLDS, HOUSEHOLDS), (False, True))
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
