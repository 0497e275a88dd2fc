"""A finding as a row, from what a person, a file or the check centre answered."""

import datetime as dt

from apps.checks.models import EconomicCheck, Finding, Source
from apps.checks.queries import FindingEntry
from apps.core.errors import Refused

FIELDS = (
    "source", "item", "person", "label", "declared_amount", "found_amount", "declared_text", "found_text", "as_of",
    "income", "asset", "expense", "supporter", "form", "found_area", "found_note", "rechecks", "settlement",
)  # fmt: skip


def finding_from(check: EconomicCheck, entry: FindingEntry, on: dt.date) -> Finding:
    """An unsaved row. Refused: a source outside the list, data of tomorrow."""
    if entry.source not in Source.values:
        raise Refused(
            "unknown_source", f"没有保存。核对来源“{entry.source}”不在目录内；请改用目录中的来源。", "source"
        )
    if entry.as_of and entry.as_of > on:
        raise Refused("as_of_in_future", "没有保存。数据日期晚于今天；请核对日期。", "as_of")
    return Finding(check_done=check, **{name: getattr(entry, name) for name in FIELDS})
