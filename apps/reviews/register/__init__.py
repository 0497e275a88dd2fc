"""登记簿: the spreadsheet in which an office kept its households before; its columns, how it is read, judged and given back."""

from apps.reviews.register.columns import CAPACITIES, COLUMNS, INCOMES, PROGRAMMES, RELATIONS, WORK
from apps.reviews.register.reading import read_register, refuse_foreign
from apps.reviews.register.shapes import HouseholdRead, Problem
from apps.reviews.register.writing import marked_copy, template

__all__ = [
    "CAPACITIES",
    "COLUMNS",
    "INCOMES",
    "PROGRAMMES",
    "RELATIONS",
    "WORK",
    "HouseholdRead",
    "Problem",
    "marked_copy",
    "read_register",
    "refuse_foreign",
    "template",
]
