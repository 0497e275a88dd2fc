"""The number of queries of a page does not grow with its rows: asked with one row and with thirty."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.core import clock
from apps.journal.services import record
from apps.offices.models import Duty, User
from apps.offices.roles import Role
from apps.payments.models import Batch, BatchState
from apps.payments.services import draft_batch
from apps.routing.models import Case
from apps.routing.services import submit_case
from tests.benefits import makers
from tests.payments.makers import DRAFTED, NOVEMBER, award

pytestmark = pytest.mark.django_db
MANY = 30


@pytest.fixture
def world():
    made = makers.world()
    clock.set_demonstration_day(DRAFTED, by=made.clerk)
    return made


def submit(world, place: int) -> Case:
    """A case that waits for acceptance."""
    home = makers.household(world.residence, world.hukou, f"户主{place}", f"家人{place}")
    people = [row.person for row in home.memberships.all()]
    return submit_case(
        home, programme="dibao", persons=people, applied_at=world.residence, by=world.clerk, on=DRAFTED
    )


def past_batch(world, place: int) -> None:
    """A batch of a month long ago."""
    month = dt.date(2020 + place // 12, place % 12 + 1, 1)
    Batch.objects.create(
        number=f"旧批次{place}", office=world.hukou, month=month, drafted_by=world.hukou_clerk, drafted_on=month,
        state=BatchState.DRAFT,
    )  # fmt: skip


def happen(world, place: int) -> None:
    """One event more on the only case."""
    case = Case.objects.first() or submit(world, 0)
    record(
        "accept", by=world.clerk, on=DRAFTED, summary=f"第 {place} 件事。", office=world.residence, case=case
    )


def case_page(world) -> str:
    return f"/cases/{Case.objects.get().pk}/"


@pytest.mark.parametrize(
    ("who", "add", "address", "posted"),
    [
        ("clerk", submit, lambda world: "/", None),
        ("supervisor", submit, lambda world: "/?view=all", None),
        ("clerk", submit, lambda world: "/households/", None),
        ("clerk", submit, lambda world: "/households/", {"terms": "户主"}),
        ("clerk", submit, lambda world: "/search/", {"terms": "家人"}),
        ("hukou_clerk", past_batch, lambda world: "/payments/", None),
        ("clerk", happen, case_page, None),
    ],
    ids=["worklist", "worklist of a supervisor", "households", "households found", "search", "batches", "case"],
)  # fmt: skip
def test_a_page_asks_as_often_for_thirty_rows_as_for_two(world, who, add, address, posted):
    for place in range(2):
        add(world, place)
    few = look(getattr(world, who), address(world), posted)
    for place in range(2, MANY):
        add(world, place)
    many = look(getattr(world, who), address(world), posted)
    print(f"{who} {address(world)}: {len(few.queries)} queries")
    assert many.rows >= few.rows + 18
    assert len(many.queries) == len(few.queries), differing(few, many)


def test_a_batch_asks_as_often_for_thirty_households_as_for_two(world):
    """Two streets, one reader who works for both."""
    Duty.objects.create(user=world.stranger, office=world.hukou, role=Role.CLERK, valid_from=makers.SINCE)
    pages = []
    for office, count in ((world.hukou, 2), (world.elsewhere, MANY)):
        for place in range(count):
            award(world, f"户{place}", at=office)
            award(world, f"缺账户{place}", at=office, account=None)
        batch = draft_batch(office, NOVEMBER, by=world.stranger, on=DRAFTED)
        pages.append(look(world.stranger, f"/payments/{batch.pk}/"))
    few, many = pages
    print(f"batch: {len(few.queries)} queries")
    assert many.rows >= few.rows + 18
    assert len(many.queries) == len(few.queries), differing(few, many)


@dataclass(frozen=True)
class Look:
    """The statements of one look at a page, and how many rows it showed."""

    queries: list[str]
    rows: int


def look(user: User, url: str, posted: dict | None = None) -> Look:
    """The second look, after a first one that fills the caches."""
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            response = client.get(url) if posted is None else client.post(url, posted)
        assert response.status_code == 200
    page = response.content.decode()
    return Look([query["sql"] for query in seen.captured_queries], page.count("<tr") + page.count("<li"))


def differing(few: Look, many: Look) -> str:
    return "\n".join(sql[:300] for sql in many.queries if many.queries.count(sql) > few.queries.count(sql))
