"""`make year`: the year 2025 with HOUSEHOLDS households, whole and with every tenth night missed; both must pay the same."""

import os
import sys
import time

from tests.bench.site import standing

HOUSEHOLDS = int(os.environ.get("HOUSEHOLDS") or 2000)
SHOWN = 20


def lived(**terms):
    """One year in a database of its own: (payments, what is wrong, seconds)."""
    with standing("year"):
        from apps.journal.models import Run
        from tests.year.simulation import Year

        begun = time.monotonic()
        year = Year(HOUSEHOLDS, **terms).run()
        wrong = [*year.differences(), *year.overlooked()]
        wrong += [
            f"没有完成的任务：{run}" for run in Run.objects.filter(kind="open_reviews").exclude(state="done")
        ]
        seconds = time.monotonic() - begun
        print(
            f"{HOUSEHOLDS} 户，{year.done['nights']} 夜：{dict(year.done)}，{len(year.paid())} 户月，{seconds:.0f} 秒"
        )
        return year.paid(), wrong


def main() -> int:
    paid, wrong = lived()
    again, wrong_again = lived(every_tenth_missed=True)
    for line in [*wrong, *wrong_again][:SHOWN]:
        print(line)
    if paid != again:
        print(f"漏夜补办后的发放不同：{len(set(paid.items()) ^ set(again.items()))} 处")
    good = paid == again and not wrong and not wrong_again
    print("相符：每户按期核查，每月发放一次，金额正确。" if good else "不符。")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
