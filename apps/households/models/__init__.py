"""Who lives together, what they have and what they spend.

State (with history): Person, Household. Dated facts (closed and succeeded, never overwritten): Membership,
Disability, Income, Asset, Expense, Supporter, BankAccount.
"""

from apps.households.models.means import Asset, BankAccount, Expense, Income
from apps.households.models.people import Dated, Disability, Household, Membership, Person, Supporter
from apps.households.models.words import (
    HukouNature,
    LabourCapacity,
    MemberStatus,
    Origin,
    Relation,
    Sex,
    SupporterProgramme,
    SupporterStatus,
    WorkStatus,
)

__all__ = [
    "Asset",
    "BankAccount",
    "Dated",
    "Disability",
    "Expense",
    "Household",
    "HukouNature",
    "Income",
    "LabourCapacity",
    "MemberStatus",
    "Membership",
    "Origin",
    "Person",
    "Relation",
    "Sex",
    "Supporter",
    "SupporterProgramme",
    "SupporterStatus",
    "WorkStatus",
]
