"""Pages of reviews, changes and decisions about standing awards."""

from apps.reviews.views.changes import ReportView, VerificationView, WithdrawView
from apps.reviews.views.plans import (
    ExcludeView,
    ExtensionView,
    NewCampaignView,
    SwitchView,
    campaign,
    close_campaign,
    end_switch,
    progress,
)
from apps.reviews.views.reviews import AskView, DecisionView, ReviewView, visit_sheet
from apps.reviews.views.takeovers import (
    TakeoversView,
    confirm_takeover,
    discard_takeover,
    marked_copy,
    takeover,
    takeover_template,
)

__all__ = [
    "AskView",
    "DecisionView",
    "ExcludeView",
    "ExtensionView",
    "NewCampaignView",
    "ReportView",
    "ReviewView",
    "SwitchView",
    "TakeoversView",
    "VerificationView",
    "WithdrawView",
    "campaign",
    "close_campaign",
    "confirm_takeover",
    "discard_takeover",
    "end_switch",
    "marked_copy",
    "progress",
    "takeover",
    "takeover_template",
    "visit_sheet",
]
