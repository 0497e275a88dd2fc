"""What was found about a household, against what it declared; split by step word, used as one."""

from apps.checks.models.authorisation import Authorisation
from apps.checks.models.economic_check import EconomicCheck, Finding, Settlement
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
from apps.checks.models.requests import CheckAttempt, CheckQuery, CheckRequest, QueryState, RequestState
from apps.checks.models.sources import OF_MINORS, Source

__all__ = [
    "OF_MINORS",
    "Authorisation",
    "CheckAttempt",
    "CheckQuery",
    "CheckRequest",
    "EconomicCheck",
    "Finding",
    "HomeVisit",
    "Investigator",
    "Observation",
    "PictureUse",
    "QueryState",
    "RequestState",
    "Seen",
    "Settlement",
    "Source",
    "VisitMode",
    "VisitPicture",
    "VisitPlan",
]
