"""Workloads by name.

    @workload("worklist", limit_seconds=2.0)
    def worklist() -> Iterator[Callable[[], int]]:
        ...prepare...
        yield lambda: rows_done        # this is timed, `runs` times; the median counts
        ...clean up...

`peer` is a function of the same form that does the same work with another program, for the ratio.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

Prepared = Callable[[], Iterator[Callable[[], int]]]


@dataclass(frozen=True)
class Workload:
    name: str
    limit_seconds: float
    runs: int
    prepare: Prepared
    peer: Prepared | None = None


WORKLOADS: dict[str, Workload] = {}


def workload(name: str, *, limit_seconds: float, runs: int = 3, peer: Prepared | None = None):
    def register(prepare: Prepared) -> Prepared:
        assert name not in WORKLOADS, f"two workloads are called {name}"
        WORKLOADS[name] = Workload(name, limit_seconds, runs, prepare, peer)
        return prepare

    return register


def measure(one: Workload) -> dict[str, object]:
    """One line of the table; ratios above 1 mean slower than the limit or the peer."""
    seconds, rows = timed(one.prepare, one.runs)
    peer_seconds = timed(one.peer, one.runs)[0] if one.peer else None
    return {
        "workload": one.name,
        "rows": rows,
        "seconds": round(seconds, 4),
        "limit_seconds": one.limit_seconds,
        "peer_seconds": peer_seconds and round(peer_seconds, 4),
        "ratio_to_limit": round(seconds / one.limit_seconds, 3),
        "ratio_to_peer": peer_seconds and round(seconds / peer_seconds, 3),
        "runs": one.runs,
    }


def timed(prepare: Prepared, runs: int) -> tuple[float, int]:
    """The median of the runs, and the rows of the last."""
    with contextmanager(prepare)() as work:
        taken = []
        for _ in range(runs):
            begun = time.perf_counter()
            rows = work()
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken), rows
