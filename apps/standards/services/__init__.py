"""Writing standards: the dated rows, drafts that a second person approves, import, open points."""

from apps.standards.services.drafts import (
    Proposal,
    approve_draft,
    discard_draft,
    draft_standard,
)
from apps.standards.services.exchange import Preview, import_standards, preview_import
from apps.standards.services.open_points import draft_confirmation, settle_open_point
from apps.standards.services.rows import (
    Source,
    add_standard,
    confirmed_source,
    correct_standard,
    last_known_day,
    rename_standard_code,
    replace_standard,
    source_of,
    succeed_standard,
    withdraw_standard,
)

__all__ = [
    "Preview",
    "Proposal",
    "Source",
    "add_standard",
    "approve_draft",
    "confirmed_source",
    "correct_standard",
    "discard_draft",
    "draft_confirmation",
    "draft_standard",
    "import_standards",
    "last_known_day",
    "preview_import",
    "rename_standard_code",
    "replace_standard",
    "settle_open_point",
    "source_of",
    "succeed_standard",
    "withdraw_standard",
]
