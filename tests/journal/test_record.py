"""The journal: what is written, and that nobody changes it afterwards, in SQL as the role of the site."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.core.request import request_memory
from apps.journal.kinds import EventKind, Side
from apps.journal.models import Event, Run
from apps.journal.services import record
from tests.offices.makers import TODAY, user

pytestmark = pytest.mark.django_db

OFFICE = SimpleNamespace(code="120104001", name="长虹街道")
CASE = SimpleNamespace(id=7, number="南长低〔2026〕7号", household_id=3)


def test_an_event_keeps_who_where_and_on_which_case():
    person = user()
    with request_memory() as memory:
        event = record(
            EventKind.ACCEPT,
            by=person,
            on=TODAY,
            summary="受理申请。",
            office=OFFICE,
            case=CASE,
            side=Side.RESIDENCE,
        )
    event.refresh_from_db()
    assert (event.actor_id, event.actor_name, event.office_code) == (person.pk, "张三", "120104001")
    assert (event.case_id, event.case_number, event.household_id) == (7, CASE.number, 3)
    assert (event.day, event.side, event.request_id) == (TODAY, "residence", memory["id"])
    assert event.get_kind_display() == "受理"


def test_the_system_signs_with_its_own_name():
    assert record(EventKind.RUN, by=None, on=TODAY, summary="夜间任务。").actor_name == "系统"


def test_personal_numbers_never_reach_an_event():
    event = record(
        EventKind.NOTE,
        by=None,
        on=TODAY,
        summary="电话15412345678联系不上。",
        detail={"rows": [{"number": "12999919900101042X"}], "count": 2},
    )
    assert event.summary == "电话154****5678联系不上。"
    assert event.detail == {"rows": [{"number": "1299**********042X"}], "count": 2}


def test_a_kind_outside_the_closed_list_is_no_event():
    with pytest.raises(ValueError, match="is not a valid EventKind"):
        record("approve", by=None, on=TODAY, summary="")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_event SET summary = 'x'",
        "UPDATE journal_event SET id = id",
        "DELETE FROM journal_event",
        "TRUNCATE journal_event",
        "INSERT INTO journal_event SELECT * FROM journal_event ON CONFLICT (id) DO UPDATE SET summary = 'x'",
        "ALTER TABLE journal_event DISABLE TRIGGER ALL",
        "DROP TABLE journal_event",
    ],
)
def test_the_database_refuses_to_change_an_event(statement):
    event = record(EventKind.NOTE, by=None, on=TODAY, summary="原话。")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get(pk=event.pk).summary == "原话。"


def test_the_refusal_of_the_database_is_a_chinese_sentence_with_a_state_of_its_own():
    record(EventKind.NOTE, by=None, on=TODAY, summary="原话。")
    with pytest.raises(DatabaseError, match="只增不改") as refusal, transaction.atomic():
        Event.objects.update(summary="改写")
    assert refusal.value.__cause__.sqlstate == "JZ001"


def test_a_run_is_once_by_key_and_ends_only_when_every_row_is_accounted_for():
    run = Run.objects.create(kind="batch", key="2026-11", total=10, done=7, excluded=2, by_name="系统")
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state="done")
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(done=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(kind="batch", key="2026-11", by_name="系统")
    assert Run.objects.filter(pk=run.pk).update(done=8, state="done") == 1
