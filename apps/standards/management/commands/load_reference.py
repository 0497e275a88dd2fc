"""Load regions, offices, standards and holidays from fixtures/. Run again it changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from apps.core import clock
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.reference import Loaded, load_regions
from apps.standards.reference import load_holidays, load_open_points, load_standards

FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = "载入行政区划、机构、标准和节假日；已有的不改动，不同之处列出来。"

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        loaded, today = Loaded(), clock.today()
        load_regions(FIXTURES / "regions.csv", loaded)
        load_standards(FIXTURES / "standards.yaml", FIXTURES / "standard_codes.yaml", loaded)
        load_open_points(FIXTURES / "open_points.yaml", loaded)
        load_holidays(FIXTURES / "holidays.yaml", loaded, on=today)
        if loaded.changed_something:
            added = "、".join(f"{table}{count}项" for table, count in loaded.added.items() if count)
            record(
                EventKind.REFERENCE,
                by=None,
                on=today,
                summary=f"载入基础数据：{added}。",
                detail=loaded.added,
            )
        self._report(loaded, in_full=options["verbosity"] > 0)

    def _report(self, loaded: Loaded, *, in_full: bool) -> None:
        for table, added in loaded.added.items() if in_full else ():
            self.stdout.write(f"{table}：新增 {added}，原有 {loaded.unchanged[table]}")
        for sentence in loaded.differences:
            self.stdout.write(f"不同：{sentence}")
