"""Loading regions and offices from fixtures/regions.csv: what is missing is added, what differs is told, nothing is overwritten."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from apps.core.bulk import bulk_create_with_history
from apps.offices.models import Jurisdiction, Level, Office, Region

JURISDICTIONS = (("TJ", "天津市", 1), ("HB-QX", "石家庄市桥西区", 2), ("CN", "全国", 3))
JURISDICTION_BY_PREFIX = {"12": "TJ", "13": "HB-QX"}


@dataclass
class Loaded:
    """What one loading did: rows added and found as they were, by table; and sentences on what differs."""

    added: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def count(self, table: str, *, added: int, unchanged: int) -> None:
        self.added[table] = self.added.get(table, 0) + added
        self.unchanged[table] = self.unchanged.get(table, 0) + unchanged

    @property
    def changed_something(self) -> bool:
        return any(self.added.values())


@transaction.atomic
def load_regions(path: Path, loaded: Loaded) -> None:
    """Jurisdictions, regions and one office for each region."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    _load_jurisdictions(loaded)
    for level in (Level.CITY, Level.DISTRICT, Level.STREET):
        _load_level([row for row in rows if row["level"] == level], loaded)
    for level in (Level.CITY, Level.DISTRICT, Level.STREET):
        _load_offices(level, loaded)


def _load_jurisdictions(loaded: Loaded) -> None:
    known = set(Jurisdiction.objects.values_list("code", flat=True))
    missing = [
        Jurisdiction(code=code, name=name, number=number)
        for code, name, number in JURISDICTIONS
        if code not in known
    ]
    Jurisdiction.objects.bulk_create(missing)
    loaded.count("政策区域", added=len(missing), unchanged=len(JURISDICTIONS) - len(missing))


def _load_level(rows: list[dict[str, str]], loaded: Loaded) -> None:
    """Regions of one level; those above are there already."""
    known = {region.code: region for region in Region.objects.all()}
    areas = {area.code: area for area in Jurisdiction.objects.all()}
    missing = []
    for row in rows:
        present = known.get(row["code"])
        if present is None:
            area = areas[JURISDICTION_BY_PREFIX[row["code"][:2]]]
            parent = known.get(row["parent"])
            missing.append(
                Region(
                    code=row["code"], level=row["level"], name=row["name"], parent=parent, jurisdiction=area
                )
            )
        elif present.name != row["name"]:
            loaded.differences.append(
                f"区划{row['code']}：系统内为“{present.name}”，文件内为“{row['name']}”，未改动。"
            )
    Region.objects.bulk_create(missing)
    loaded.count("行政区划", added=len(missing), unchanged=len(rows) - len(missing))


def _load_offices(level: Level, loaded: Loaded) -> None:
    """One office for each region of this level that has none under its code."""
    regions = Region.objects.filter(level=level).select_related("parent__parent").order_by("code")
    offices = {office.code: office for office in Office.objects.all()}
    taken = {office.short_name for office in offices.values()}
    missing = []
    for region in regions:
        if region.code not in offices:
            missing.append(_office_of(region, offices, taken))
    bulk_create_with_history(missing, Office, reason="载入基础数据")
    loaded.count("机构", added=len(missing), unchanged=len(regions) - len(missing))


def _office_of(region: Region, offices: dict[str, Office], taken: set[str]) -> Office:
    parent = offices.get(region.parent.code) if region.parent else None
    short_name = next(name for name in short_names(region) if name not in taken)
    taken.add(short_name)
    return Office(
        code=region.code,
        name=region.name if region.level == Level.STREET else f"{region.name}民政局",
        full_name=full_name(region),
        short_name=short_name,
        level=region.level,
        region=region,
        parent=parent,
        jurisdiction_id=region.jurisdiction_id,
    )


def full_name(region: Region) -> str:
    """How the office signs letters: 天津市南开区学府街道办事处, …镇人民政府, 天津市南开区民政局."""
    if region.level == Level.STREET:
        tail = "办事处" if region.name.endswith("街道") else "人民政府"
        return f"{region.parent.parent.name}{region.parent.name}{region.name}{tail}"
    return f"{region.parent.name if region.parent else ''}{region.name}民政局"


def short_names(region: Region) -> Iterable[str]:
    """Names for paper numbers, shortest first: 南学, then 南学府, 南开学, 南开学府, at last the code; the first free one is taken."""
    own = region.name.removesuffix("街道").removesuffix("镇").removesuffix("乡")
    own = own.removesuffix("新区").removesuffix("区").removesuffix("市")
    if region.level == Level.STREET:
        above = region.parent.name.removesuffix("新区").removesuffix("区")
        yield from (above[0] + own[0], above[0] + own[:2], above + own[0], above + own[:2], above + own)
    else:
        yield from (own, region.name)
    yield region.code
