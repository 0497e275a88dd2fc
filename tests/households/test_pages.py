"""Pages of households: what stands beside a birth date, who sees them, how many queries they take."""

import pytest

from apps.core import clock
from apps.journal.models import Event
from tests.applications.makers import HEAD_ID, submitted
from tests.households.makers import DAY, household, person, user, wudadao, xuefu

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def clerk():
    return user("陈砚秋", xuefu())


def sign_in(client, who):
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def desk(client, clerk):
    return sign_in(client, clerk)


def test_beside_a_birth_date_stands_no_digit_of_the_number(desk, clerk):
    home = submitted(clerk).household
    page = desk.get(f"/households/{home.pk}/").content.decode()
    assert "1984年5月21日" in page
    assert "已校验" in page
    assert HEAD_ID[-4:] not in page
    assert "尾号 4567" in page
    assert "6222000000001234567" not in page


def test_the_list_shows_tails_without_birth_dates_and_is_searched_by_post(desk, clerk):
    submitted(clerk)
    page = desk.get("/households/").content.decode()
    assert f"尾号 {HEAD_ID[-4:]}" in page
    assert "1984" not in page
    found = desk.post("/households/", {"terms": "zxm"}).content.decode()
    assert "张小满" in found
    assert "没有找到" in desk.post("/households/", {"terms": "王五"}).content.decode()


def test_a_household_of_other_streets_does_not_exist(client, clerk):
    home = submitted(clerk).household
    sign_in(client, user("路人", wudadao()))
    assert client.get(f"/households/{home.pk}/").status_code == 404
    assert client.get(f"/people/{home.head_id}/reveal/").status_code == 404
    assert (
        client.post(
            f"/people/{home.head_id}/reveal/", {"field": "id_number", "reason": "随便看看吧"}
        ).status_code
        == 404
    )
    assert client.get(f"/households/accounts/{home.accounts.get().pk}/reveal/").status_code == 404


def test_a_number_is_shown_once_in_the_answer_to_a_reason(desk, clerk):
    home = submitted(clerk).household
    address = f"/people/{home.head_id}/reveal/"
    assert HEAD_ID not in desk.get(address).content.decode()
    assert desk.post(address, {"field": "id_number", "reason": "看"}).status_code == 422
    shown = desk.post(address, {"field": "id_number", "reason": "与公安核对户籍"}).content.decode()
    assert HEAD_ID in shown
    assert HEAD_ID not in desk.get(address).content.decode()
    assert Event.objects.filter(kind="reveal").count() == 1


def test_an_account_is_revealed_in_the_same_way(desk, clerk):
    account = submitted(clerk).household.accounts.get()
    address = f"/households/accounts/{account.pk}/reveal/"
    shown = desk.post(address, {"field": "number", "reason": "与银行核对账号"}).content.decode()
    assert "6222000000001234567" in shown


def test_the_list_takes_as_many_queries_for_one_household_as_for_five(
    desk, clerk, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    household(clerk, person(clerk))
    with CaptureQueriesContext(
        connection,
    ) as one:
        desk.get("/households/")
    for number in range(2, 6):
        household(clerk, person(clerk, name="李禾", birth="20000612", order=number))
    with CaptureQueriesContext(connection) as five:
        desk.get("/households/")
    assert len(five) == len(one)
