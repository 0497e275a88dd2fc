"""Reading standards: for the rules (kept in memory), for the pages of policy staff, as a file."""

from apps.standards.queries.changes import known_codes, last_change, policy_areas, withdrawn_rows
from apps.standards.queries.check import CheckPage, Derived, check_page, derived_figures, drafted_figures
from apps.standards.queries.code_list import CodeList, Wanted, code_list
from apps.standards.queries.drafts import (
    DraftPage,
    DraftRow,
    draft_page,
    draft_rows,
    needs_rehearsal,
    waiting_drafts,
)
from apps.standards.queries.exchange import export_yaml
from apps.standards.queries.groups import GROUPS
from apps.standards.queries.memory import (
    refusal_words,
    standards_by_ids,
    standards_drafted,
    standards_for,
    standards_held,
    work_calendar,
)
from apps.standards.queries.open_points import OpenPointRow, open_point_rows, points_of
from apps.standards.queries.timeline import TimelinePage, timeline_page

__all__ = [
    "GROUPS",
    "CheckPage",
    "CodeList",
    "Derived",
    "DraftPage",
    "DraftRow",
    "OpenPointRow",
    "TimelinePage",
    "Wanted",
    "check_page",
    "code_list",
    "derived_figures",
    "draft_page",
    "draft_rows",
    "drafted_figures",
    "export_yaml",
    "known_codes",
    "last_change",
    "needs_rehearsal",
    "open_point_rows",
    "points_of",
    "policy_areas",
    "refusal_words",
    "standards_by_ids",
    "standards_drafted",
    "standards_for",
    "standards_held",
    "timeline_page",
    "waiting_drafts",
    "withdrawn_rows",
    "work_calendar",
]
