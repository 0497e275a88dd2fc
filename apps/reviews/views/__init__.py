"""Pages of reviews, changes and decisions about standing awards."""

from apps.reviews.views.changes import ReportView, VerificationView
from apps.reviews.views.reviews import AskView, DecisionView, ReviewView, visit_sheet

__all__ = ["AskView", "DecisionView", "ReportView", "ReviewView", "VerificationView", "visit_sheet"]
