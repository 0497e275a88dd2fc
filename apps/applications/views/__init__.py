"""Pages of entry, acceptance, supplement, withdrawal, first review and decision."""

from apps.applications.views.accept import AcceptView, ReceivedView, SupplementView, WithdrawView
from apps.applications.views.entry import DiscardView, EntryStepView, NewEntryView
from apps.applications.views.review import DecisionView, FirstReviewView, SingleChoiceView

__all__ = [
    "AcceptView",
    "DecisionView",
    "DiscardView",
    "EntryStepView",
    "FirstReviewView",
    "NewEntryView",
    "ReceivedView",
    "SingleChoiceView",
    "SupplementView",
    "WithdrawView",
]
