"""The account of a claim that is paid or to be paid: corrected until the money has arrived."""

import datetime as dt

from django.db import transaction

from apps.benefits.models import Claimant, OneTimeRound
from apps.benefits.one_time_funeral import ClaimantAccount
from apps.benefits.services import set_claimant_account
from apps.core.errors import Refused
from apps.payments.queries import funeral_arrived


@transaction.atomic
def correct_claimant_account(made: OneTimeRound, account: ClaimantAccount, *, by, on: dt.date) -> Claimant:
    """Pay a funeral subsidy to another account from now on: what is held or came back goes there with the next batch.

    Refused: `paid_already`, and what `set_claimant_account` refuses, PermissionDenied as there.
    """
    if funeral_arrived(made):
        raise Refused("paid_already", f"没有保存账户。{made.title}已到账，不再更正账户；请刷新本页。")
    return set_claimant_account(made, account, by=by, on=on)
