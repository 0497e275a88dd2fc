"""Reviews, change reports, what was adjusted, and the special times of a region.

State (with history): Review. Records: Resolution, Extension, SwitchUse. Dated facts: ChangeReport, Switch.
Money is changed by the ledger of `benefits` alone, from a decision.
"""

from apps.reviews.models.changes import ChangeKind, ChangeReport, Found
from apps.reviews.models.resolutions import Effect, Resolution
from apps.reviews.models.reviews import Extension, Review
from apps.reviews.models.switches import Switch, SwitchKind, SwitchUse

__all__ = [
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
]
