"""Writes of households: registering people, changing dated facts, showing a number on purpose."""

from apps.households.services.changes import (
    end_incomes,
    leave_household,
    move_household,
    record_death,
    succeed_membership,
)
from apps.households.services.means import (
    close_means,
    record_asset,
    record_expense,
    record_income,
    set_account_outside,
    set_bank_account,
    succeed_asset,
    succeed_expense,
    succeed_income,
)
from apps.households.services.people import (
    add_member,
    add_supporter,
    close_membership,
    record_disability,
    register_household,
    register_person,
    update_household,
)
from apps.households.services.reveal import reveal, reveal_with_reason
from apps.households.services.supporters import identify_supporter, succeed_supporter
from apps.households.services.undo import facts_held, take_back, written_since

__all__ = [
    "add_member",
    "add_supporter",
    "close_means",
    "close_membership",
    "end_incomes",
    "facts_held",
    "identify_supporter",
    "leave_household",
    "move_household",
    "record_asset",
    "record_death",
    "record_disability",
    "record_expense",
    "record_income",
    "register_household",
    "register_person",
    "reveal",
    "reveal_with_reason",
    "set_account_outside",
    "set_bank_account",
    "succeed_asset",
    "succeed_expense",
    "succeed_income",
    "succeed_membership",
    "succeed_supporter",
    "take_back",
    "update_household",
    "written_since",
]
