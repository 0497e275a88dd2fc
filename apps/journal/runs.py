"""Moving a run on. The row is the job: each call belongs to the transaction of the chunk that it counts."""

from collections.abc import Iterable

from apps.core import clock
from apps.journal.kinds import RunState
from apps.journal.models import Run

SHOWN_ERRORS = 200  # rows that were not done are counted all, and told one by one up to here


def open_run(kind: str, key: str, *, total: int, by) -> Run:
    """A run over `total` rows, not begun; `key` lets it be opened once."""
    return Run.objects.create(
        kind=kind, key=f"{kind} {key}", total=total, by_id=getattr(by, "pk", None), by_name=str(by or "系统")
    )


def locked_run(pk: int) -> Run:
    """The run, for one worker at a time; another waits for the end of the chunk."""
    return Run.objects.select_for_update().get(pk=pk)


def move_run(run: Run, *, done: int = 0, errors: Iterable[dict] = ()) -> None:
    """Count a chunk: rows done, and rows left out, each `{"row": …, "code": …, "message": …}`."""
    left_out = list(errors)
    run.done, run.excluded = run.done + done, run.excluded + len(left_out)
    run.errors = (run.errors + left_out)[:SHOWN_ERRORS]
    run.state, run.moved_at = RunState.RUNNING, clock.stamp()
    run.save(update_fields=["done", "excluded", "errors", "state", "moved_at"])


def finish_run(run: Run) -> None:
    """Close a run; the database refuses one with rows that are neither done nor left out."""
    run.state, run.finished_at = RunState.DONE, clock.stamp()
    run.save(update_fields=["state", "finished_at"])
