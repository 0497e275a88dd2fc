"""Forms of the administration (the calendar) and of the pages under /standards/."""

from apps.standards.forms.administration import CalendarYearForm, days_in
from apps.standards.forms.pages import ConfirmForm, DiscardForm, DraftForm, ImportForm, ListForm, SettleForm

__all__ = [
    "CalendarYearForm",
    "ConfirmForm",
    "DiscardForm",
    "DraftForm",
    "ImportForm",
    "ListForm",
    "SettleForm",
    "days_in",
]
