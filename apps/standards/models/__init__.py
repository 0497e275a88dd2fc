"""Dated standards, the working calendar, drafts and open points."""

from apps.standards.models.dated import (
    CalendarDay,
    CalendarYear,
    Standard,
    StandardCode,
    StandardsVersion,
)
from apps.standards.models.drafts import DraftState, OpenPoint, StandardDraft

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "DraftState",
    "OpenPoint",
    "Standard",
    "StandardCode",
    "StandardDraft",
    "StandardsVersion",
]
