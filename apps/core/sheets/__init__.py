"""Workbooks, in and out: the one door (`archives`), the rows that are read (`reading`), what is written (`writing`)."""

from apps.core.sheets.archives import Fault
from apps.core.sheets.reading import Cell, Sheet, SheetRefused, open_sheet, words
from apps.core.sheets.writing import XLSX, Look, Row, Text, Value, write_sheet, write_table

__all__ = [
    "XLSX",
    "Cell",
    "Fault",
    "Look",
    "Row",
    "Sheet",
    "SheetRefused",
    "Text",
    "Value",
    "open_sheet",
    "words",
    "write_sheet",
    "write_table",
]
