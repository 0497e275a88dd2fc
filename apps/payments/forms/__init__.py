"""Forms of batches and the bank, of funds, of what is paid once, and of recoveries."""

from apps.payments.forms.batches import DraftForm, ReturnForm
from apps.payments.forms.funds import FundEntryForm, FundForm
from apps.payments.forms.funeral import ClaimantAccountForm, FuneralForm
from apps.payments.forms.once import RoundForm
from apps.payments.forms.recovery import (
    DecideForm,
    FindForm,
    HearForm,
    NoticeForm,
    ReceiptForm,
    SetOffForm,
)

__all__ = [
    "ClaimantAccountForm",
    "DecideForm",
    "DraftForm",
    "FindForm",
    "FundEntryForm",
    "FundForm",
    "FuneralForm",
    "HearForm",
    "NoticeForm",
    "ReceiptForm",
    "ReturnForm",
    "RoundForm",
    "SetOffForm",
]
