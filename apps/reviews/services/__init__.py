"""Writing reviews, changes and what follows from them."""

from apps.reviews.services.campaigns import close_campaign, exclude_row, extend_reviews, open_campaign
from apps.reviews.services.changes import (
    ChangeEntry,
    may_withdraw,
    report_change,
    submit_verification,
    withdraw_report,
)
from apps.reviews.services.opening import open_reviews
from apps.reviews.services.rehearsing import read_takeover
from apps.reviews.services.resolve import decide, mark_of, words_of
from apps.reviews.services.review import ask_for_evidence, submit_review
from apps.reviews.services.takeover import confirm_takeover, discard_takeover, rehearse_takeover
from apps.reviews.services.taking_over import take_over

__all__ = [
    "ChangeEntry",
    "ask_for_evidence",
    "close_campaign",
    "confirm_takeover",
    "decide",
    "discard_takeover",
    "exclude_row",
    "extend_reviews",
    "mark_of",
    "may_withdraw",
    "open_campaign",
    "open_reviews",
    "read_takeover",
    "rehearse_takeover",
    "report_change",
    "submit_review",
    "submit_verification",
    "take_over",
    "withdraw_report",
    "words_of",
]
