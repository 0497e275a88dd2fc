"""A standard to come: drafted by one policy person, tried on everybody on record, waiting for the second one."""

import datetime as dt

from apps.benefits.rehearsal import draft_rehearsal, rehearse
from apps.offices.models import User
from apps.rules.calendar import month_of
from apps.standards.models import Standard
from apps.standards.services import Proposal, Source, draft_standard

VALUE = "1100"
NOTICE = Source("关于调整低保等标准的通知（征求意见稿）")


def rehearse_next_standard(day: dt.date) -> None:
    """1,045 → 1,100 yuan from the month after next; nothing is decided by it."""
    by = User.objects.get(username="yezhiqiu")
    rows = Standard.objects.select_related("code", "jurisdiction")
    row = rows.get(code__code="dibao_standard", jurisdiction__code="TJ", valid_to=None, withdrawn_at=None)
    first = month_of(day).plus(2).first
    proposal = Proposal("succeed", row.code, row.jurisdiction, first, row=row, value=VALUE, source=NOTICE)
    rehearse(draft_rehearsal([draft_standard(proposal, by=by, on=day)], by=by, on=day).pk)
