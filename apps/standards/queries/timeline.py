"""The timeline of one standard: past, in force, to come, withdrawn."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from apps.core.chinese import date_text, span_text
from apps.core.shapes import Link
from apps.rules.errors import how_to_enter
from apps.standards.asked import may_lack
from apps.standards.models import DraftState, Standard, StandardCode, StandardDraft

WORDS = {
    "now": ("done", "现行"),
    "coming": ("waiting", "未生效"),
    "past": ("not_started", "已过期"),
    "withdrawn": ("returned", "已撤回"),
}
ORDER = ("coming", "now", "past", "withdrawn")


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One dated row. `acts` are what policy staff may draft for it."""

    kind: str
    badge: str
    state: str
    area: str
    value: str
    days: str
    document: str
    confirmed: bool
    note: str
    signed: str
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    title: str
    code: str
    unit: str
    rows: tuple[TimelineRow, ...]
    drafts: tuple[StandardDraft, ...]
    add_url: str
    lacking: str


def timeline_page(code: StandardCode, on: dt.date, *, drafting: bool) -> TimelinePage:
    """All rows of a standard, the coming ones first; a row bears who drafted and approved it."""
    rows = Standard.objects.filter(code=code).select_related(
        "code", "jurisdiction", "made_by_draft__drafted_by", "made_by_draft__approved_by", "withdrawn_by"
    )
    shown = [_timeline_row(row, on, drafting) for row in rows.order_by("jurisdiction__number", "-valid_from")]
    drafts = StandardDraft.objects.filter(code=code, state=DraftState.DRAFTED)
    new = reverse("standards:draft_new")
    return TimelinePage(
        title=code.label,
        code=code.code,
        unit=code.unit_label,
        rows=tuple(sorted(shown, key=lambda row: ORDER.index(row.kind))),
        drafts=tuple(drafts.select_related("code", "jurisdiction", "drafted_by", "row__code")),
        add_url=f"{new}?act=add&code={code.code}" if drafting else "",
        lacking=_lacking(code.code, shown, on),
    )


def _lacking(code: str, rows: list[TimelineRow], on: dt.date) -> str:
    """What to do where a rule needs the standard and it has no value on the day; nothing where it may be missing."""
    if any(row.kind == "now" for row in rows) or may_lack(code):
        return ""
    return f"规则用到它时指名拒绝，不按零计算。{how_to_enter(code, on)}"


def state_of(row: Standard, on: dt.date) -> str:
    """now, coming, past or withdrawn."""
    if row.withdrawn_at:
        return "withdrawn"
    if row.valid_from > on:
        return "coming"
    return "now" if row.valid_to is None or row.valid_to >= on else "past"


def _timeline_row(row: Standard, on: dt.date, drafting: bool) -> TimelineRow:
    kind = state_of(row, on)
    badge, state = WORDS[kind]
    source = " ".join(part for part in (row.document_number, row.document_title, row.article) if part)
    note = f"撤回原因：{row.withdrawn_reason}" if row.withdrawn_at else row.note
    return TimelineRow(
        kind=kind,
        badge=badge,
        state=state,
        area=row.jurisdiction.name,
        value=row.value_shown,
        days=span_text(row.valid_from, row.valid_to),
        document=source or "文件待补",
        confirmed=row.confirmed,
        note=note,
        signed=_signed(row),
        acts=_acts(row, kind) if drafting else (),
    )


def _signed(row: Standard) -> str:
    draft = getattr(row, "made_by_draft", None)
    if draft is None:
        return "基础数据"
    return f"{draft.drafted_by}起草，{draft.approved_by}批准，{date_text(draft.approved_on)}"


def _acts(row: Standard, kind: str) -> tuple[Link, ...]:
    new = reverse("standards:draft_new")
    acts = {
        "now": (("succeed", "接续"), ("replace", "替换"), ("withdraw", "撤回")),
        "coming": (("correct", "更正"), ("withdraw", "撤回")),
        "past": (("replace", "替换"),),
    }
    return tuple(Link(label, f"{new}?act={act}&row={row.pk}") for act, label in acts.get(kind, ()))
