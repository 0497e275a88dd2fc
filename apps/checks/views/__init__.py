"""Pages of the economic check and the home visit; split by step word, used as one."""

from apps.checks.views.authorisation import AuthoriseSupporterView, AuthoriseView, WithdrawAuthorisationView
from apps.checks.views.economic_check import (
    AddFindingView,
    CheckStepView,
    EconomicCheckView,
    ImportFindingsView,
    SettleView,
    StartCheckView,
)
from apps.checks.views.home_visit import (
    AbsenceView,
    HomeVisitView,
    StartVisitView,
    VisitPhotosView,
)
from apps.checks.views.report import report
from apps.checks.views.requests import AnswerFileView, RequestFileView, TryNowView

__all__ = [
    "AbsenceView",
    "AddFindingView",
    "AnswerFileView",
    "AuthoriseSupporterView",
    "AuthoriseView",
    "CheckStepView",
    "EconomicCheckView",
    "HomeVisitView",
    "ImportFindingsView",
    "RequestFileView",
    "SettleView",
    "StartCheckView",
    "StartVisitView",
    "TryNowView",
    "VisitPhotosView",
    "WithdrawAuthorisationView",
    "report",
]
