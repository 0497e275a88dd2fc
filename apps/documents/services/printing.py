"""批量打印: the originals of many papers, drawn by as many processes as there are cores, with progress by row."""

import datetime as dt
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core import clock
from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.documents import rendering, store
from apps.documents.models import Document, DocumentFile, PrintBatch, PrintItem
from apps.journal.kinds import RunState
from apps.journal.models import Run
from apps.offices.access import may
from apps.offices.roles import Permission

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 500
AHEAD = 8  # papers in hand at once, so that memory does not grow with the batch
PRINT = "apps.documents.tasks.print_batch"


@transaction.atomic
def order_prints(documents: Sequence[Document], *, by, on: dt.date) -> PrintBatch:
    """Keep what is to be printed and wake the worker. Choosing nothing prints nothing, and says so."""
    if not may(by, Permission.ISSUE_DOCUMENT, on=on):
        raise PermissionDenied
    if not documents:
        raise Refused("nothing_chosen", "没有打印。没有勾选文书；请先勾选，再点“批量打印”。")
    if len(documents) > MOST_AT_ONCE:
        raise Refused("too_many", f"没有打印。一次最多 {MOST_AT_ONCE} 件；请按日期或种类分几次。")
    batch = PrintBatch.objects.create(made_by=by, made_on=on)
    PrintItem.objects.bulk_create(PrintItem(batch=batch, document=document) for document in documents)
    Run.objects.create(kind="print", key=batch.key, total=len(documents), by_id=by.pk, by_name=str(by))
    transaction.on_commit(lambda: wake_worker(PRINT, batch.pk))
    return batch


def print_batch(batch_id: int) -> None:
    """Make what is still missing of a batch; woken twice or after a break it goes on where it stood."""
    batch = PrintBatch.objects.get(pk=batch_id)
    items = {item.document_id: item for item in batch.items.filter(ready=False, problem="")}
    documents = Document.objects.filter(pk__in=items).select_related("file").order_by("pk")
    for document, problem in make_originals(documents):
        item = items[document.pk]
        item.ready, item.problem = not problem, problem[:300]
        with transaction.atomic():
            item.save(update_fields=["ready", "problem"])
            _count(batch)
    _close(batch)


def make_originals(documents: Iterable[Document], cores: int | None = None) -> Iterator[tuple[Document, str]]:
    """Each paper when its original is there, or with the reason why not. Drawing is shared among processes; the
    database and the files are touched by this one alone.
    """
    cores, draw = cores or os.cpu_count() or 1, rendering.drawer()
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        waiting = []
        for document in documents:
            if hasattr(document, "file"):
                yield document, ""
                continue
            waiting.append((document, pool.submit(draw, rendering.ready_to_draw(document))))
            if len(waiting) >= AHEAD:
                yield _kept(*waiting.pop(0))
        for pair in waiting:
            yield _kept(*pair)


def _kept(document: Document, drawing) -> tuple[Document, str]:
    try:
        data = rendering.checked(document.kind, *drawing.result())
    except Refused as refusal:
        return document, refusal.message
    except Exception:
        logger.exception("The original of document %s was not made", document.pk)
        return document, "没有生成。排版时出错，已记入系统日志；请重新生成，仍不行的作废后重新出具。"
    made = {"sha256": store.keep(data), "size": len(data)}
    DocumentFile.objects.get_or_create(document=document, defaults=made)
    return document, ""


def _count(batch: PrintBatch) -> None:
    """Counted from the rows, so that two who work on one batch count nothing twice."""
    items = batch.items
    Run.objects.filter(key=batch.key, state__in=(RunState.WAITING, RunState.RUNNING)).update(
        state=RunState.RUNNING,
        moved_at=clock.stamp(),
        done=items.filter(ready=True).count(),
        excluded=items.exclude(problem="").count(),
    )


def _close(batch: PrintBatch) -> None:
    left = batch.items.filter(ready=False, problem="").exists()
    run = Run.objects.get(key=batch.key)
    if not left and run.state != RunState.DONE:
        run.state, run.finished_at = RunState.DONE, clock.stamp()
        run.errors = [
            {"row": item.document.number, "code": "not_made", "message": item.problem}
            for item in batch.items.exclude(problem="").select_related("document")
        ]
        run.save()
