"""Pages of reviews, changes and decisions about standing awards."""

from apps.reviews.views.changes import ReportView, VerificationView
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

__all__ = [
    "AskView",
    "DecisionView",
    "ExcludeView",
    "ExtensionView",
    "NewCampaignView",
    "ReportView",
    "ReviewView",
    "SwitchView",
    "VerificationView",
    "campaign",
    "close_campaign",
    "end_switch",
    "progress",
    "visit_sheet",
]
