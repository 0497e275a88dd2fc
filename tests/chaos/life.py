"""The life of awards, 2,000 runs of up to 200 steps over two processes (RUNS=…), and the fen that must be noticed; then as
many random batches as half of the runs, from the ledger to the bank and back.

python -m tests.chaos.life <runs> <seed>: the share of one process, on a database of its own.
"""

import os
import subprocess
import sys

from config.launcher.environment import python
from config.launcher.places import ROOT

PROCESSES, STEPS, ROUND = 2, 200, 100  # a round of runs is one transaction, and says how far it is


def live_and_die(runs: int) -> bool:
    """Both processes to their end; True when all of their runs held."""
    each = [python("tests.chaos.life", str(runs // PROCESSES), str(seed + 1)) for seed in range(PROCESSES)]
    started = [subprocess.Popen(one, cwd=ROOT) for one in each]
    ended = [one.wait() for one in started]
    return not any(ended)


def main(runs: int, seed: int) -> None:
    from tests.bench.site import standing

    with standing("life"):
        from tests.payments.debts import ACTS
        from tests.payments.living import live, steps_until_a_fen_is_noticed
        from tests.payments.reconciling import reconcile

        made = 0
        for before in range(0, runs, ROUND):
            now = min(runs, before + ROUND)
            made += live(runs=now - before, steps=STEPS, seed=seed * 10_000 + before)
            print(f"待遇的一生：{now} / {runs} 次，{made:,} 步", flush=True)
        acts = "，".join(f"{name} {many}" for name, many in ACTS.most_common())
        print(f"待遇的一生：{runs} 次，实际 {made:,} 步，没有一处不符（{acts}）", flush=True)
        lines = reconcile(runs // 2, seed=seed)
        print(
            f"随机批次 {runs // 2} 个，{lines:,} 笔：代发文件、批次、台账一分不差；重新下载字节相同",
            flush=True,
        )
        noticed = steps_until_a_fen_is_noticed(lambda where, name, what: setattr(where, name, what))
        print(f"反例：多付一分，第 {noticed} 步发现（须不超过 100）", flush=True)
        assert noticed <= 100


if __name__ == "__main__":
    os.environ.setdefault("DEMO", "1")
    main(int(sys.argv[1]), int(sys.argv[2]))
