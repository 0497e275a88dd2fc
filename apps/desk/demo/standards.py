"""A standard to come and one that came late: drafted by one policy person; the worker tries them on everybody on record."""

import datetime as dt

from apps.benefits.rehearsal import draft_rehearsal
from apps.offices.models import User
from apps.rules.calendar import month_of
from apps.standards.models import Standard
from apps.standards.services import Proposal, Source, draft_standard

VALUE = "1100"
NOTICE = Source("关于调整低保等标准的通知（征求意见稿）")
LATE_CODE, LATE_VALUE, LATE_MONTHS = "CU_DIS_A", "1200", 3
LATE_NOTICE = Source("关于分类救助核减口径的答复", confirmed=True)


def draft_next_standard(day: dt.date) -> None:
    """1,045 → 1,100 yuan from the month after next; nothing is decided by it."""
    row = _row("dibao_standard")
    first = month_of(day).plus(2).first
    _draft(Proposal("succeed", row.code, row.jurisdiction, first, row=row, value=VALUE, source=NOTICE), day)


def draft_late_standard(day: dt.date) -> None:
    """The city answers an open point (U13) with another figure for months that are paid: proposals of corrections."""
    row = _row(LATE_CODE)
    first = month_of(day).plus(-LATE_MONTHS).first
    late = Proposal(
        "replace",
        row.code,
        row.jurisdiction,
        first,
        row=row,
        value=LATE_VALUE,
        source=LATE_NOTICE,
        reason="市局答复迟到",
    )
    _draft(late, day)


def _row(code: str) -> Standard:
    rows = Standard.objects.select_related("code", "jurisdiction")
    return rows.get(code__code=code, jurisdiction__code="TJ", valid_to=None, withdrawn_at=None)


def _draft(proposal: Proposal, day: dt.date) -> None:
    by = User.objects.get(username="yezhiqiu")
    draft_rehearsal([draft_standard(proposal, by=by, on=day)], by=by, on=day)
