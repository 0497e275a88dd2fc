"""Reviews, change reports, what was adjusted, and the special times of a region.

State (with history): Review. State: Campaign, Takeover, TakeoverFile, TakeoverRow. Records: Resolution, Extension, SwitchUse. Dated facts: CampaignRow, ChangeReport, Switch.
Money is changed by the ledger of `benefits` alone, from a decision.
"""

from apps.reviews.models.campaigns import Campaign, CampaignRow
from apps.reviews.models.changes import ChangeKind, ChangeReport, Found
from apps.reviews.models.resolutions import Effect, Resolution
from apps.reviews.models.reviews import Extension, Review
from apps.reviews.models.switches import Switch, SwitchKind, SwitchUse
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
    "Switch",
    "SwitchKind",
    "SwitchUse",
    "Takeover",
    "TakeoverFile",
    "TakeoverRow",
    "TakeoverState",
]
