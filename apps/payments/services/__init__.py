"""Writing batches and what the bank is told and answers; split by word, used as one."""

from apps.payments.services.approve_batch import approve_batch
from apps.payments.services.bank_file import download_bank_file, export_batch, make_bank_file
from apps.payments.services.bank_return import match_return, receive_return
from apps.payments.services.community_roster import print_community_roster
from apps.payments.services.draft_batch import draft_batch, redraft_batch
from apps.payments.services.draft_month import draft_month, draft_offices, open_month_runs
from apps.payments.services.export_roster import export_roster
from apps.payments.services.funds import enter_funds, open_fund
from apps.payments.services.funeral import correct_claimant_account
from apps.payments.services.recovery import (
    overpaid_by_facts,
    overpaid_by_ledger,
    recover_by_facts,
    recover_by_ledger,
)

__all__ = [
    "approve_batch",
    "correct_claimant_account",
    "download_bank_file",
    "draft_batch",
    "draft_month",
    "draft_offices",
    "enter_funds",
    "export_batch",
    "export_roster",
    "make_bank_file",
    "match_return",
    "open_fund",
    "open_month_runs",
    "overpaid_by_facts",
    "overpaid_by_ledger",
    "print_community_roster",
    "receive_return",
    "recover_by_facts",
    "recover_by_ledger",
    "redraft_batch",
]
