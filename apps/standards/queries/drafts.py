"""What the pages of drafts show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from apps.core.chinese import date_text, span_text
from apps.core.shapes import ApprovalChain, ChainLink
from apps.standards.access import drafts, may_approve, may_draft
from apps.standards.asked import enters_assessment
from apps.standards.models import DraftState, StandardDraft
from apps.standards.queries.check import TOGETHER, Derived, drafted_figures
from apps.standards.values import same_value

BADGES = {"drafted": "waiting", "approved": "done", "discarded": "returned"}


@dataclass(frozen=True, slots=True)
class DraftRow:
    act: str
    label: str
    area: str
    value: str
    before: str
    days: str
    badge: str
    state: str
    who: str
    url: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One draft with its approval chain; `approves` tells whether this person may press the button."""

    row: DraftRow
    document: str
    note: str
    reason: str
    confirmed: bool
    chain: ApprovalChain
    approves: bool
    discards: bool
    rehearses: bool
    why_not: str
    derived: tuple[Derived, ...]


def waiting_drafts() -> list[StandardDraft]:
    """Drafts that nobody has approved or discarded, the oldest first."""
    return list(drafts().filter(state=DraftState.DRAFTED).order_by("id"))


def draft_rows(found: Iterable[StandardDraft]) -> tuple[DraftRow, ...]:
    return tuple(map(_row, found))


def draft_page(draft: StandardDraft, user, on) -> DraftPage:
    """What is proposed, who signed, and whether this person may sign."""
    waiting = draft.state == DraftState.DRAFTED
    rehearses = waiting and needs_rehearsal(draft)
    own = draft.drafted_by_id == user.pk
    numbers = (draft.document_number, draft.document_title, draft.article)
    return DraftPage(
        row=_row(draft),
        document=" ".join(part for part in numbers if part) or "文件待补",
        note=draft.note,
        reason=draft.reason,
        confirmed=draft.confirmed,
        chain=_chain(draft),
        approves=waiting and not rehearses and not own and may_approve(user, on),
        discards=waiting and (may_draft(user, on) or may_approve(user, on)),
        rehearses=rehearses,
        why_not="您是起草人，不能批准；请交给另一位政策管理人员。" if waiting and own else "",
        derived=drafted_figures(_drafted_together(draft)) if waiting and draft.code.code in TOGETHER else (),
    )


def _drafted_together(draft: StandardDraft) -> list[StandardDraft]:
    """What waits in its area for the same first day, for the figures that follow from one another."""
    together = waiting_drafts()
    return [
        one
        for one in together
        if (one.jurisdiction_id, one.valid_from) == (draft.jurisdiction_id, draft.valid_from)
    ]


def needs_rehearsal(draft: StandardDraft) -> bool:
    """Whether approving it could change what households get: another value, or other days, of a code that `assess` reads."""
    row = draft.row
    if draft.act == StandardDraft.Act.REPLACE and row is not None and same_value(row.value, draft.value):
        days_stay = draft.valid_from == row.valid_from and draft.valid_to in (None, row.valid_to)
        if days_stay:
            return False
    return enters_assessment(draft.code.code)


def _row(draft: StandardDraft) -> DraftRow:
    return DraftRow(
        act=draft.get_act_display(),
        label=draft.code.label,
        area=draft.jurisdiction.name,
        value=draft.code.shown(draft.value) if draft.value else "—",
        before=draft.row.code.shown(draft.row.value) if draft.row else "—",
        days=span_text(draft.valid_from, draft.valid_to),
        badge=BADGES[draft.state],
        state=draft.get_state_display(),
        who=f"{draft.drafted_by}，{date_text(draft.drafted_on)}",
        url=reverse("standards:draft", args=[draft.pk]),
    )


def _chain(draft: StandardDraft) -> ApprovalChain:
    signed = (str(draft.drafted_by), date_text(draft.drafted_on))
    done = draft.approved_by is not None
    second = (str(draft.approved_by), date_text(draft.approved_on)) if done else ("须由另一人批准",)
    return ApprovalChain(
        links=(
            ChainLink("起草", "done", signed),
            ChainLink("批准", "done" if done else "now", second),
            ChainLink("生效", "later", (date_text(draft.valid_from),)),
        )
    )
