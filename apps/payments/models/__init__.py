"""Batches and what is owed in them, the attempts at the bank and its answers, the funds."""

from apps.payments.models.bank import BankFile, FilePiece, Outcome, ReturnFile, ReturnPiece, Transfer
from apps.payments.models.batches import Batch, BatchState, Cause, Held, HeldReason, Payment, Retry
from apps.payments.models.funds import Fund, FundEntry, FundSource

__all__ = [
    "BankFile",
    "Batch",
    "BatchState",
    "Cause",
    "FilePiece",
    "Fund",
    "FundEntry",
    "FundSource",
    "Held",
    "HeldReason",
    "Outcome",
    "Payment",
    "Retry",
    "ReturnFile",
    "ReturnPiece",
    "Transfer",
]
