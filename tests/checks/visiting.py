"""The visit form as a browser sends it: one choice for each declared thing, the signatures drawn on the screen."""

import base64

from apps.checks.queries import declared_things
from apps.routing.models import Case
from tests.documents.pictures import signature

DRAWN = "data:image/png;base64," + base64.b64encode(signature()).decode()
VISIT = {
    "visited_at": "2026-12-02T09:30",
    "mode": "door",
    "first_investigator": "陈砚秋",
    "second_investigator": "何立群",
    "present": "申请人",
    "living_conditions": "公租房。",
    "seen_against_declared": "与申报一致。",
    "conclusion": "情况属实。",
    "signed_by_household": "申请人",
    "drawn_household": DRAWN,
    "drawn_first": DRAWN,
    "drawn_second": DRAWN,
}


def visit_form(case: Case, **changes: str) -> dict[str, str]:
    """Everything seen as it was declared."""
    return VISIT | {f"seen-{thing.key}": "same" for thing in declared_things(case)} | changes
