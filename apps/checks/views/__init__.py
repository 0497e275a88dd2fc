"""Pages of the economic check and the home visit; split by step word, used as one."""

from apps.checks.views.economic_check import (
    AddFindingView,
    AuthoriseView,
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

__all__ = [
    "AbsenceView",
    "AddFindingView",
    "AuthoriseView",
    "CheckStepView",
    "EconomicCheckView",
    "HomeVisitView",
    "ImportFindingsView",
    "SettleView",
    "StartCheckView",
    "StartVisitView",
    "VisitPhotosView",
]
