"""公示 and 公布: posted in both places, seven full days, taken down or withdrawn.

「…应当…在申请人所在村（社区）进行公示，公示期为7天」（民发〔2021〕57号 第十九条；一城通办流程 2-4：居住地、户籍地同时公示）
"""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from apps.core.errors import Refused
from apps.documents.models import Attachment, AttachmentKind
from apps.documents.services import Upload, attach_pictures, issue_document, void_document
from apps.journal.kinds import EventKind
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.publicity import queries
from apps.publicity.models import Notice, Posting
from apps.routing.models import Outcome, Step, StepState
from apps.routing.queries import clockwork, opinion_before_notice
from apps.routing.services import (
    advance,
    close_case,
    record_on_case,
    restart_step,
    return_case,
    set_proposed,
    take_step,
    wait_for,
)


@transaction.atomic
def prepare_notice(case, *, kind: str, members: int, amount: Decimal, on: dt.date) -> Notice:
    """Make the notice of a round: applicant's name, number of persons, amount; nothing else (57号 第二十四条)."""
    return Notice.objects.create(
        case=case,
        kind=kind,
        round=queries.next_round(case, kind),
        applicant_name=case.applicant.name,
        members=members,
        amount=amount,
        made_on=on,
    )


@transaction.atomic
def post_notice(
    case, *, place: str, posted_on: dt.date, photo: Upload | None = None, by, on: dt.date
) -> Posting:
    """张贴公示 at one of by's offices; the seven days of that board begin the day after. `photo` shows the board."""
    step = take_step(case, "public_notice", by=by, on=on)
    posting = _post(step, "public_notice", place=place, posted_on=posted_on, by=by, on=on)
    posting.posted_photo = _photo_of_board(case, photo, "posted_photo", by, on)
    posting.save()
    until = queries.notice_until(posting, clockwork())
    paper = issue_document(
        "public_notice",
        case=case,
        office=step.office,
        context=queries.notice_paper(posting, until.day),
        by=by,
        on=on,
    )
    advance(
        step,
        by=by,
        on=on,
        summary=f"在{place}张贴公示，{paper.number}，至{until.day:%-m月%-d日}。",
        to=StepState.STARTED,
        since=posted_on,
    )
    wait_for(step, "notice", by=by, on=on)
    return posting


@transaction.atomic
def remove_notice(case, *, proof: str = "", photo: Upload | None = None, by, on: dt.date) -> Posting:
    """公示期满取下: refused before seven full days have passed; the last office to do so opens the decision.

    It is proved by a photograph of the board or, where there is none, by a sentence.
    """
    step = take_step(case, "public_notice", by=by, on=on)
    posting = hanging(step)
    until = queries.notice_until(posting, clockwork())
    if on <= until.day:
        raise Refused(
            "notice_not_over",
            f"没有办理。公示须满 7 天，到{until.day:%-m月%-d日}止；请在{until.day:%-m月%-d日}之后取下并登记。",
        )
    if photo is None and not proof.strip():
        raise Refused(
            "proof_missing",
            "没有登记取下。请上传取下时的公示栏照片；没有照片的，请写明原因和见证人。",
            "proof",
        )
    posting.removed_on, posting.removed_by, posting.proof = on, by, proof.strip()
    posting.removed_photo = _photo_of_board(case, photo, "removed_photo", by, on)
    posting.save()
    shown = "取下照片已留存。" if photo else proof.strip()
    advance(step, by=by, on=on, summary=f"公示期满，已取下{posting.place}的公示，没有收到异议。{shown}")
    return posting


