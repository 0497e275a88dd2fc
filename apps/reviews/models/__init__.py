"""Reviews, change reports, and what was adjusted.

State (with history): Review. State: Campaign, Takeover, TakeoverFile, TakeoverRow. Records: Resolution, Extension. Dated facts: CampaignRow, ChangeReport.
Money is changed by the ledger of `benefits` alone, from a decision.
"""

from apps.reviews.models.campaigns import Campaign, CampaignRow
from apps.reviews.models.changes import ChangeKind, ChangeReport, Found
from apps.reviews.models.resolutions import Effect, Resolution
from apps.reviews.models.reviews import Extension, Review
from apps.reviews.models.takeovers import MOST_TOLD, Takeover, TakeoverFile, TakeoverRow, TakeoverState

__all__ = [
    "MOST_TOLD",
    "Campaign",
    "CampaignRow",
    "ChangeKind",
    "ChangeReport",
    "Effect",
    "Extension",
    "Found",
    "Resolution",
    "Review",
    "Takeover",
    "TakeoverFile",
    "TakeoverRow",
    "TakeoverState",
]
