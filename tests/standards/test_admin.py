"""The pages of policy staff: who opens them, what they show, and that changes are drafts elsewhere."""

import datetime as dt

import pytest
from django.urls import reverse

from apps.offices.roles import Role
from apps.standards.models import CalendarYear
from tests.offices.makers import duty, office, user
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
        "时间轴和办理",
    ):
        assert text in page
    assert "trial_standard" in page_of(client, LIST, when="now", q="trial_standard")
    assert "试验标准" not in page_of(client, LIST, when="coming", q="trial_standard")


def test_rows_are_looked_at_and_never_edited_here(client, policy):
    row = standard()
    page = page_of(client, "admin:standards_standard_change", row.pk)
    assert 'name="value"' not in page
    change = reverse("admin:standards_standard_change", args=[row.pk])
    assert client.post(change, {"value": "1"}).status_code == 403
    delete = reverse("admin:standards_standard_delete", args=[row.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:standards_standard_add")).status_code == 403


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
    assert client.get(reverse("admin:standards_standard_change", args=[row.pk])).status_code == 200


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
