"""预演: the worker reads an uploaded register, judges every line, and keeps its households. A run with its progress.

Lines of one household may stand anywhere, and nobody may stand in two: the register is judged as a whole and kept in one
transaction. What breaks off begins anew; one worker reads at a time, however many are woken.
"""

import base64
import json
from functools import partial

from django.db import transaction

from apps.core.errors import Refused
from apps.core.locks import alone
from apps.journal.models import Run
from apps.journal.runs import fail_run, finish_run, locked_run, place_run, recount_run
from apps.reviews.models import MOST_TOLD, Takeover, TakeoverRow, TakeoverState
from apps.reviews.register import HouseholdRead, Problem, read_register
from apps.reviews.services.takeover import record_takeover

LOCK = 7_206_002
BATCH = 1000


def read_takeover(takeover_id: int) -> Takeover:
    """Read a register that was uploaded; may be called again at any time."""
    with alone(LOCK, takeover_id) as mine:
        takeover = Takeover.objects.select_related("office", "uploaded_by").get(pk=takeover_id)
        if mine and takeover.state == TakeoverState.READING:
            _read(takeover)
    return Takeover.objects.get(pk=takeover_id)


def _read(takeover: Takeover) -> None:
    content = base64.b64decode(takeover.file.content)
    run = Run.objects.get(pk=takeover.run_id)
    try:
        read, problems, lines = read_register(
            content, takeover.uploaded_on, partial(_tell, run.pk, run.total)
        )
    except Refused as refusal:
        _give_up(takeover.pk, refusal)
    else:
        _keep(takeover.pk, read, problems, lines)


@transaction.atomic
def _tell(run_id: int, total: int, lines: int) -> None:
    place_run(locked_run(run_id), done=lines, total=total)


@transaction.atomic
def _keep(takeover_id: int, read: list[HouseholdRead], problems: list[Problem], lines: int) -> None:
    """The households as they were read, and what is wrong; nothing when it was thrown away meanwhile."""
    takeover = _still_reading(takeover_id)
    if takeover is None:
        return
    TakeoverRow.objects.bulk_create((_row(takeover, one) for one in read), batch_size=BATCH)
    takeover.lines, takeover.households, takeover.faults = lines, len(read), len(problems)
    takeover.errors = [one.to_plain() for one in problems[:MOST_TOLD]]
    takeover.state = TakeoverState.REHEARSED
    takeover.save()
    takeover.file.delete()
    run = locked_run(takeover.run_id)
    recount_run(run, done=lines, excluded=0)
    finish_run(run)
    words = f"预演登记簿 {takeover.file_name}：{lines} 行，{len(read)} 户，{len(problems)} 处错误。"
    record_takeover(takeover, words, takeover.uploaded_by, takeover.uploaded_on)


@transaction.atomic
def _give_up(takeover_id: int, refusal: Refused) -> None:
    """What cannot be read to its end is thrown away, with the reason; the corrected file may come at once."""
    takeover = _still_reading(takeover_id)
    if takeover is None:
        return
    takeover.state = TakeoverState.DISCARDED
    takeover.save()
    takeover.file.delete()
    fail_run(locked_run(takeover.run_id), code=refusal.code, message=refusal.message)
    words = f"登记簿 {takeover.file_name} 没有读成：{refusal.message}"
    record_takeover(takeover, words, takeover.uploaded_by, takeover.uploaded_on)


def _still_reading(takeover_id: int) -> Takeover | None:
    found = Takeover.objects.select_for_update(of=("self",)).select_related("office", "uploaded_by", "file")
    return found.filter(pk=takeover_id, state=TakeoverState.READING).first()


def _row(takeover: Takeover, read: HouseholdRead) -> TakeoverRow:
    payload = json.dumps({"lines": read.lines, "places": read.places}, ensure_ascii=False)
    return TakeoverRow(takeover=takeover, place=read.place, payload=payload)
