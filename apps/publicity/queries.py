"""Reading notices: which round comes next, until when a board shows one."""

from django.db.models import Max

from apps.publicity.models import Notice, Posting
from apps.routing.queries import Clockwork, Due


def next_round(case, kind: str) -> int:
    """The round that a new notice of this kind gets."""
    return (case.notices.filter(kind=kind).aggregate(last=Max("round"))["last"] or 0) + 1


def last_notice(case, kind: str = "public_notice") -> Notice | None:
    """The notice of the last round."""
    return case.notices.filter(kind=kind).order_by("-round").first()


def notice_until(posting: Posting, clock: Clockwork) -> Due:
    """The last day on the board: seven days after posting, moved on to a working day (57号 第十九条)."""
    case = posting.notice.case
    return clock.due("public_notice", posting.posted_on, case.hukou_office.jurisdiction.code)
