"""Standards and holidays from their data files."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from apps.rules.calendar import WorkCalendar
from apps.rules.standards import StandardRow, StandardTable

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
COLUMNS = (
    "code",
    "region",
    "value",
    "unit",
    "document_title",
    "document_number",
    "article",
    "confirmed",
    "note",
)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def standard_rows(path: Path = FIXTURES / "standards.yaml") -> tuple[StandardRow, ...]:
    return tuple(
        StandardRow(
            **{key: value for key, value in row.items() if key in COLUMNS},
            valid_from=day(row["from"]),
            valid_to=day(row["to"]),
        )
        for row in read_yaml(path)
    )


@cache
def standard_table(path: Path = FIXTURES / "standards.yaml") -> StandardTable:
    return StandardTable(standard_rows(path))


@cache
def work_calendar(path: Path = FIXTURES / "holidays.yaml") -> WorkCalendar:
    data = read_yaml(path)
    years = data["years"].values()
    return WorkCalendar(
        holidays=frozenset(day(text) for year in years for text in year["holidays"]),
        working=frozenset(day(text) for year in years for text in year["adjusted_working_days"]),
        covered_from=day(data["coverage"]["from"]),
        covered_to=day(data["coverage"]["to"]),
    )
