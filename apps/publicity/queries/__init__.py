"""Reading notices, objections and appraisals; split by word, used as one."""

from apps.publicity.queries.appraisal import (
    AppraisalBoard,
    AppraisalOffices,
    ObjectionLine,
    appraisal_board,
    appraisal_offices,
    appraisal_paper,
    appraisal_to_hold,
    may_name_members,
    may_read_objections,
    objection_lines,
    open_objections,
)
from apps.publicity.queries.notices import (
    NoticeBoard,
    announcement_paper,
    last_notice,
    next_round,
    notice_board,
    notice_paper,
    notice_until,
    posting_of,
    usual_place,
)

__all__ = [
    "AppraisalBoard",
    "AppraisalOffices",
    "NoticeBoard",
    "ObjectionLine",
    "announcement_paper",
    "appraisal_board",
    "appraisal_offices",
    "appraisal_paper",
    "appraisal_to_hold",
    "last_notice",
    "may_name_members",
    "may_read_objections",
    "next_round",
    "notice_board",
    "notice_paper",
    "notice_until",
    "objection_lines",
    "open_objections",
    "posting_of",
    "usual_place",
]
