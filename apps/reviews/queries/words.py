"""Reasons and months in words."""

import datetime as dt

from apps.benefits import queries as benefits
from apps.reviews.models.words import REASONS


def reason_words(code: str) -> str:
    """A reason for a change of a standing award."""
    return REASONS.get(code) or benefits.reason_words(code)


def month_of_text(text: str) -> dt.date:
    """The first day of a month written 2025-04."""
    year, month = text.split("-")[:2]
    return dt.date(int(year), int(month), 1)
