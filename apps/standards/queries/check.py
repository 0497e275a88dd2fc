"""Whether every figure that a rule can ask for has a value today, every value is read, and published figures agree."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from apps.offices.models import Jurisdiction
from apps.rules.errors import RuleError
from apps.rules.standard_lookup import derive
from apps.rules.standards import Standards
from apps.standards.asked import FOR_REFERENCE, asked_by_name, asked_in_modules, may_be_missing
from apps.standards.models import Standard, StandardCode, StandardDraft
from apps.standards.queries.memory import standards_drafted, standards_for

TEKUN = ("tekun_standard_urban", "tekun_standard_rural_centralized", "tekun_standard_rural_dispersed")

# Figures that follow from one another: a new value of one is held against the others.
TOGETHER = {
    "dibao_standard",
    "edge_cash",
    "edge_cash_rate",
    "edge_income_upper",
    "tekun_floor_multiple",
    *TEKUN,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A code in one policy area. `kind`: value, off (not in force, which the rule allows), missing."""

    kind: str
    words: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class CheckRow:
    label: str
    code: str
    url: str
    cells: tuple[Cell, ...]
    asked: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A published figure beside the one that follows from the dibao standard. `kind`: equal, above, below, none."""

    area: str
    since: dt.date
    name: str
    formula: str
    derived: Decimal
    published: Decimal | None
    agrees: bool
    words: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    areas: tuple[str, ...]
    missing: tuple[CheckRow, ...]
    present: tuple[CheckRow, ...]
    unread: tuple[str, ...]
    unknown: tuple[str, ...]
    derived: tuple[Derived, ...]


def check_page(on: dt.date) -> CheckPage:
    """A few queries for each policy area; the code of the rules is read once."""
    areas = list(Jurisdiction.objects.exclude(code="CN").order_by("number"))
    views = {area.code: standards_for(area.code) for area in areas}
    codes = {code.code: code for code in StandardCode.objects.all()}
    asked = asked_in_modules(codes)
    rows = [_check_row(codes[name], asked[name], views, on) for name in codes if name in asked]
    lacking = [row for row in rows if any(cell.kind == "missing" for cell in row.cells)]
    return CheckPage(
        areas=tuple(area.name for area in areas),
        missing=tuple(lacking),
        present=tuple(row for row in rows if row not in lacking),
        unread=tuple(f"{codes[name].label}（{name}）" for name in unread_codes(codes)),
        unknown=tuple(sorted(set(asked_by_name()) - set(codes))),
        derived=derived_figures(areas, views),
    )


def unread_codes(known) -> tuple[str, ...]:
    """Codes that no rule names, besides those kept for reference."""
    asked = asked_in_modules(known)
    return tuple(name for name in known if name not in asked and name not in FOR_REFERENCE)


def _check_row(
    code: StandardCode, modules: frozenset[str], views: dict[str, Standards], on: dt.date
) -> CheckRow:
    cells = []
    for view in views.values():
        row = view.find(code.code, on)
        if row is not None:
            cells.append(Cell("value", code.shown(row.value or ""), row.confirmed))
        elif code.code in may_be_missing():
            cells.append(Cell("off", "未启用", True))
        else:
            cells.append(Cell("missing", "没有数值", False))
    url = reverse("standards:timeline", args=[code.code])
    return CheckRow(code.label, code.code, url, tuple(cells), "、".join(sorted(modules)))


def derived_figures(areas: list[Jurisdiction], views: dict[str, Standards]) -> tuple[Derived, ...]:
    """For each first day of a dibao standard, the latest first: what follows from it and what was published."""
    rows = Standard.objects.filter(code__code="dibao_standard", withdrawn_at__isnull=True)
    names = {area.pk: area for area in areas}
    found = []
    for row in rows.filter(jurisdiction__in=areas).order_by("jurisdiction__number", "-valid_from"):
        area = names[row.jurisdiction_id]
        found += _derived_on(area.name, views[area.code], row.valid_from)
    return tuple(found)


def drafted_figures(drafts: Iterable[StandardDraft]) -> tuple[Derived, ...]:
    """The same as it will be with these drafts, on the first day of each one that has to do with it."""
    drafts = [one for one in drafts if one.code.code in TOGETHER]
    days = sorted({(one.jurisdiction.code, one.jurisdiction.name, one.valid_from) for one in drafts})
    views = {area: standards_drafted(area, drafts) for area, _, _ in days}
    return tuple(figure for area, name, day in days for figure in _derived_on(name, views[area], day))


def _derived_on(area: str, view: Standards, day: dt.date) -> list[Derived]:
    found = []
    try:
        found.append(_edge_cash(area, view, day))
        found.append(_plain(area, view, day))
        found += [_tekun(area, view, day, code) for code in TEKUN]
    except RuleError:  # a figure has no value on that day; the table above says which
        pass
    return found


def _edge_cash(area: str, view: Standards, day: dt.date) -> Derived:
    worked, published = derive("edge_cash", view, day), _published(view, "edge_cash", day)
    agrees = published is None or worked == published
    words = "没有公布数" if published is None else "一致" if agrees else _apart(published - worked)
    return Derived(area, day, "边缘家庭救助金", "低保标准 × 30%，取整到元", worked, published, agrees, words)


def _plain(area: str, view: Standards, day: dt.date) -> Derived:
    return Derived(
        area,
        day,
        "边缘家庭收入上限",
        "低保标准 × 1.5",
        derive("edge_upper", view, day),
        None,
        True,
        "没有公布数",
    )


def _tekun(area: str, view: Standards, day: dt.date, code: str) -> Derived:
    floor, published = derive("tekun_floor", view, day), _published(view, code, day)
    agrees = published is None or published >= floor
    words = (
        "没有公布数" if published is None else "不低于底线" if agrees else f"低于底线 {floor - published} 元"
    )
    label = {"urban": "特困（城市）", "centralized": "特困（农村集中）", "dispersed": "特困（农村分散）"}
    return Derived(
        area, day, label[code.rsplit("_", 1)[1]], "低保标准 × 1.3 为底线", floor, published, agrees, words
    )


def _published(view: Standards, code: str, day: dt.date) -> Decimal | None:
    row = view.find(code, day)
    return Decimal(row.value) if row and row.value else None


def _apart(difference: Decimal) -> str:
    """公布数多 1.00 元."""
    return f"公布数{'多' if difference > 0 else '少'} {abs(difference)} 元"
