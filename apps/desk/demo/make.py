"""Making the whole demonstration, in one transaction."""

import datetime as dt
import gc
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from apps.core.bulk import refresh_statistics
from apps.desk.demo.accounts import make_accounts
from apps.desk.demo.after import make_reviews, tell_reviews, tell_taper
from apps.desk.demo.batches import draft_this_month, pay_months
from apps.desk.demo.bulk import write_homes
from apps.desk.demo.bulk_awards import write_awards
from apps.desk.demo.bulk_cases import CaseWriter
from apps.desk.demo.days import YEARS_BACK, Days
from apps.desk.demo.measures import tell_measures, tell_tekun_stop
from apps.desk.demo.money import tell_money
from apps.desk.demo.owed_back import tell_set_off
from apps.desk.demo.past import Planner, all_rulings
from apps.desk.demo.people import Register
from apps.desk.demo.register import tell_register
from apps.desk.demo.standards import draft_late_standard, draft_next_standard
from apps.desk.demo.stories import names, tell_stories
from apps.desk.demo.story_table import GRANTED, STORIES
from apps.desk.demo.streets import make_streets
from apps.documents.services import originals_by_first_readers
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.standards.queries import standards_held, work_calendar


@contextmanager
def savepoints(used: bool) -> Iterator[None]:
    """Hardly anything here is caught and undone alone: the one transaction stands or falls, and a quarter of all
    statements, the savepoints of the services, can be left out."""
    before = connection.features.uses_savepoints
    connection.features.uses_savepoints = used
    try:
        yield
    finally:
        connection.features.uses_savepoints = before


@contextmanager
def no_collection() -> Iterator[None]:
    """Hardly anything made here is garbage before the end; a tenth of the time went into looking for it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@no_collection()
@originals_by_first_readers()
@transaction.atomic
@savepoints(False)
def make_demo(day: dt.date, seed: int, say: Callable[[str], None]) -> None:
    """Everything, deterministic from day and seed; `say` gets a line with the seconds of each part."""
    rng = random.Random(f"{seed} {day.isoformat()}")  # noqa: S311 (invented people need no secret)
    register = Register(rng)
    register.keep(names())
    days = Days(day, work_calendar())
    begun = time.monotonic()
    make_accounts(day.replace(year=day.year - YEARS_BACK, month=1, day=1), day)
    streets = make_streets(day)
    begun = _say(say, "机构与人员", begun)
    with standards_held():
        planner = Planner(streets, days, rng, register)
        pasts = planner.plan()
        begun = _say(say, f"编排 {len(pasts)} 户", begun)
        writer = CaseWriter(streets, homes := write_homes(pasts))
        write_awards(writer.write(all_rulings(pasts)), writer, day)
        begun = _say(say, f"写入 {len(homes)} 户", begun)
        refresh_statistics()
        tell_taper(streets["XF"], days)
        tell_stories(GRANTED, streets, days, rng, register)
        paid = pay_months(streets, days, planner.months)
        begun = _say(say, f"发放 {paid} 批", begun)
        tell_measures(streets["WD"], days)
        told = tell_stories(STORIES, streets, days, rng, register)
        tell_tekun_stop(streets, days)
        tell_set_off(streets["XF"], days)
        draft_this_month(streets["XF"], days)
        tell_money(streets["XF"], days)
        begun = _say(say, f"在办 {told} 件", begun)
        under_review = make_reviews(streets, days, rng)
        tell_reviews(streets["XF"], days)
        tell_register(streets["XF"], days)
        begun = _say(say, f"核查 {under_review} 户", begun)
    with savepoints(True):  # drafting tries the change and takes it back
        draft_late_standard(day)
        draft_next_standard(day)
        begun = _say(say, "调标草稿 2 份", begun)
    record(
        EventKind.IMPORT,
        by=None,
        on=day,
        summary=f"生成演示数据，日期{day:%Y-%m-%d}，种子 {seed}。",
        detail={"day": day.isoformat(), "seed": seed},
    )


def _say(say: Callable[[str], None], what: str, begun: float) -> float:
    now = time.monotonic()
    say(f"{what}：{now - begun:.1f} 秒")
    return now
