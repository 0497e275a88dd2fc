"""The list of standards and the timeline of one: past, in force, to come, withdrawn."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from apps.core.chinese import span_text
from apps.core.shapes import Link
from apps.standards.models import DraftState, Standard, StandardCode, StandardDraft

WORDS = {
    "now": ("done", "现行"),
    "coming": ("waiting", "未生效"),
    "past": ("not_started", "已过期"),
    "withdrawn": ("returned", "已撤回"),
}
ORDER = ("coming", "now", "past", "withdrawn")


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One standard in one policy area on a day; `coming` is the next value, with its day."""

    code: str
    label: str
    area: str
    value: str
    since: str
    coming: str
    confirmed: bool
    drafts: int
    url: str


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


def code_rows(on: dt.date, kind: str = "") -> tuple[CodeRow, ...]:
    """Every code and area with a value on the day or later; codes without any come with 没有数值."""
    codes = StandardCode.objects.order_by("code")
    if kind:
        codes = codes.filter(kind=kind)
    live = Standard.objects.filter(withdrawn_at__isnull=True, code__in=codes).select_related("jurisdiction")
    by_code: dict[int, list[Standard]] = {}
    for row in live.order_by("jurisdiction__number", "valid_from"):
        by_code.setdefault(row.code_id, []).append(row)
    waiting = list(
        StandardDraft.objects.filter(state=DraftState.DRAFTED).values_list("code_id", "jurisdiction_id")
    )
    found = []
    for code in codes:
        found += _code_rows(code, by_code.get(code.pk, []), waiting, on)
    return tuple(found)


def _code_rows(
    code: StandardCode, rows: list[Standard], waiting: list[tuple[int, int]], on: dt.date
) -> Iterable[CodeRow]:
    url = reverse("standards:timeline", args=[code.code])
    areas = list(dict.fromkeys(row.jurisdiction for row in rows))
    if not areas:
        drafts = sum(1 for one, _ in waiting if one == code.pk)
        yield CodeRow(code.code, code.label, "全国", "没有数值", "", "", True, drafts, url)
    for area in areas:
        own = [row for row in rows if row.jurisdiction_id == area.pk]
        now = next((row for row in own if state_of(row, on) == "now"), None)
        later = next((row for row in own if state_of(row, on) == "coming"), None)
        yield CodeRow(
            code=code.code,
            label=code.label,
            area=area.name,
            value=code.shown(now.value) if now else "今日没有数值",
            since=f"自{_day(now.valid_from)}" if now else "",
            coming=f"{_day(later.valid_from)}起 {code.shown(later.value)}" if later else "",
            confirmed=now.confirmed if now else True,
            drafts=waiting.count((code.pk, area.pk)),
            url=url,
        )


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
    )


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
    return f"{draft.drafted_by}起草，{draft.approved_by}批准，{_day(draft.approved_on)}"


def _acts(row: Standard, kind: str) -> tuple[Link, ...]:
    new = reverse("standards:draft_new")
    acts = {
        "now": (("succeed", "接续"), ("replace", "替换"), ("withdraw", "撤回")),
        "coming": (("correct", "更正"), ("withdraw", "撤回")),
        "past": (("replace", "替换"),),
    }
    return tuple(Link(label, f"{new}?act={act}&row={row.pk}") for act, label in acts.get(kind, ()))


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