@transaction.atomic
def withdraw_notice(case, *, content_wrong: bool, reason: str, by, on: dt.date) -> Posting:
    """撤回贴错的公示. A board that is wrong is posted again and its seven days begin anew; wrong content goes back to
    the opinion, and a new notice hangs in both places.

    「公示内容有误的，应当更正后重新公示」: the days that a wrong notice hung do not count.
    """
    step = take_step(case, "public_notice", by=by, on=on)
    posting = hanging(step)
    if not reason.strip():
        raise Refused("reason_missing", "没有撤回。请写明哪里有误，例如 金额印错、贴错社区。", "reason")
    boards = _all_hanging(case) if content_wrong else [posting]
    for board in boards:
        _void_paper(board, reason, by, on)
        board.withdrawn_on, board.withdrawn_by, board.withdrawn_reason = on, by, reason.strip()[:200]
        board.save()
    summary = f"撤回{'、'.join(board.place for board in boards)}的公示：{reason.strip()}"
    if content_wrong:
        record_on_case(EventKind.PUBLIC_NOTICE, case, office=step.office, by=by, on=on, summary=summary)
        return_case(
            step, [opinion_before_notice(case)], reason=f"公示内容有误：{reason.strip()}", by=by, on=on
        )
        set_proposed(case, None)
    else:
        restart_step(step, by=by, on=on, summary=f"{summary}。重新张贴后期限重新计算。")
    return posting


@transaction.atomic
def post_announcement(case, *, place: str, by, on: dt.date) -> Posting:
    """公布 the decision on a board; when both places have done so, the case is complete."""
    step = take_step(case, "announcement", by=by, on=on)
    posting = _post(step, "announcement", place=place, posted_on=on, by=by, on=on)
    paper = issue_document(
        "announcement",
        case=case,
        office=step.office,
        context=queries.announcement_paper(posting),
        by=by,
        on=on,
    )
    advance(step, by=by, on=on, summary=f"在{place}公布审核确认结果，{paper.number}。")
    if not case.steps.filter(state__in=[StepState.OPEN, StepState.STARTED]).exists():
        close_case(
            case, Outcome.APPROVED, by=by, on=on, summary="已在规定地点公布，办件办结。", office=step.office
        )
    return posting


def hanging(step: Step) -> Posting:
    """What hangs on the board of this step's office."""
    posting = queries.posting_of(step)
    if posting is None:
        raise Refused("not_posted", "没有办理。这里还没有张贴公示；请先登记张贴。")
    return posting


def _all_hanging(case) -> list[Posting]:
    """What hangs on any board of the case in this round."""
    notice = queries.last_notice(case)
    return list(notice.postings.filter(withdrawn_on__isnull=True, removed_on__isnull=True))


def _void_paper(board: Posting, reason: str, by, on: dt.date) -> None:
    """The paper that hung there holds no longer; that of the other office is its own matter."""
    papers = board.notice.case.documents.filter(kind="public_notice", office=board.office, void__isnull=True)
    paper = papers.last()
    if paper is not None and may(by, Permission.ISSUE_DOCUMENT, paper.office_id, on):
        void_document(paper, reason=f"公示撤回：{reason.strip()}", by=by, on=on)


def _photo_of_board(case, photo: Upload | None, field: str, by, on: dt.date) -> Attachment | None:
    """The photograph, or the first page of a PDF; its other pages stand among the attachments of the case."""
    if photo is None:
        return None
    permission = Permission.PUBLIC_NOTICE
    told = {"by": by, "on": on, "permission": permission, "field": field}
    return attach_pictures(case, [photo], kind=AttachmentKind.BOARD_PHOTO, **told, paged=True)[0]


def _post(step: Step, kind: str, *, place: str, posted_on: dt.date, by, on: dt.date) -> Posting:
    if not place.strip():
        raise Refused("place_missing", "没有登记张贴。请填写张贴地点，例如某某社区公示栏。", "place")
    notice = step.case.notices.filter(kind=kind).order_by("-round").first()
    if notice is None:
        raise Refused("no_notice", "没有登记张贴。还没有生成公示内容；请联系户籍地街道初审人员。")
    if not notice.made_on <= posted_on <= on:
        raise Refused(
            "posted_on_wrong",
            "没有登记张贴。张贴日期须在公示制作之后、今天或今天以前；请核对日期。",
            "posted_on",
        )
    if queries.posting_of(step) is not None:
        raise Refused("already_posted", "没有重复登记。本街道已登记张贴；请刷新本页。")
    return Posting.objects.create(
        notice=notice, step=step, office=step.office, place=place.strip(), posted_on=posted_on, posted_by=by
    )
