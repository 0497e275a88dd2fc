"""Pages of notices, objections and appraisals; split by word, used as one."""

from apps.publicity.views.appraisal import (
    AppraisalView,
    ConveneView,
    HandleObjectionsView,
    NameMembersView,
    ObjectionView,
)
from apps.publicity.views.notices import AnnouncementView, PublicNoticeView, WithdrawNoticeView

__all__ = [
    "AnnouncementView",
    "AppraisalView",
    "ConveneView",
    "HandleObjectionsView",
    "NameMembersView",
    "ObjectionView",
    "PublicNoticeView",
    "WithdrawNoticeView",
]
