"""A register of 10,000 lines with 500 errors of 15 kinds: read, judged, kept, and given back with each error in its cell."""

import os
import resource
from collections.abc import Callable, Iterator

from .registry import workload
from .site import standing

ROWS = int(os.environ.get("TAKEOVER_ROWS", "10000"))
EVERY = 20


def grown() -> float:
    """The largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@workload("takeover_10k", limit_seconds=60.0, runs=1)
def takeover_of_many_lines() -> Iterator[Callable[[], int]]:
    """The rehearsal and the marked copy; every planted error is told by line and column, and no other."""
    with standing():
        import datetime as dt

        from apps.reviews.queries.takeovers import marked_copy_of
        from apps.reviews.services import read_takeover, rehearse_takeover
        from tests.reviews.makers import world
        from tests.reviews.sheets import planted, xlsx

        w = world()
        lines, wrong = planted(ROWS, EVERY)
        content = xlsx(*lines)
        del lines
        before = grown()

        def run() -> int:
            made = rehearse_takeover(
                w.hukou, name="登记簿.xlsx", content=content, by=w.hukou_clerk, on=dt.date(2026, 11, 10)
            )
            made = read_takeover(made.pk)
            told = {(one["row"], one["column"]) for one in made.errors}
            assert told == wrong, (
                f"{len(wrong - told)} errors were not told, {len(told - wrong)} were invented"
            )
            copy = marked_copy_of(made)
            print(
                f"  takeover_10k: {len(told)} of {len(wrong)} errors told; copy {len(copy) / 1e6:.1f} MB;"
                f" memory grew by {grown() - before:.0f} MB to {grown():.0f} MB"
            )
            return made.lines

        yield run
