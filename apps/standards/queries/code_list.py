"""The list of standards by subject: what holds today, what comes next, what is open."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from apps.core.chinese import date_text
from apps.offices.models import Jurisdiction
from apps.standards.asked import may_lack
from apps.standards.models import DraftState, Standard, StandardCode, StandardDraft
from apps.standards.queries.groups import GROUPS, Group, group_of
from apps.standards.queries.timeline import state_of

COUNTRY = "CN"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty texts narrow nothing. `state`: open, missing, coming or drafted."""

    words: str = ""
    area: str = ""
    group: str = ""
    state: str = ""


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One standard in one policy area on a day. `coming`: the next value and its day. `kind`: confirmed, open, missing, off."""

    code: str
    label: str
    area: str
    area_code: str
    value: str
    since: str
    coming: str
    kind: str
    drafts: int
    url: str

    @property
    def badge(self) -> tuple[str, str]:
        """The badge and its words; a value that may be missing has none."""
        return {
            "confirmed": ("done", "已确认"),
            "open": ("waiting", "待确认"),
            "missing": ("differs", "没有数值"),
            "off": ("", "未启用"),
        }[self.kind]

    @property
    def states(self) -> set[str]:
        return {self.kind} | ({"coming"} if self.coming else set()) | ({"drafted"} if self.drafts else set())


@dataclass(frozen=True, slots=True)
class CodeGroup:
    name: str
    title: str
    rows: tuple[CodeRow, ...]


@dataclass(frozen=True, slots=True)
class CodeList:
    """`missing`: names of what the rules need and has no value on the day, whatever the list is narrowed to."""

    groups: tuple[CodeGroup, ...]
    total: int
    shown: int
    missing: tuple[str, ...]


def code_list(on: dt.date, wanted: Wanted = EVERYTHING) -> CodeList:
    """Three queries, whatever the number of standards. With an area: what holds there, its own or the country's."""
    every = _rows(on)
    rows = [row for row in _holding_in(every, wanted.area) if _fits(row, wanted)]
    groups = (CodeGroup(one.name, one.title, _of(rows, one)) for one in GROUPS)
    return CodeList(
        groups=tuple(group for group in groups if group.rows),
        total=len(every),
        shown=len(rows),
        missing=tuple(dict.fromkeys(row.label for row in every if row.kind == "missing")),
    )


def _of(rows: Iterable[CodeRow], group: Group) -> tuple[CodeRow, ...]:
    """What is off comes last."""
    own = (row for row in rows if group_of(row.code) == group)
    return tuple(sorted(own, key=lambda row: row.kind == "off"))


def _holding_in(rows: list[CodeRow], area: str) -> list[CodeRow]:
    """The rows of the area, and those of the country for codes of which the area has none."""
    if not area:
        return rows
    own = {row.code for row in rows if row.area_code == area}
    return [
        row for row in rows if row.area_code == area or (row.area_code == COUNTRY and row.code not in own)
    ]


def _fits(row: CodeRow, wanted: Wanted) -> bool:
    return (
        wanted.words.lower() in f"{row.label} {row.code}".lower()
        and wanted.group in ("", group_of(row.code).name)
        and (not wanted.state or wanted.state in row.states)
    )


def _rows(on: dt.date) -> list[CodeRow]:
    live = Standard.objects.filter(withdrawn_at__isnull=True).select_related("jurisdiction")
    by_code: dict[int, list[Standard]] = {}
    for row in live.order_by("jurisdiction__number", "valid_from"):
        by_code.setdefault(row.code_id, []).append(row)
    waiting = list(
        StandardDraft.objects.filter(state=DraftState.DRAFTED).values_list("code_id", "jurisdiction_id")
    )
    found: list[CodeRow] = []
    for code in StandardCode.objects.order_by("id"):
        found += _code_rows(code, by_code.get(code.pk, []), waiting, on)
    return found


def _code_rows(
    code: StandardCode, rows: list[Standard], waiting: list[tuple[int, int]], on: dt.date
) -> Iterable[CodeRow]:
    areas = list(dict.fromkeys(row.jurisdiction for row in rows))
    if not areas:
        yield _row(code, None, [], sum(1 for one, _ in waiting if one == code.pk), on)
    for area in areas:
        own = [row for row in rows if row.jurisdiction_id == area.pk]
        yield _row(code, area, own, waiting.count((code.pk, area.pk)), on)


def _row(
    code: StandardCode, area: Jurisdiction | None, rows: list[Standard], drafts: int, on: dt.date
) -> CodeRow:
    now = next((row for row in rows if state_of(row, on) == "now"), None)
    later = next((row for row in rows if state_of(row, on) == "coming"), None)
    return CodeRow(
        code=code.code,
        label=code.label,
        area=area.name if area else "全国",
        area_code=area.code if area else COUNTRY,
        value=code.shown(now.value) if now else _ended(code, rows),
        since=f"{date_text(now.valid_from)}起" if now else "",
        coming=f"{date_text(later.valid_from)}起 {code.shown(later.value)}" if later else "",
        kind=_kind(code.code, now),
        drafts=drafts,
        url=reverse("standards:timeline", args=[code.code]),
    )


def _ended(code: StandardCode, rows: list[Standard]) -> str:
    """What stands where no value does: until when there was one."""
    days = [row.valid_to for row in rows if row.valid_to]
    return f"{date_text(max(days))}止" if days else "—"


def _kind(code: str, now: Standard | None) -> str:
    if now is not None:
        return "confirmed" if now.confirmed else "open"
    return "off" if may_lack(code) else "missing"
