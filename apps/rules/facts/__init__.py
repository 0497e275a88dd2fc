"""Facts in: what is known of a household, frozen. Facts that stand are valid; words outside the closed lists are refused."""

from .household import (
    Disability,
    Expenditure,
    Home,
    HouseholdFacts,
    Income,
    Member,
    MoneyExemption,
    Property,
    Supporter,
    Vehicle,
)
from .reading import built, from_plain, read_disabilities, read_incomes, read_property, to_plain

__all__ = [
    "Disability",
    "Expenditure",
    "Home",
    "HouseholdFacts",
    "Income",
    "Member",
    "MoneyExemption",
    "Property",
    "Supporter",
    "Vehicle",
    "built",
    "from_plain",
    "read_disabilities",
    "read_incomes",
    "read_property",
    "to_plain",
]
