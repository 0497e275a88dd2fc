"""Reading notices: which round comes next, until when a board shows one."""

from dataclasses import dataclass

from django.db.models import Max

from apps.publicity.models import Notice, Posting
from apps.routing.queries import Clockwork, Due, clockwork


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


def posting_of(step) -> Posting | None:
    """What hangs on the board of this step's office in this round."""
    return Posting.objects.filter(step=step).select_related("notice", "office").first()


def usual_place(case, office) -> str:
    """The community board that serves the household at this office."""
    household = case.household
    community = (
        household.residence_community if office.pk == case.residence_office_id else household.hukou_community
    )
    return f"{office.name}{community.name}公示栏" if community else f"{office.name}公示栏"


@dataclass(frozen=True, slots=True)
class NoticeBoard:
    """The page of a notice: what it says, where it hangs in both places, until when."""

    notice: Notice
    postings: tuple[tuple[Posting, Due], ...]
    mine: Posting | None
    until: Due | None


def notice_board(case, mine: Posting | None) -> NoticeBoard:
    """The notice of this round and its boards."""
    clock = clockwork()
    notice = last_notice(case)
    hanging = notice.postings.select_related(
        "office", "posted_by", "notice__case__hukou_office__jurisdiction"
    )
    return NoticeBoard(
        notice=notice,
        postings=tuple((posting, notice_until(posting, clock)) for posting in hanging),
        mine=mine,
        until=notice_until(mine, clock) if mine else None,
    )
