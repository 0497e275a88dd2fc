"""Reading notices: which round comes next, until when a board shows one."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max

from apps.benefits.queries import grant_of
from apps.core.moment import one_moment
from apps.documents.contexts import Announcement, Contact, NoticeEntry, Place, PublicNotice
from apps.documents.queries import PictureTile, picture_tile
from apps.publicity.models import Notice, Posting
from apps.routing.models import CaseKind
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
    """What hangs, or hung, on the board of this step's office in this round; not what was withdrawn."""
    hung = Posting.objects.filter(step=step, withdrawn_on__isnull=True)
    return hung.select_related("notice", "office").first()


def usual_place(case, office) -> str:
    """The community board that serves the household at this office."""
    household = case.household
    community = (
        household.residence_community if office.pk == case.residence_office_id else household.hukou_community
    )
    return f"{office.name}{community.name}公示栏" if community else f"{office.name}公示栏"


@dataclass(frozen=True, slots=True)
class Board:
    """One board in words: where, since when, until when, how it ended, with its photographs."""

    place: str
    posted: str
    until: str
    ended: str
    photos: tuple[PictureTile, ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class NoticeBoard:
    """The page of a notice: what it says, where it hangs in both places, until when. `hangs`: it must not come down yet."""

    notice: Notice
    boards: tuple[Board, ...]
    mine: Posting | None
    until: Due | None
    hangs: bool
    ends: bool = False

    @property
    def photos(self) -> tuple[PictureTile, ...]:
        """The pictures of both boards."""
        return tuple(photo for board in self.boards for photo in board.photos)


def _board(posting: Posting, until: Due) -> Board:
    shown = [photo for photo in (posting.posted_photo, posting.removed_photo) if photo is not None]
    if posting.withdrawn_on:
        ended = f"{posting.withdrawn_on:%-m月%-d日}撤回：{posting.withdrawn_reason}"
    elif posting.removed_on:
        ended = f"{posting.removed_on:%-m月%-d日}取下"
    else:
        ended = "未取下"
    return Board(
        place=posting.place,
        posted=f"{posting.posted_on:%-m月%-d日} {posting.posted_by}",
        until="" if posting.withdrawn_on else f"{'预计 ' if until.provisional else ''}{until.day:%-m月%-d日}",
        ended=ended,
        photos=tuple(picture_tile(photo) for photo in shown),
        withdrawn=posting.withdrawn_on is not None,
    )


@one_moment()
def notice_board(case, mine: Posting | None, on: dt.date) -> NoticeBoard:
    """The notice of this round and its boards."""
    clock = clockwork()
    notice = last_notice(case)
    related = ("office", "posted_by", "posted_photo__uploaded_by", "removed_photo__uploaded_by")
    hanging = notice.postings.select_related(*related, "notice__case__hukou_office__jurisdiction")
    until = notice_until(mine, clock) if mine else None
    return NoticeBoard(
        notice=notice,
        boards=tuple(_board(posting, notice_until(posting, clock)) for posting in hanging),
        mine=mine,
        until=until,
        hangs=until is not None and on <= until.day,
        ends=case.kind != CaseKind.APPLICATION,
    )


def hung_lines(case) -> tuple[str, ...]:
    """Where the last notice hung, from when to when; what was withdrawn is left out."""
    notice = last_notice(case)
    hung = notice.postings.filter(withdrawn_on__isnull=True, removed_on__isnull=False) if notice else ()
    return tuple(f"{one.place}，{one.posted_on:%-m月%-d日}至{one.removed_on:%-m月%-d日}" for one in hung)


def notice_paper(posting: Posting, until: dt.date) -> PublicNotice:
    """What the notice on one board says (57号 第二十四条: name, number of persons, amount; no ID, no illness, no address)."""
    case = posting.notice.case
    opinion, ends = case.opinions.order_by("-round").first(), case.kind != CaseKind.APPLICATION
    return PublicNotice(
        programme=grant_of(opinion.assessment).programme if opinion and not ends else case.programme,
        ends=ends,
        entries=(_entry(posting.notice),),
        from_on=posting.posted_on + dt.timedelta(days=1),
        to_on=until,
        places=_places(case, posting),
        contacts=_contacts(case),
    )


def announcement_paper(posting: Posting) -> Announcement:
    """What the announcement of a decision says."""
    case = posting.notice.case
    return Announcement(
        programme=case.decision.programme,
        entries=(_entry(posting.notice),),
        first_month=case.decision.first_month,
        places=_places(case, posting),
        contacts=_contacts(case),
    )


def _entry(notice: Notice) -> NoticeEntry:
    return NoticeEntry(notice.applicant_name, notice.members, notice.amount or None)


def _places(case, posting: Posting) -> tuple[Place, ...]:
    """The board in hand as it was written down, the other one as it is usually."""
    offices = [("户籍地", case.hukou_office)] + ([("居住地", case.residence_office)] if case.split else [])
    return tuple(
        Place(side, posting.place if office.pk == posting.office_id else usual_place(case, office))
        for side, office in offices
    )


def _contacts(case) -> tuple[Contact, ...]:
    """Both streets and the district that watches over the deciding one."""
    lines = [("户籍地", case.hukou_office)] + ([("居住地", case.residence_office)] if case.split else [])
    if case.hukou_office.parent is not None:
        lines.append(("监督", case.hukou_office.parent))
    return tuple(Contact(side, office.full_name or office.name, office.phone) for side, office in lines)
