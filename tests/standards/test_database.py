"""What the database itself refuses about standards, as the role of the site; and the words in which a draft is told."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.core.errors import Refused
from apps.standards import services
from apps.standards.models import Standard
from apps.standards.services import Proposal, Source
from tests.offices.makers import TODAY, jurisdiction, user
from tests.standards.makers import code, drafter, standard

pytestmark = pytest.mark.django_db


def drafted(first: str, last: str = "", value: str = "1080", **more) -> str:
    """The refusal of a draft in words; empty when it is taken."""
    source = Source(more.pop("title", "通知"), confirmed=more.pop("confirmed", False))
    proposal = Proposal(
        "add",
        code(),
        jurisdiction(),
        dt.date.fromisoformat(first),
        value=value,
        valid_to=dt.date.fromisoformat(last) if last else None,
        source=source,
    )
    try:
        with services.drafts.undone():
            services.draft_standard(proposal, by=drafter("policy"), on=TODAY)
    except Refused as refusal:
        return refusal.message
    return ""


@pytest.mark.parametrize(
    ("first", "last", "free"),
    [
        ("2026-01-01", "2026-05-31", True),
        ("2026-01-01", "2026-06-01", False),
        ("2026-06-30", "2026-06-30", False),
        ("2026-12-31", "", False),
        ("2027-01-01", "", True),
        ("2026-01-01", "", False),
    ],
)
def test_one_value_a_day_for_a_draft_and_in_the_database(first, last, free):
    standard("1045", "2026-06-01", "2026-12-31")
    told = drafted(first, last)
    assert ("同一天只能有一个数值" in told) != free
    assert (told == "") == free
    row = {
        "valid_from": dt.date.fromisoformat(first),
        "valid_to": dt.date.fromisoformat(last) if last else None,
    }
    try:
        with transaction.atomic():
            Standard.objects.create(code=code(), jurisdiction=jurisdiction(), value="1", **row)
        written = True
    except IntegrityError:
        written = False
    assert written == free


def test_another_area_another_code_and_a_withdrawn_row_do_not_stand_in_the_way():
    row = standard()
    standard(area=jurisdiction("HB-QX", 2))
    standard(code=code("trial_other"))
    assert drafted("2026-01-01")
    services.withdraw_standard(row, reason="录错", by=user(), on=TODAY)
    assert not drafted("2026-01-01")


def test_a_draft_is_told_what_cannot_be_read():
    assert "读不懂" in drafted("2026-01-01", value="一千")
    assert "标准不能是负数" in drafted("2026-01-01", value="-1080")
    assert "文件名称" in drafted("2026-01-01", confirmed=True, title="")
    assert "终止日期早于起始日期" in drafted("2026-02-01", "2026-01-01")


@pytest.mark.parametrize(
    "change",
    [
        "value = '1'",
        "valid_from = '2025-01-01'",
        "code_id = code_id + 0, confirmed = false",
        "document_number = 'x'",
        "note = 'x'",
        "valid_to = '2028-01-01'",
        "valid_to = NULL",
        "replaces_id = id",
    ],
)
def test_a_row_in_force_is_not_rewritten(change):
    standard(last="2027-12-31")
    with (
        pytest.raises(DatabaseError, match="已经生效") as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE standards_standard SET {change} WHERE valid_to = '2027-12-31'")
    assert refusal.value.__cause__.sqlstate == "JZ002"


def test_a_row_in_force_may_end_earlier_and_be_withdrawn_once():
    row = standard()
    rows = Standard.objects.filter(pk=row.pk)
    assert rows.update(valid_to=TODAY) == 1
    assert rows.update(withdrawn_at=dt.datetime(2026, 11, 21, tzinfo=dt.UTC), withdrawn_reason="录错") == 1
    for change in ({"withdrawn_at": None}, {"withdrawn_reason": "x"}, {"valid_to": dt.date(2026, 1, 1)}):
        with pytest.raises(DatabaseError, match="已经撤回"), transaction.atomic():
            rows.update(**change)


def test_a_withdrawal_without_a_reason_is_refused():
    row = standard()
    with pytest.raises(IntegrityError), transaction.atomic():
        Standard.objects.filter(pk=row.pk).update(withdrawn_at=dt.datetime(2026, 11, 21, tzinfo=dt.UTC))


def test_a_row_in_force_is_not_deleted_and_one_to_come_may_be():
    row = standard(last="2027-06-30")
    with pytest.raises(DatabaseError, match="不能删除"), transaction.atomic():
        row.delete()
    assert standard("1080", "2099-01-01").delete()[0] == 1


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE standards_standard CASCADE",
        "UPDATE standards_historicalstandard SET value = '1'",
        "DELETE FROM standards_historicalstandard",
        "DROP TRIGGER in_force_is_read_only ON standards_standard",
    ],
)
def test_the_way_around_is_closed_too(statement):
    standard()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
