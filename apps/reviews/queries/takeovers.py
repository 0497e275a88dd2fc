"""How a takeover stands: its sum, its errors, and those who were left out with the reason."""

import json
from dataclasses import dataclass
from typing import Any

from apps.core.moment import one_moment
from apps.core.shapes import Figure, Proof, ProofRow, Strip
from apps.journal.kinds import RunState
from apps.journal.models import Run
from apps.reviews.models import Takeover, TakeoverState
from apps.reviews.register import HouseholdRead, marked_copy

SHOWN = 100
CHUNK = 500


UNDER_WAY = {
    TakeoverState.READING: ("正在读取　", "已核对", "行；读完以后显示每一处错误。可以离开本页，读取不会停。"),
    TakeoverState.TAKING: ("正在接管　", "已办理", "户；每户一件接管办件和决定。可以离开本页，接管不会停。"),
}


@dataclass(frozen=True, slots=True)
class TakeoverPage:
    """`progress`: how far the worker is, None when nothing is under way; `failed`: why it could not be read."""

    takeover: Takeover
    figures: tuple[Figure, ...]
    proof: Proof | None
    progress: Strip | None
    failed: Strip | None
    errors: tuple[dict[str, Any], ...]
    more_errors: int
    excluded: tuple[tuple[int, str], ...]


@one_moment()
def takeover_page(takeover: Takeover) -> TakeoverPage:
    """The page of one register; the counts are those of its run."""
    run = Run.objects.filter(pk=takeover.run_id).first()
    shown = tuple(takeover.errors[:SHOWN])
    return TakeoverPage(
        takeover=takeover,
        figures=_figures(takeover) if takeover.lines else (),
        proof=_proof(takeover, run) if takeover.confirmed_on and run else None,
        progress=_progress(takeover, run),
        failed=_failed(run),
        errors=shown,
        more_errors=max(0, takeover.faults - len(shown)),
        excluded=tuple(takeover.read.exclude(excluded="").values_list("place", "excluded")[:SHOWN]),
    )


def _figures(takeover: Takeover) -> tuple[Figure, ...]:
    return (
        Figure("行数", f"{takeover.lines:,}", "行"),
        Figure("户数", f"{takeover.households:,}", "户"),
        Figure("错误", f"{takeover.faults:,}", "处", kind="overdue" if takeover.faults else ""),
    )


def _proof(takeover: Takeover, run: Run) -> Proof:
    left = takeover.households - run.done - run.excluded
    rows = (
        ProofRow("已接管", run.done),
        ProofRow("未列入（有理由）", run.excluded),
        ProofRow("还没有办", left),
    )
    return Proof("登记簿相符", rows, takeover.households, left == 0, f"还差 {left} 户")


def _progress(takeover: Takeover, run: Run | None) -> Strip | None:
    if takeover.state not in UNDER_WAY or run is None:
        return None
    title, done, rest = UNDER_WAY[TakeoverState(takeover.state)]
    so_far = run.done + run.excluded
    of = f" / {run.total:,}" if run.total > so_far else ""  # a file need not say how many lines it has
    return Strip("note", title, f"{done} {so_far:,}{of} {rest}")


def _failed(run: Run | None) -> Strip | None:
    if run is None or run.state != RunState.FAILED:
        return None
    return Strip("alarm", "没有读成　", run.errors[0]["message"])


def marked_copy_of(takeover: Takeover) -> bytes:
    """The marked copy of a register as xlsx."""
    rows = takeover.read.iterator(chunk_size=CHUNK)
    return marked_copy((HouseholdRead(row.place, **json.loads(row.payload)) for row in rows), takeover.errors)
