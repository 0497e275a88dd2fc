"""The YAML file of standards: read row by row, compared with what stands, and drafted; the same form as fixtures/standards.yaml."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Q

from apps.core.errors import Refused
from apps.offices.models import Jurisdiction
from apps.standards.models import Standard, StandardCode, StandardDraft
from apps.standards.services.drafts import Act, Proposal, draft_standard, undone
from apps.standards.services.rows import DAY, Source
from apps.standards.values import same_value

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXTS = (
    "code",
    "region",
    "value",
    "unit",
    "from",
    "to",
    "document_title",
    "document_number",
    "article",
    "note",
)
NEEDED = ("code", "region", "value", "from", "confirmed")
LARGEST = 1_000_000  # characters


@dataclass(frozen=True)
class Wrong:
    """A row of the file that cannot be taken over, and why."""

    line: int
    name: str
    why: str


@dataclass(frozen=True)
class Preview:
    """What a file would do: the drafts that it makes, how many of its rows stand already, and what is wrong."""

    proposals: tuple[tuple[int, Proposal], ...]
    unchanged: int
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True)
class _Row:
    line: int
    values: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.values.get("code", "")) or "（没有代码）"


def preview_import(text: str, *, reason: str, by, on: dt.date) -> Preview:
    """Look at the whole file without writing anything; every row that is wrong is told."""
    wrong: list[Wrong] = []
    proposals, unchanged = [], 0
    known = _Known.read()
    with undone():
        rows = _rows(text, wrong)
        _tell_overlaps(rows, wrong)
        told = {one.line for one in wrong}
        for row in (one for one in rows if one.line not in told):
            try:
                proposal = known.proposal(row, rows, reason, on)
                if proposal is None:
                    unchanged += 1
                    continue
                draft_standard(proposal, by=by, on=on)
                proposals.append((row.line, proposal))
            except Refused as refusal:
                wrong.append(Wrong(row.line, row.name, _why(refusal)))
    return Preview(tuple(proposals), unchanged, tuple(sorted(wrong, key=lambda one: one.line)))


@transaction.atomic
def import_standards(text: str, *, reason: str, by, on: dt.date) -> list[StandardDraft]:
    """Draft what the file adds and changes; all of it, or nothing.

    Refused: rows_wrong (naming the first), nothing_new.
    """
    preview = preview_import(text, reason=reason, by=by, on=on)
    if preview.wrong:
        first = preview.wrong[0]
        raise Refused(
            "rows_wrong",
            f"没有导入。有 {len(preview.wrong)} 行不能导入，第一处在第 {first.line} 行（{first.name}）：{first.why}",
            "file",
        )
    if not preview.proposals:
        raise Refused("nothing_new", "没有导入。文件内各行与系统内一致，没有需要起草的内容。", "file")
    return [draft_standard(proposal, by=by, on=on) for _, proposal in preview.proposals]


@dataclass
class _Known:
    """Codes, policy areas and live rows by code and area."""

    codes: dict[str, StandardCode]
    areas: dict[str, Jurisdiction]

    @classmethod
    def read(cls) -> "_Known":
        return cls(
            {code.code: code for code in StandardCode.objects.all()},
            {area.code: area for area in Jurisdiction.objects.all()},
        )

    def proposal(self, row: _Row, rows: list[_Row], reason: str, on: dt.date) -> Proposal | None:
        """What the row asks for; None if it stands already, or is only closed by the row after it."""
        new = self._new(row)
        there = _overlapping(new)
        if new.value == "" or any(_stands(one, new) for one in there):
            return None
        if not there:
            return new
        if len(there) > 1:
            raise Refused("standard_overlap", f"与系统内 {len(there)} 行日期重叠，请逐行办理。")
        old = there[0]
        if _closed_by_next(old, new, row, rows):
            return None
        late = new.valid_from < on or new.valid_from <= old.valid_from
        if not late and new.valid_to == old.valid_to:
            return replace(new, act=Act.SUCCEED, row=old)
        if new.valid_from < old.valid_from:
            raise Refused("standard_overlap", f"与系统内{old}重叠，起始日期早于它；请先改正文件。")
        return replace(new, act=Act.REPLACE, row=old, reason=reason)

    def _new(self, row: _Row) -> Proposal:
        values = row.values
        code, area = self.codes.get(values["code"]), self.areas.get(values["region"])
        if code is None:
            raise Refused("unknown_code", f"没有“{values['code']}”这个标准代码；请对照规则使用的代码。")
        if area is None:
            raise Refused("unknown_region", f"没有“{values['region']}”这个政策区域。")
        if values.get("unit") not in (None, code.unit):
            raise Refused("unit_differs", f"单位“{values['unit']}”与系统内“{code.unit}”不同。")
        source = Source(
            values.get("document_title") or "",
            values.get("document_number") or "",
            values.get("article") or "",
            values["confirmed"],
            values.get("note") or "",
        )
        if values["value"] is None:
            return Proposal(Act.ADD, code, area, dt.date.max)
        return Proposal(
            Act.ADD,
            code,
            area,
            _day(values["from"]),
            value=values["value"],
            valid_to=_day(values["to"]) if values.get("to") else None,
            source=source,
        )


def _rows(text: str, wrong: list[Wrong]) -> list[_Row]:
    """The rows of the file with their line numbers; what is no row, and what lacks its quotes, goes to `wrong`."""
    try:
        found = list(_nodes(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        wrong.append(Wrong(mark.line + 1 if mark else 1, "文件", "不是有效的 YAML 文件，读不下去。"))
        return []
    rows = []
    for line, values in found:
        why = _wrong_shape(values)
        name = str(values.get("code", "")) if isinstance(values, dict) else ""
        if why:
            wrong.append(Wrong(line, name or "（没有代码）", why))
        else:
            rows.append(_Row(line, values))
    return rows


def _tell_overlaps(rows: list[_Row], wrong: list[Wrong]) -> None:
    """Two rows of the file that share a day: the later one is told."""
    grouped: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        if row.values["value"] is not None:
            grouped.setdefault((row.values["code"], row.values["region"]), []).append(row)
    for group in grouped.values():
        group.sort(key=lambda row: row.values["from"] or "")
        for before, after in pairwise(group):
            if (before.values.get("to") or "9999") >= (after.values["from"] or ""):
                why = f"与本文件第 {before.line} 行日期重叠，同一天只能有一个数值。"
                wrong.append(Wrong(after.line, after.name, why))


def _nodes(text: str) -> Iterator[tuple[int, Any]]:
    loader = LOADER(text[:LARGEST])
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.SequenceNode):
            raise yaml.YAMLError("not a list")
        for node in root.value:
            yield node.start_mark.line + 1, loader.construct_document(node)
    finally:
        loader.dispose()


def _wrong_shape(values: Any) -> str:
    """Why this is no row of standards; empty if it is one."""
    if not isinstance(values, dict):
        return "不是一行标准，应写成 {code: …, region: …, value: …}。"
    lacking = [name for name in NEEDED if name not in values]
    if lacking:
        return f"缺少 {'、'.join(lacking)}。"
    for name in TEXTS:
        given = values.get(name)
        if given is not None and not isinstance(given, str):
            return f'{name} 的 {given} 没有加引号；数字和日期都要写成文本，如 "{given}"。'
    unknown = sorted(set(values) - {*TEXTS, "confirmed"})
    if unknown:
        return f"不认识的栏目 {'、'.join(map(str, unknown))}。"
    return "" if isinstance(values["confirmed"], bool) else "confirmed 应写 true 或 false。"


def _day(text: str | None) -> dt.date:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        raise Refused("day_not_readable", f'日期“{text}”读不懂，应写成 "2026-09-01"。') from None


def _overlapping(new: Proposal) -> list[Standard]:
    live = Standard.objects.filter(code=new.code, jurisdiction=new.jurisdiction, withdrawn_at__isnull=True)
    live = live.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=new.valid_from))
    if new.valid_to:
        live = live.filter(valid_from__lte=new.valid_to)
    return list(live.select_related("code", "jurisdiction").order_by("valid_from"))


def _stands(old: Standard, new: Proposal) -> bool:
    """The same days and value are there, and no newly confirmed document."""
    days = (old.valid_from, old.valid_to) == (new.valid_from, new.valid_to)
    return days and same_value(old.value, new.value) and (old.confirmed or not new.source.confirmed)


def _closed_by_next(old: Standard, new: Proposal, row: _Row, rows: list[_Row]) -> bool:
    """The row differs only by its last day, and the file has the row that succeeds it: the succession closes it."""
    if new.valid_to is None or old.valid_from != new.valid_from or not same_value(old.value, new.value):
        return False
    following = (new.valid_to + DAY).isoformat()
    same = (row.values["code"], row.values["region"])
    return any(
        (one.values["code"], one.values["region"]) == same and one.values["from"] == following for one in rows
    )


def _why(refusal: Refused) -> str:
    """The reason without the words that say what did not happen."""
    _, _, rest = refusal.message.partition("。")
    return rest if refusal.message.startswith("没有") and rest else refusal.message
