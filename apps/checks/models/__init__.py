"""What was found about a household, against what it declared; split by step word, used as one."""

from apps.checks.models.economic_check import Authorisation, EconomicCheck, Finding, Settlement, Source
from apps.checks.models.home_visit import (
    HomeVisit,
    Investigator,
    Observation,
    PictureUse,
    Seen,
    VisitMode,
    VisitPicture,
    VisitPlan,
)

__all__ = [
    "Authorisation",
    "EconomicCheck",
    "Finding",
    "HomeVisit",
    "Investigator",
    "Observation",
    "PictureUse",
    "Seen",
    "Settlement",
    "Source",
    "VisitMode",
    "VisitPicture",
    "VisitPlan",
]
