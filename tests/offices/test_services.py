"""Accounts, duties, communities: what each service does, what it refuses, and its event."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.core.errors import Refused
from apps.journal.models import Event
from apps.offices import services
from apps.offices.access import may
from apps.offices.models import Duty
from apps.offices.roles import Permission, Role
from tests.offices.makers import TODAY, duty, office, user

pytestmark = pytest.mark.django_db
FIRST = dt.date(2026, 3, 1)


@pytest.fixture
def signed():
    return {"by": user("admin", "管理员"), "on": TODAY}


def refused(call, *args, **kwargs):
    """The code of the refusal; nothing must have been recorded."""
    before = Event.objects.count()
    with pytest.raises(Refused) as refusal:
        call(*args, **kwargs)
    assert Event.objects.count() == before
    assert (
        refusal.value.message.endswith("。") and "；" in refusal.value.message
    ) or "请" in refusal.value.message
    return refusal.value.code


def last_event():
    return Event.objects.latest("pk")


def test_an_account_is_made_with_its_pinyin_and_an_event(signed):
    person = services.create_user("shan", full_name="单 小芳", password="correct horse battery", **signed)
    assert (person.full_name, person.pinyin) == ("单小芳", "shan xiao fang")
    assert person.check_password("correct horse battery")
    assert not person.is_superuser
    assert (last_event().kind, last_event().actor_name) == ("user", "管理员")
    assert "单小芳" in last_event().summary
    assert "correct" not in str(last_event().__dict__)


def test_without_a_password_nobody_signs_in(signed):
    assert not services.create_user("shan", full_name="单小芳", **signed).has_usable_password()


def test_a_name_for_signing_in_is_given_once_whatever_its_case(signed):
    user("Shan")
    assert refused(services.create_user, "shan", full_name="单小芳", **signed) == "user_exists"


def test_an_account_is_changed_with_history_and_event(signed):
    person = user()
    services.update_user(person, full_name="张叁", is_active=False, phone="27123456", **signed)
    person.refresh_from_db()
    assert (person.full_name, person.pinyin, person.is_active) == ("张叁", "zhang san", False)
    assert "张三" in last_event().summary
    assert "姓名、有效、办公电话" in last_event().summary.replace("是否", "")
    assert person.history.count() == 2
    assert not hasattr(person.history.first(), "password")


def test_nothing_changed_is_no_event(signed):
    person, before = user(), Event.objects.count()
    services.update_user(person, full_name="张三", **signed)
    assert Event.objects.count() == before


def test_nobody_locks_out_oneself(signed):
    assert refused(services.update_user, signed["by"], is_active=False, **signed) == "lock_oneself"


def test_a_duty_is_given_for_its_days_and_works_at_once(signed):
    person, at = user(), office()
    assert not may(person, Permission.ACCEPT, at, TODAY)
    given = services.assign_duty(person, office=at, role=Role.CLERK, valid_from=FIRST, **signed)
    assert may(person, Permission.ACCEPT, at, TODAY)
    assert last_event().summary == "张三任长虹街道经办，2026年3月1日起。"
    assert (last_event().office_code, last_event().detail) == (at.code, {"duty": given.pk})


def test_nobody_gives_a_duty_to_oneself(signed):
    call = {"office": office(), "role": Role.APPROVER, "valid_from": FIRST, **signed}
    assert refused(services.assign_duty, signed["by"], **call) == "own_duty"


@pytest.mark.parametrize(
    ("first", "last"), [("2026-01-01", None), ("2026-03-31", "2026-12-31"), ("2026-01-01", "2026-03-01")]
)
def test_the_same_role_at_the_same_office_is_held_once_a_day(signed, first, last):
    person, at = user(), office()
    duty(person, at, Role.CLERK, FIRST, dt.date(2026, 3, 31))
    days = {
        "valid_from": dt.date.fromisoformat(first),
        "valid_to": dt.date.fromisoformat(last) if last else None,
    }
    assert (
        refused(services.assign_duty, person, office=at, role=Role.CLERK, **days, **signed) == "duty_overlap"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(user=person, office=at, role=Role.CLERK, **days)
    with pytest.raises(ValidationError, match="日期重叠"):
        Duty(user=person, office=at, role=Role.CLERK, **days).full_clean()


def test_another_role_another_office_and_the_next_day_are_free(signed):
    person, at = user(), office()
    duty(person, at, Role.CLERK, FIRST, dt.date(2026, 3, 31))
    april = dt.date(2026, 4, 1)
    Duty(user=user("lisi"), office=at, role=Role.CLERK, valid_from=FIRST).full_clean()
    services.assign_duty(person, office=at, role=Role.CLERK, valid_from=april, **signed)
    services.assign_duty(person, office=at, role=Role.REVIEWER, valid_from=FIRST, **signed)
    services.assign_duty(
        person, office=office("990101002", "二街"), role=Role.CLERK, valid_from=FIRST, **signed
    )
    assert person.duties.count() == 4


def test_days_in_the_wrong_order_are_refused(signed):
    days = {"valid_from": FIRST, "valid_to": dt.date(2026, 2, 28)}
    assert (
        refused(services.assign_duty, user(), office=office(), role=Role.CLERK, **days, **signed)
        == "days_in_order"
    )


def test_a_duty_ends_with_its_last_day_and_not_later_than_before(signed):
    person = user()
    held = duty(person, office(), Role.CLERK, FIRST)
    services.end_duty(held, valid_to=TODAY, **signed)
    assert may(person, Permission.ACCEPT, on=TODAY)
    assert not may(person, Permission.ACCEPT, on=TODAY + dt.timedelta(days=1))
    assert last_event().summary == "张三不再担任长虹街道经办，最后一天2026年11月21日。"
    assert refused(services.end_duty, held, valid_to=TODAY, **signed) == "duty_ended"
    assert refused(services.end_duty, held, valid_to=dt.date(2026, 2, 1), **signed) == "days_in_order"
    assert held.history.count() == 2


def test_a_community_is_added_once_and_renamed(signed):
    at = office()
    made = services.add_community(at, code="990101001001", name="文园里社区", **signed)
    assert last_event().summary == "新增社区（村）文园里社区。"
    assert (
        refused(services.add_community, at, code="990101001002", name="文园里社区", **signed)
        == "community_exists"
    )
    assert (
        refused(services.add_community, at, code="990101001001", name="新里", **signed) == "community_exists"
    )
    services.rename_community(made, name="学湖里社区", **signed)
    assert last_event().summary == "社区（村）更名：文园里社区改为学湖里社区。"
    other = services.add_community(at, code="990101001002", name="文园里社区", **signed)
    assert refused(services.rename_community, other, name="学湖里社区", **signed) == "community_exists"


def test_an_office_is_changed_and_keeps_its_paper_name_to_itself(signed):
    at, other = office(), office("990101002", "二街")
    services.update_office(at, phone="022-00000001", short_name="简一", **signed)
    assert last_event().summary == "更改长虹街道的登记信息：电话、文号简称。"
    assert refused(services.update_office, other, short_name="简一", **signed) == "short_name_taken"


def test_a_new_password_is_an_event_without_the_password(signed):
    services.note_password_set(user(), **signed)
    assert last_event().summary == "重设张三的密码。"


@pytest.mark.parametrize(
    "table", ["historicaluser", "historicalduty", "historicaloffice", "historicalcommunity"]
)
def test_history_is_not_rewritten(table, signed):
    services.assign_duty(user(), office=office(), role=Role.CLERK, valid_from=FIRST, **signed)
    services.add_community(Duty.objects.latest("pk").office, code="990101001001", name="文园里社区", **signed)
    for statement in (
        f"UPDATE offices_{table} SET history_change_reason = 'x'",
        f"DELETE FROM offices_{table}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
