"""Workloads by name.

    @workload("worklist", limit_seconds=2.0, peers=(Peer("other", other, at_most=4),))
    def worklist() -> Iterator[Callable[[], int]]:
        ...prepare...
        yield lambda: rows_done        # this is timed, `runs` times; the median counts
        ...clean up...

A peer is a function of the same form that does comparable work in another way. Peers run in turn with the workload, so
that a busy machine is busy for all of them; ratios are times per row, and `at_most` is the largest that
is allowed (None: for information).
What has a method `put_back` is put back after each run, which is not timed.
A peer is prepared after its workload and may stand on what that one prepared. With `in_turn=False` each is prepared, run
and put away before the next.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

Prepared = Callable[[], Iterator[Callable[[], int]]]


@dataclass(frozen=True)
class Peer:
    name: str
    prepare: Prepared
    at_most: float | None = None


@dataclass(frozen=True)
class Workload:
    name: str
    limit_seconds: float
    runs: int
    prepare: Prepared
    peers: tuple[Peer, ...] = ()
    in_turn: bool = True


WORKLOADS: dict[str, Workload] = {}


def workload(
    name: str, *, limit_seconds: float, runs: int = 3, peers: tuple[Peer, ...] = (), in_turn: bool = True
):
    def register(prepare: Prepared) -> Prepared:
        assert name not in WORKLOADS, f"two workloads are called {name}"
        WORKLOADS[name] = Workload(name, limit_seconds, runs, prepare, peers, in_turn)
        return prepare

    return register


def measure(one: Workload) -> dict[str, object]:
    """One line of the table. A ratio above 1 means slower than the limit, or than the peer per row."""
    prepared = [one.prepare, *(peer.prepare for peer in one.peers)]
    groups = [prepared] if one.in_turn else [[each] for each in prepared]
    (seconds, rows), *others = [found for group in groups for found in timed(group, one.runs)]
    return {
        "workload": one.name,
        "rows": rows,
        "seconds": round(seconds, 4),
        "limit_seconds": one.limit_seconds,
        "ratio_to_limit": round(seconds / one.limit_seconds, 3),
        "runs": one.runs,
        "peers": [
            {
                "peer": peer.name,
                "rows": peer_rows,
                "seconds": round(peer_seconds, 4),
                "ratio": round((seconds / rows) / (peer_seconds / peer_rows), 3),
                "at_most": peer.at_most,
            }
            for peer, (peer_seconds, peer_rows) in zip(one.peers, others, strict=True)
            if peer_rows
        ],
    }


def timed(prepared: list[Prepared], runs: int) -> list[tuple[float, int]]:
    """For each the median of the runs and the rows of the last; they run in turn. No rows: it could not run."""
    with ExitStack() as stack:
        works = [stack.enter_context(contextmanager(prepare)()) for prepare in prepared]
        taken: list[list[float]] = [[] for _ in works]
        rows = [0 for _ in works]
        for _ in range(runs):
            for place, work in enumerate(works):
                begun = time.perf_counter()
                rows[place] = work()
                taken[place].append(time.perf_counter() - begun)
                getattr(work, "put_back", int)()
    return [(statistics.median(times), count) for times, count in zip(taken, rows, strict=True)]
