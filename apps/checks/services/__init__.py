"""Writing authorisations, economic checks and home visits; split by word, used as one."""

from apps.checks.services.economic_check import (
    FindingEntry,
    answer,
    complete_check,
    record_authorisation,
    record_finding,
    record_findings,
    settle_finding,
    start_check,
)
from apps.checks.services.home_visit import (
    Seeing,
    VisitEntry,
    record_absence,
    record_visit,
    refuse_investigator,
    start_visit,
)
from apps.checks.services.visit_pictures import VisitPictures, attach_visit_photos

__all__ = [
    "FindingEntry",
    "Seeing",
    "VisitEntry",
    "VisitPictures",
    "answer",
    "attach_visit_photos",
    "complete_check",
    "record_absence",
    "record_authorisation",
    "record_finding",
    "record_findings",
    "record_visit",
    "refuse_investigator",
    "settle_finding",
    "start_check",
    "start_visit",
]
