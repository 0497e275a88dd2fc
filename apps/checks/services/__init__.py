"""Writing authorisations, economic checks and home visits; split by word, used as one."""

from apps.checks.queries import FindingEntry
from apps.checks.services.authorisation import (
    authorise_supporter,
    record_authorisation,
    withdraw_authorisation,
)
from apps.checks.services.economic_check import (
    answer,
    complete_check,
    record_finding,
    record_findings,
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
from apps.checks.services.request_files import read_answer_file, write_request_file
from apps.checks.services.requests import apply_answers, open_request, send_request, try_now
from apps.checks.services.settle import object_to_finding, settle_finding
from apps.checks.services.visit_pictures import VisitPictures, attach_visit_photos

__all__ = [
    "FindingEntry",
    "Seeing",
    "VisitEntry",
    "VisitPictures",
    "answer",
    "apply_answers",
    "attach_visit_photos",
    "authorise_supporter",
    "complete_check",
    "object_to_finding",
    "open_request",
    "read_answer_file",
    "record_absence",
    "record_authorisation",
    "record_finding",
    "record_findings",
    "record_visit",
    "refuse_investigator",
    "send_request",
    "settle_finding",
    "start_check",
    "start_visit",
    "try_now",
    "withdraw_authorisation",
    "write_request_file",
]
