"""导出名册: the roster of a batch as a spreadsheet, with account tails only; an event, since names leave the house."""

import datetime as dt
from itertools import count

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.core.sheets import write_table
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments import queries
from apps.payments.models import Batch

HEADS = ("序号", "社区", "户主", "户名", "账号", "人数", "类别", "月份", "原由", "金额（元）", "办件号")


@transaction.atomic
def export_roster(batch: Batch, community: str = "", *, by, on: dt.date) -> bytes:
    """The xlsx of a batch, or of one community of it.

    Refused `no_such_community` where it has no line. PermissionDenied without `export` at its office.
    """
    if not may(by, Permission.EXPORT, batch.office_id, on):
        raise PermissionDenied
    content, rows = _workbook(batch, community)
    if community and not rows:
        raise Refused("no_such_community", "没有导出。名册里没有这个社区；请从批次页的“按社区”打开。")
    record(
        EventKind.EXPORT,
        by=by,
        on=on,
        summary=f"导出 {batch.number} {community}名册，{rows} 行，账号只有尾号。",
        office=batch.office,
        batch=batch,
        detail={"community": community, "rows": rows},
    )
    return content


def _workbook(batch: Batch, community: str) -> tuple[bytes, int]:
    numbers = count(1)
    rows = ((next(numbers), *row) for row in queries.roster_rows(batch, community))
    title = f"{batch.office.full_name} {batch.number} {community}".strip()
    return write_table(f"{batch.month:%Y-%m}", title, HEADS, rows), next(numbers) - 1
