"""接管登记: uploaded by one person, confirmed by another, then carried out household by household.

How the worker reads it is `rehearsing`, what the confirmed takeover then does `taking_over`.
"""

import base64
import datetime as dt
import hashlib
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.core.wake import wake_worker
from apps.journal.kinds import EventKind
from apps.journal.runs import open_run
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.reviews.models import Takeover, TakeoverFile, TakeoverState
from apps.reviews.register import refuse_foreign

READ = "apps.reviews.tasks.read_takeover"
TAKE_OVER = "apps.reviews.tasks.take_over"


@transaction.atomic
def rehearse_takeover(office: Office, *, name: str, content: bytes, by, on: dt.date) -> Takeover:
    """Take in a register; the worker reads it and says what is wrong, line by line. Nothing is taken over yet.

    Refused at once: a hostile or foreign file, missing columns, `already_uploaded`, `register_empty`.
    """
    if not may(by, Permission.TAKEOVER, office, on):
        raise PermissionDenied
    digest = hashlib.sha256(content).hexdigest()
    if Takeover.objects.filter(office=office, sha256=digest).exclude(state=TakeoverState.DISCARDED).exists():
        raise Refused("already_uploaded", "没有重复上传。同一个文件已经上传过；请在列表中打开它。", "file")
    lines = refuse_foreign(content)
    made = Takeover.objects.create(
        office=office, file_name=name[:100], sha256=digest, uploaded_by=by, uploaded_on=on
    )
    TakeoverFile.objects.create(takeover=made, content=base64.b64encode(content).decode())
    made.run_id = open_run("takeover_reading", str(made.pk), total=lines, by=by).pk
    made.save(update_fields=["run_id"])
    record_takeover(made, f"上传登记簿 {made.file_name}，开始读取。", by, on)
    transaction.on_commit(partial(wake_worker, READ, made.pk))
    return made


@transaction.atomic
def discard_takeover(takeover: Takeover, *, by, on: dt.date) -> Takeover:
    """Throw a rehearsal away, for instance to upload the corrected file."""
    takeover = _locked(takeover, by, Permission.TAKEOVER, on)
    if takeover.state not in (TakeoverState.READING, TakeoverState.REHEARSED):
        raise Refused("not_rehearsed", "没有作废。登记簿已经确认接管，不能作废。")
    takeover.state = TakeoverState.DISCARDED
    takeover.save()
    TakeoverFile.objects.filter(takeover=takeover).delete()
    record_takeover(takeover, f"作废登记簿 {takeover.file_name}。", by, on)
    return takeover


@transaction.atomic
def confirm_takeover(takeover: Takeover, *, by, on: dt.date) -> Takeover:
    """A second person decides on the whole register; each household then gets its case. Refused while anything is wrong."""
    takeover = _locked(takeover, by, Permission.DECISION, on)
    if takeover.state == TakeoverState.READING:
        raise Refused("still_reading", "没有确认。登记簿还在读取；请读完以后看过结果再确认。")
    if takeover.state != TakeoverState.REHEARSED:
        raise Refused("not_rehearsed", "没有重复确认。这份登记簿已经确认或者作废；请刷新。")
    if takeover.uploaded_by_id == by.pk:
        raise Refused("four_eyes", "没有确认。登记簿由您上传，须由另一位审核确认人员确认。")
    if takeover.faults:
        raise Refused(
            "register_wrong",
            f"没有确认。还有 {takeover.faults} 处错误；请下载标注的副本，改正后重新上传。",
        )
    run = open_run("takeover", str(takeover.pk), total=takeover.households, by=by)
    takeover.state, takeover.confirmed_by, takeover.confirmed_on = TakeoverState.TAKING, by, on
    takeover.run_id = run.pk
    takeover.save()
    record_takeover(takeover, f"确认接管 {takeover.file_name}，{takeover.households} 户。", by, on)
    transaction.on_commit(partial(wake_worker, TAKE_OVER, takeover.pk))
    return takeover


def _locked(takeover: Takeover, by, permission: Permission, on: dt.date) -> Takeover:
    row = Takeover.objects.select_for_update(of=("self",)).select_related("office").get(pk=takeover.pk)
    if not may(by, permission, row.office, on):
        raise PermissionDenied
    return row


def record_takeover(takeover: Takeover, summary: str, by, on: dt.date) -> None:
    record(
        EventKind.IMPORT,
        by=by,
        on=on,
        office=takeover.office,
        summary=summary,
        detail={"takeover": takeover.pk},
    )
