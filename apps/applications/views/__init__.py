"""Pages of entry, acceptance, supplement and withdrawal."""

from apps.applications.views.accept import AcceptView, ReceivedView, SupplementView, WithdrawView
from apps.applications.views.entry import DiscardView, EntryStepView, NewEntryView

__all__ = [
    "AcceptView",
    "DiscardView",
    "EntryStepView",
    "NewEntryView",
    "ReceivedView",
    "SupplementView",
    "WithdrawView",
]
