"""Forms of the entry pages and of acceptance, supplement and withdrawal."""

from apps.applications.forms.acts import AcceptForm, ReceivedForm, SupplementForm, WithdrawForm
from apps.applications.forms.sheet import STEPS, EntrySheet
from apps.applications.forms.sheets import SheetForm

__all__ = ["STEPS", "AcceptForm", "EntrySheet", "ReceivedForm", "SheetForm", "SupplementForm", "WithdrawForm"]
