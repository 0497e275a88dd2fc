"""社区名册: the part of an issued roster that one community posts and signs, drawn from the same frozen context."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.documents.rendering import context_of, pdf_of
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments.models import Batch

MOST_AT_ONCE = 500  # lines that are set while somebody waits, about ten seconds


@transaction.atomic
def print_community_roster(batch: Batch, community: str, *, by, on: dt.date) -> bytes:
    """The PDF of one community; an event, since names leave the house.

    Refused: `not_approved`, `no_such_community`, `community_too_long`. PermissionDenied without `export` at its office.
    """
    if not may(by, Permission.EXPORT, batch.office_id, on):
        raise PermissionDenied
    if batch.roster is None:
        raise Refused("not_approved", "没有打印。批次还没有批准，没有名册；请先由第二人批准。")
    part = context_of(batch.roster).for_community(community)
    if part is None:
        raise Refused("no_such_community", "没有打印。名册里没有这个社区；请从批次页的“按社区”打开。")
    if len(part.lines) > MOST_AT_ONCE:
        raise Refused(
            "community_too_long",
            f"没有打印。{community}有 {len(part.lines)} 笔，一次最多打印 {MOST_AT_ONCE} 笔；请导出电子名册。",
        )
    content = pdf_of(batch.roster, body=part)
    record(
        EventKind.EXPORT,
        by=by,
        on=on,
        summary=f"打印 {batch.number} {community}名册，{len(part.lines)} 行，账号只有尾号。",
        office=batch.office,
        batch=batch,
        detail={"community": community, "rows": len(part.lines)},
    )
    return content
