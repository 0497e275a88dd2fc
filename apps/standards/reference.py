"""Loading standards and holidays from fixtures/: what is missing is added, what differs is told, nothing is overwritten."""

import datetime as dt
import fnmatch
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from apps.core.bulk import bulk_create_with_history
from apps.core.chinese import span_text
from apps.offices.models import Jurisdiction
from apps.offices.reference import Loaded
from apps.standards.calendar import enter_calendar_year
from apps.standards.models import CalendarYear, OpenPoint, Standard, StandardCode
from apps.standards.values import same_value

TEXTS = ("document_title", "document_number", "article", "note")
REASON = "载入基础数据"


@transaction.atomic
def load_standards(rows_path: Path, names_path: Path, loaded: Loaded) -> None:
    """The codes with their Chinese names, then the dated rows; a row without value only makes its code known."""
    rows = _read(rows_path)
    _load_codes(rows, _read(names_path), loaded)
    codes = {code.code: code for code in StandardCode.objects.all()}
    areas = {area.code: area for area in Jurisdiction.objects.all()}
    present = _present_rows()
    wanted = [_standard(row, codes, areas) for row in rows if row["value"] is not None]
    missing = [
        new for new in wanted if _is_missing(new, present.get((new.code_id, new.jurisdiction_id), []), loaded)
    ]
    bulk_create_with_history(missing, Standard, reason=REASON)
    loaded.count("标准", added=len(missing), unchanged=len(wanted) - len(missing))


@transaction.atomic
def load_holidays(path: Path, loaded: Loaded, *, on: dt.date) -> None:
    """Years not yet entered. The file covers all published years, so that no other source of holidays is asked."""
    content = _read(path)
    entered = set(CalendarYear.objects.values_list("year", flat=True))
    years = {int(year): days for year, days in content["years"].items() if int(year) not in entered}
    for year, days in sorted(years.items()):
        enter_calendar_year(
            year,
            holidays=map(dt.date.fromisoformat, days["holidays"]),
            working=map(dt.date.fromisoformat, days["adjusted_working_days"]),
            source=content["source"],
            by=None,
            on=on,
        )
    loaded.count("日历年份", added=len(years), unchanged=len(content["years"]) - len(years))


@transaction.atomic
def load_open_points(path: Path, loaded: Loaded) -> None:
    """Points not yet known, with the codes of their standards; `*` in a code stands for any ending."""
    entries = _read(path)
    known = set(OpenPoint.objects.values_list("code", flat=True))
    codes = list(StandardCode.objects.order_by("id").values_list("code", flat=True))
    missing = [
        OpenPoint(
            code=entry["code"],
            question=entry["question"],
            default=entry["default"],
            parameters=[code for form in entry["parameters"] for code in _matching(form, codes)],
        )
        for entry in entries
        if entry["code"] not in known
    ]
    bulk_create_with_history(missing, OpenPoint, reason=REASON)
    loaded.count("待确认事项", added=len(missing), unchanged=len(entries) - len(missing))


def _matching(form: str, codes: list[str]) -> list[str]:
    """The codes that a form means; one that means none is a mistake of the file."""
    found = fnmatch.filter(codes, form)
    if not found:
        raise ValueError(f"open_points.yaml: no standard is called {form}")
    return found


def _read(path: Path) -> Any:
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def _load_codes(rows: list[dict[str, Any]], names: dict[str, Any], loaded: Loaded) -> None:
    """Codes that are not known yet; a changed name in the file is told."""
    known = {code.code: code for code in StandardCode.objects.all()}
    units = {row["code"]: row["unit"] for row in rows}
    missing = []
    for name, unit in units.items():
        entry, form = names["codes"][name], names["units"][unit]
        if name not in known:
            missing.append(
                StandardCode(
                    code=name,
                    label=entry["label"],
                    unit=unit,
                    unit_label=form["label"],
                    kind=form["kind"],
                    choices=entry.get("choices", {}),
                )
            )
        elif (known[name].label, known[name].unit) != (entry["label"], unit):
            loaded.differences.append(f"标准名称{name}：系统内与文件内不同，未改动。")
    bulk_create_with_history(missing, StandardCode, reason=REASON)
    loaded.count("标准名称", added=len(missing), unchanged=len(units) - len(missing))


def _present_rows() -> dict[tuple[int, int], list[Standard]]:
    present: dict[tuple[int, int], list[Standard]] = {}
    for row in Standard.objects.select_related("code"):
        present.setdefault((row.code_id, row.jurisdiction_id), []).append(row)
    return present


def _standard(
    row: dict[str, Any], codes: dict[str, StandardCode], areas: dict[str, Jurisdiction]
) -> Standard:
    return Standard(
        code=codes[row["code"]],
        jurisdiction=areas[row["region"]],
        value=row["value"],
        valid_from=dt.date.fromisoformat(row["from"]),
        valid_to=dt.date.fromisoformat(row["to"]) if row["to"] else None,
        confirmed=row["confirmed"],
        **{field: row.get(field) or "" for field in TEXTS},
    )


def _is_missing(new: Standard, present: list[Standard], loaded: Loaded) -> bool:
    """Whether the row has to be added: no row of its days is there. One that differs is told and left alone."""
    sharing = [row for row in present if _share_a_day(row, new)]
    if not sharing:
        return True
    if not any(_equal(row, new) for row in sharing):
        days = span_text(new.valid_from, new.valid_to)
        there = "；".join(
            f"{row.value_shown}（{span_text(row.valid_from, row.valid_to)}）" for row in sharing
        )
        loaded.differences.append(
            f"标准{new.code}，{new.jurisdiction}：文件内为{new.value_shown}（{days}），系统内为{there}，未改动。"
        )
    return False


def _share_a_day(one: Standard, other: Standard) -> bool:
    return one.valid_from <= (other.valid_to or dt.date.max) and other.valid_from <= (
        one.valid_to or dt.date.max
    )


def _equal(one: Standard, other: Standard) -> bool:
    """Same days and value, not withdrawn."""
    days = (one.valid_from, one.valid_to) == (other.valid_from, other.valid_to)
    return days and same_value(one.value, other.value) and one.withdrawn_at is None
