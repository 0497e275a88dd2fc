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


def move_run(run: Run, *, done: int = 0, excluded: int = 0, errors: Iterable[dict] = ()) -> None:
    """Count a chunk: rows done, and rows left out. `errors` are told here, each `{"row": …, "code": …, "message": …}`;
    `excluded` are those that keep their reason in a row of their own. Who came in after counting makes the total grow.
    """
    told = list(errors)
    run.done, run.excluded = run.done + done, run.excluded + excluded + len(told)
    run.total = max(run.total, run.done + run.excluded)
    run.errors = (run.errors + told)[:SHOWN_ERRORS]
    run.state, run.moved_at = RunState.RUNNING, clock.stamp()
    run.save(update_fields=["done", "excluded", "total", "errors", "state", "moved_at"])


def place_run(run: Run, *, done: int, total: int) -> None:
    """How far a run is that begins anew when it breaks off, in place of what it said before."""
    run.done, run.excluded, run.total = done, 0, max(done, total)
    run.state, run.moved_at = RunState.RUNNING, clock.stamp()
    run.save(update_fields=["done", "excluded", "total", "state", "moved_at"])


def fail_run(run: Run, *, code: str, message: str) -> None:
    """End a run that cannot be done, with the reason."""
    run.state, run.errors = RunState.FAILED, [{"row": 0, "code": code, "message": message}]
    run.finished_at = run.moved_at = clock.stamp()
    run.save(update_fields=["state", "errors", "moved_at", "finished_at"])


def recount_run(run: Run, *, done: int, excluded: int) -> None:
    """What the kept rows say at the end; who left the register while it ran is no longer counted in it."""
    run.done, run.excluded, run.total = done, excluded, done + excluded
    run.save(update_fields=["done", "excluded", "total"])


def finish_run(run: Run) -> None:
    """Close a run; the database refuses one with rows that are neither done nor left out."""
    run.state = RunState.DONE
    run.finished_at = run.moved_at = clock.stamp()
    run.save(update_fields=["state", "moved_at", "finished_at"])
