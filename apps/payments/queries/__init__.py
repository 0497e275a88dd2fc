"""Reads of batches: comparison with last month, proof against the register, roster, pages."""

from apps.payments.queries.bank import (
    bank_file_of,
    count_and_sum,
    heading_of,
    open_runs,
    orders_in,
    sent_back,
    unanswered,
)
from apps.payments.queries.batch_list import BatchRow, batch_rows, months_to_draft, pager
from apps.payments.queries.batch_page import BatchPage, batch_page
from apps.payments.queries.changes import Change
from apps.payments.queries.comparison import Comparison, batch_before, comparison
from apps.payments.queries.funds import FundRow, FundsPage, fund_rows, fund_shares, funds_over, funds_page
from apps.payments.queries.funeral_claim import (
    ClaimPage,
    claim_crumbs,
    claim_page,
    claim_url,
    claimant_of,
    funeral_arrived,
)
from apps.payments.queries.funerals import DeathRow, FuneralPage, death_rows, deaths_since, funeral_page
from apps.payments.queries.household import HouseholdMoney, household_money
from apps.payments.queries.month import MonthPage, month_page
from apps.payments.queries.month_run import MonthRun, month_run
from apps.payments.queries.once import once_months, pay_months, round_result, round_rows
from apps.payments.queries.overpaid import OverpaidRow, kept_months, overpaid_rows
from apps.payments.queries.recovery import (
    NoticePage,
    next_act,
    notice_page,
    recovery_page,
    recovery_rows,
    set_off_page,
)
from apps.payments.queries.register import (
    RegisterProof,
    approvers_of,
    first_month_paid,
    register_proof,
    roster_lines,
    roster_of,
    roster_rows,
    with_totals,
)

__all__ = [
    "BatchPage",
    "BatchRow",
    "Change",
    "ClaimPage",
    "Comparison",
    "DeathRow",
    "FundRow",
    "FundsPage",
    "FuneralPage",
    "HouseholdMoney",
    "MonthPage",
    "MonthRun",
    "NoticePage",
    "OverpaidRow",
    "RegisterProof",
    "approvers_of",
    "bank_file_of",
    "batch_before",
    "batch_page",
    "batch_rows",
    "claim_crumbs",
    "claim_page",
    "claim_url",
    "claimant_of",
    "comparison",
    "count_and_sum",
    "death_rows",
    "deaths_since",
    "first_month_paid",
    "fund_rows",
    "fund_shares",
    "funds_over",
    "funds_page",
    "funeral_arrived",
    "funeral_page",
    "heading_of",
    "household_money",
    "kept_months",
    "month_page",
    "month_run",
    "months_to_draft",
    "next_act",
    "notice_page",
    "once_months",
    "open_runs",
    "orders_in",
    "overpaid_rows",
    "pager",
    "pay_months",
    "recovery_page",
    "recovery_rows",
    "register_proof",
    "roster_lines",
    "roster_of",
    "roster_rows",
    "round_result",
    "round_rows",
    "sent_back",
    "set_off_page",
    "unanswered",
    "with_totals",
]
