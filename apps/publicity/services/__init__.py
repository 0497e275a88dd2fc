"""Posting, withdrawing and announcing; objections and what the neighbours say of them; split by word, used as one."""

from apps.publicity.services.appraisal import (
    AppraisalEntry,
    MemberEntry,
    convene_appraisal,
    name_members,
    record_appraisal,
)
from apps.publicity.services.notices import (
    post_announcement,
    post_notice,
    prepare_notice,
    remove_notice,
    withdraw_notice,
)
from apps.publicity.services.objections import (
    handle_objections,
    read_objections,
    record_objection,
    refuse_open_objection,
)

__all__ = [
    "AppraisalEntry",
    "MemberEntry",
    "convene_appraisal",
    "handle_objections",
    "name_members",
    "post_announcement",
    "post_notice",
    "prepare_notice",
    "read_objections",
    "record_appraisal",
    "record_objection",
    "refuse_open_objection",
    "remove_notice",
    "withdraw_notice",
]
