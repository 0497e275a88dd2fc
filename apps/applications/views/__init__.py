"""Pages of entry, acceptance, supplement, withdrawal, first review and decision."""

from apps.applications.views.accept import AcceptView, ReceivedView, SupplementView, WithdrawView
from apps.applications.views.entry import DiscardView, EntryStepView, NewEntryView
from apps.applications.views.review import DecisionView, FirstReviewView, SingleChoiceView
from apps.applications.views.sheets import CasePapersView, SheetView

__all__ = [
    "AcceptView",
    "CasePapersView",
    "DecisionView",
    "DiscardView",
    "EntryStepView",
    "FirstReviewView",
    "NewEntryView",
    "ReceivedView",
    "SheetView",
    "SingleChoiceView",
    "SupplementView",
    "WithdrawView",
]
