"""The pages of policy staff: who opens them, what they show, and that every step goes through its service."""

import datetime as dt

import pytest
from django.urls import reverse

from apps.core import clock
from apps.journal.models import Event
from apps.offices.roles import Role
from apps.standards.models import CalendarYear, Standard
from tests.offices.makers import duty, jurisdiction, office, user
from tests.standards.makers import code, standard

pytestmark = pytest.mark.django_db
LIST = "admin:standards_standard_changelist"


def page_of(client, name: str, *args, **query) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def policy(client):
    """A policy person at the city, signed in."""
    person = user("policy", "政策员", is_staff=True)
    duty(person, office("990000", "试验市民政局"), Role.POLICY, dt.date(2020, 1, 1))
    client.force_login(person)
    return person


def document(**more):
    return {"document_title": "关于调整标准的通知", "document_number": "试民规〔2026〕3号", **more}


def test_the_list_shows_when_what_where_and_by_which_document(client, policy):
    standard()
    page = page_of(client, LIST, q="trial_standard")
    for text in (
        "● 现行",
        "1045 元/人/月",
        "试验标准trial_standard",
        "试民规〔2026〕1号",
        "接续",
        "替换",
        "撤回",
    ):
        assert text in page
    assert "trial_standard" in page_of(client, LIST, when="now", q="trial_standard")
    assert "试验标准" not in page_of(client, LIST, when="coming", q="trial_standard")


def test_a_row_in_force_is_shown_and_not_edited(client, policy):
    row = standard()
    page = page_of(client, "admin:standards_standard_change", row.pk)
    assert 'name="value"' not in page
    assert (
        client.post(reverse("admin:standards_standard_change", args=[row.pk]), {"value": "1"}).status_code
        == 403
    )
    assert (
        client.post(reverse("admin:standards_standard_delete", args=[row.pk]), {"post": "yes"}).status_code
        == 403
    )


def test_a_row_is_entered_and_an_overlap_is_told_in_words(client, policy):
    fields = document(code=code().pk, jurisdiction=jurisdiction().pk, value="1045", valid_from="2026-01-01")
    add = reverse("admin:standards_standard_add")
    assert client.post(add, fields).status_code == 302
    assert Standard.objects.filter(code=code(), value="1045").exists()
    assert Event.objects.latest("pk").actor_name == "政策员"
    again = client.post(add, {**fields, "valid_from": "2026-06-01"})
    assert again.status_code == 200
    assert "同一天只能有一个数值" in again.content.decode()


def test_a_row_to_come_is_corrected_on_its_page(client, policy):
    row = standard("1080", "2099-01-01")
    change = reverse("admin:standards_standard_change", args=[row.pk])
    fields = document(value="1085", valid_from="2099-01-01")
    assert client.post(change, fields).status_code == 302
    row.refresh_from_db()
    assert row.value == "1085"
    assert row.history.first().history_user == policy


def test_to_succeed_replace_and_withdraw_each_have_a_small_page(client, policy):
    row = standard()
    tomorrow = clock.today() + dt.timedelta(days=1)

    def step(name, to, **fields):
        address = reverse(f"admin:standards_standard_{name}", args=[to.pk])
        assert client.get(address).status_code == 200
        return client.post(address, document(**fields))

    assert step("succeed", row, value="1080", valid_from=tomorrow).status_code == 302
    coming = Standard.objects.get(code=code(), valid_from=tomorrow)
    row.refresh_from_db()
    assert row.valid_to == clock.today()
    assert step("replace", coming, value="1090", valid_from=tomorrow, reason="录错").status_code == 302
    coming.refresh_from_db()
    assert coming.withdrawn_by == policy
    assert step("withdraw", row, reason="停用").status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_reason == "停用"
    assert [event.actor_name for event in Event.objects.order_by("-pk")[:4]] == ["政策员"] * 4


def test_what_the_service_refuses_stands_beside_the_field(client, policy):
    address = reverse("admin:standards_standard_succeed", args=[standard().pk])
    answer = client.post(address, document(value="1080", valid_from="2026-01-01"))
    assert answer.status_code == 200
    assert "没有接续。" in answer.content.decode()
    assert 'value="1080"' in answer.content.decode()
    answer = client.post(address, document(value="很多", valid_from="2099-01-01"))
    assert "读不懂" in answer.content.decode()


def test_a_year_of_the_calendar_is_entered_as_text_and_shown_again(client, policy):
    fields = {
        "year": 2040,
        "source": "放假通知",
        "holidays": "2040年1月1日至2040年1月2日",
        "working": "2040-01-07",
    }
    assert client.post(reverse("admin:standards_calendaryear_add"), fields).status_code == 302
    year = CalendarYear.objects.get(year=2040)
    assert year.days.count() == 3
    change = reverse("admin:standards_calendaryear_change", args=[year.pk])
    assert "2040-01-07" in client.get(change).content.decode()
    assert client.post(change, {**fields, "working": ""}).status_code == 302
    assert year.days.count() == 2
    wrong = client.post(change, {**fields, "holidays": "元旦"})
    assert "不是一个日期" in wrong.content.decode()
    refused = client.post(change, {**fields, "working": "2040-01-04"})
    assert refused.status_code == 200
    assert "调休上班只录周末" in refused.content.decode()


def test_a_name_is_changed_and_the_code_is_not(client, policy):
    address = reverse("admin:standards_standardcode_change", args=[code().pk])
    assert client.post(address, {"label": "新名称", "code": "x"}).status_code == 302
    made = code()
    assert (made.label, made.code) == ("新名称", "trial_standard")


@pytest.mark.parametrize(
    "role", [Role.CLERK, Role.APPROVER, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_others_look_and_do_not_write(client, role):
    person = user("other", "旁人", is_staff=True)
    duty(person, office(), role, dt.date(2020, 1, 1))
    client.force_login(person)
    row = standard()
    assert "1045" in page_of(client, LIST, q="trial_standard")
    assert client.get(reverse("admin:standards_standard_add")).status_code == 403
    assert client.get(reverse("admin:standards_standard_withdraw", args=[row.pk])).status_code == 403


def test_without_a_duty_or_without_admission_there_is_nothing(client):
    nobody = user("nobody", "无岗", is_staff=True)
    client.force_login(nobody)
    assert client.get(reverse(LIST)).status_code == 403
    outsider = user("clerk", "经办")
    duty(outsider, office(), Role.POLICY, dt.date(2020, 1, 1))
    client.force_login(outsider)
    assert client.get(reverse(LIST)).status_code == 302


def test_the_list_asks_as_often_for_many_rows_as_for_few(client, policy, django_assert_max_num_queries):
    for year in range(2030, 2060):
        standard(first=f"{year}-01-01", last=f"{year}-12-31")
    with django_assert_max_num_queries(14):
        page_of(client, LIST, q="trial_standard")
