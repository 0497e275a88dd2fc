"""The door for bulk writes keeps the history that Django's own ways would lose."""

import pytest

from apps.core.bulk import bulk_create_with_history, bulk_update_with_history
from apps.offices.models import Community
from tests.offices.makers import office, user

pytestmark = pytest.mark.django_db


def test_bulk_writes_leave_a_history_row_each_with_who_and_why():
    at, person = office(), user()
    wanted = [Community(office=at, code=f"99010100100{n}", name=f"{n}里社区") for n in range(3)]
    rows = bulk_create_with_history(wanted, Community, by=person, reason="导入")
    for row in rows:
        row.name = f"新{row.name}"
    assert bulk_update_with_history(rows, Community, ["name"], by=person, reason="更名") == 3
    for row in Community.objects.filter(office=at):
        assert [
            (old.history_type, old.history_user, old.history_change_reason) for old in row.history.all()
        ] == [
            ("~", person, "更名"),
            ("+", person, "导入"),
        ]
        assert row.name.startswith("新")
