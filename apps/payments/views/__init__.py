"""Pages of batches and the bank, of what is paid once, and of recoveries."""

from apps.payments.views.batches import (
    approve,
    bank_file,
    bank_return,
    batch,
    batch_list,
    community_roster,
    draft,
    draft_month,
    export,
    month,
    redraft,
    roster,
)
from apps.payments.views.funds import enter_funds, funds, open_fund
from apps.payments.views.funeral import (
    claimant_account,
    funeral_claim,
    funerals,
    new_funeral,
    reveal_claimant,
)
from apps.payments.views.once import approve_round, discard_round, rounds
from apps.payments.views.recovery import new_recovery, recoveries, recovery
from apps.payments.views.set_off import set_off

__all__ = [
    "approve",
    "approve_round",
    "bank_file",
    "bank_return",
    "batch",
    "batch_list",
    "claimant_account",
    "community_roster",
    "discard_round",
    "draft",
    "draft_month",
    "enter_funds",
    "export",
    "funds",
    "funeral_claim",
    "funerals",
    "month",
    "new_funeral",
    "new_recovery",
    "open_fund",
    "recoveries",
    "recovery",
    "redraft",
    "reveal_claimant",
    "roster",
    "rounds",
    "set_off",
]
