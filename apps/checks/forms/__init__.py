"""Forms of the economic check and the home visit; split by step word, used as one."""

from apps.checks.forms.authorisation import (
    AuthoriseForm,
    AuthoriseSupporterForm,
    WithdrawAuthorisationForm,
)
from apps.checks.forms.economic_check import (
    AnswerFileForm,
    CompleteCheckForm,
    FindingForm,
    FindingsFileForm,
    SettleForm,
    StartCheckForm,
)
from apps.checks.forms.home_visit import (
    AbsenceForm,
    AttemptForm,
    PhotosForm,
    PlanForm,
    VisitForm,
)

__all__ = [
    "AbsenceForm",
    "AnswerFileForm",
    "AttemptForm",
    "AuthoriseForm",
    "AuthoriseSupporterForm",
    "CompleteCheckForm",
    "FindingForm",
    "FindingsFileForm",
    "PhotosForm",
    "PlanForm",
    "SettleForm",
    "StartCheckForm",
    "VisitForm",
    "WithdrawAuthorisationForm",
]
