"""The pages of the administrators: accounts, duties and communities within reach; the journal to read."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.models import DemonstrationDay
from apps.journal.kinds import EventKind
from apps.journal.models import Event
from apps.journal.services import record
from apps.offices.models import Community, Duty, User
from apps.offices.roles import Role
from tests.offices.makers import TODAY, duty, events, office, user

pytestmark = pytest.mark.django_db
LONG_AGO = dt.date(2020, 1, 1)


@pytest.fixture
def offices():
    top = office("990000", "试验市民政局")
    east, west = office("990101", "甲区民政局", parent=top), office("990102", "乙区民政局", parent=top)
    return {
        "甲区": east,
        "一街": office("990101001", "一街", parent=east),
        "三街": office("990102001", "三街", parent=west),
    }


@pytest.fixture
def administrator(client, offices):
    person = user("admin", "管理员", is_staff=True)
    duty(person, offices["甲区"], Role.ADMINISTRATOR, LONG_AGO)
    client.force_login(person)
    return person


def url(model: str, page: str = "changelist", *args) -> str:
    return reverse(f"admin:{model}_{page}", args=args)


def test_an_account_is_made_locked_out_and_given_a_new_password_each_with_an_event(client, administrator):
    secret = "长城 horse battery 7"
    fields = {"username": "shan", "full_name": "单小芳", "password1": secret, "password2": secret}
    assert client.post(url("offices_user", "add"), fields).status_code == 302
    person = User.objects.get(username="shan")
    assert person.check_password(secret)
    assert (person.pinyin, person.is_staff, person.is_superuser) == ("shan xiao fang", False, False)
    change = {"full_name": "单小芬", "phone": "27123456"}
    assert client.post(url("offices_user", "change", person.pk), change).status_code == 302
    person.refresh_from_db()
    assert (person.full_name, person.is_active, person.phone) == ("单小芬", False, "27123456")
    new = {"password1": secret + "8", "password2": secret + "8", "usable_password": "true"}
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    assert client.post(address, new).status_code == 302
    summaries = list(events().values_list("summary", flat=True))
    assert summaries[0] == "新建人员单小芳（shan）。"
    assert summaries[-1] == "重设单小芬的密码。"
    assert len(summaries) == 3


def test_a_name_that_cannot_be_stored_is_told_beside_the_field(client, administrator):
    fields = {"username": "shan", "full_name": "单\u202e小芳", "password1": "x", "password2": "y"}
    page = client.post(url("offices_user", "add"), fields).content.decode()
    assert "看不见的控制符号" in page


def test_a_duty_is_given_and_ended_within_reach_only(client, administrator, offices):
    person = user()
    fields = {"user": person.pk, "office": offices["一街"].pk, "role": "clerk", "valid_from": "2026-01-01"}
    assert client.post(url("offices_duty", "add"), fields).status_code == 302
    given = Duty.objects.get(user=person)
    assert client.post(url("offices_duty", "change", given.pk), {"valid_to": ""}).status_code == 200
    assert client.post(url("offices_duty", "change", given.pk), {"valid_to": "2026-06-30"}).status_code == 302
    given.refresh_from_db()
    assert given.valid_to == dt.date(2026, 6, 30)
    assert [event.kind for event in events()] == ["duty", "duty"]
    outside = client.post(url("offices_duty", "add"), {**fields, "office": offices["三街"].pk})
    assert outside.status_code == 200
    own = client.post(url("offices_duty", "add"), {**fields, "user": administrator.pk})
    assert "不能给自己设岗位" in own.content.decode()
    assert not Duty.objects.filter(user=administrator, role="clerk").exists()


def test_an_overlap_of_duties_is_told_in_words(client, administrator, offices):
    person = user()
    duty(person, offices["一街"])
    fields = {"user": person.pk, "office": offices["一街"].pk, "role": "clerk", "valid_from": "2026-02-01"}
    assert "日期重叠" in client.post(url("offices_duty", "add"), fields).content.decode()


def test_people_and_duties_elsewhere_are_not_there(client, administrator, offices):
    duty(administrator, offices["甲区"], Role.SUPERVISOR, LONG_AGO)
    assert client.get(url("offices_user", "change", administrator.pk)).status_code == 200
    far, root = user("far", "远方"), user("root", "根", is_superuser=True)
    held = duty(far, offices["三街"])
    for address in (url("offices_user", "change", far.pk), url("offices_user", "change", root.pk)):
        assert client.get(address).status_code == 302
    assert client.get(url("offices_duty", "change", held.pk)).status_code == 302
    assert "远方" not in client.get(url("offices_user")).content.decode()
    assert "三街" not in client.get(url("offices_office")).content.decode()


def test_communities_and_offices_are_kept_by_their_services(client, administrator, offices):
    fields = {"office": offices["一街"].pk, "code": "990101001001", "name": "文园里社区"}
    assert client.post(url("offices_community", "add"), fields).status_code == 302
    made = Community.objects.get(code="990101001001")
    assert client.post(url("offices_community", "change", made.pk), {"name": "学湖里社区"}).status_code == 302
    at = offices["一街"]
    names = {"name": at.name, "full_name": at.full_name, "short_name": "甲一"}
    change = {**names, "phone": "022-00000001", "window": "3号窗口", "address": ""}
    assert client.post(url("offices_office", "change", at.pk), change).status_code == 302
    at.refresh_from_db()
    assert (at.short_name, at.window) == ("甲一", "3号窗口")
    assert Event.objects.filter(kind="office", office_code=at.code).count() == 3


def test_administrators_do_not_read_the_journal_and_auditors_do_within_reach(client, administrator, offices):
    for name in ("一街", "三街"):
        record(EventKind.ACCEPT, by=None, on=TODAY, summary=f"{name}受理。", office=offices[name])
    assert client.get(url("journal_event")).status_code == 403
    auditor = user("audit", "审计员", is_staff=True)
    duty(auditor, offices["甲区"], Role.AUDITOR, LONG_AGO)
    client.force_login(auditor)
    page = client.get(url("journal_event")).content.decode()
    assert "一街受理。" in page
    assert "三街受理。" not in page
    event = Event.objects.latest("pk")
    assert client.post(url("journal_event", "change", event.pk), {"summary": "x"}).status_code in (302, 403)
    assert client.get(url("journal_event", "add")).status_code == 403


def test_the_demonstration_day_is_set_with_an_event_and_only_in_demonstration_mode(
    client, administrator, settings
):
    assert client.post(url("core_demonstrationday", "add"), {"day": "2026-12-31"}).status_code == 302
    assert clock.today() == dt.date(2026, 12, 31)
    assert DemonstrationDay.objects.get().by_name == "管理员"
    assert Event.objects.latest("pk").kind == "demonstration_day"
    settings.DEMO = False
    assert client.get(url("core_demonstrationday", "add")).status_code == 403


@pytest.mark.parametrize("role", [Role.CLERK, Role.APPROVER, Role.POLICY, Role.AUDITOR])
def test_others_do_not_see_accounts_and_duties(client, offices, role):
    person = user("other", "旁人", is_staff=True)
    duty(person, offices["一街"], role, LONG_AGO)
    client.force_login(person)
    for model in ("offices_user", "offices_duty", "offices_office"):
        assert client.get(url(model)).status_code == 403


def words(page: str) -> set[str]:
    """Latin words that a reader sees."""
    page = re.sub(r"<(script|style|option).*?</\1>|<[^>]+>|&[a-z]+;|[a-z]+=\S+", " ", page, flags=re.DOTALL)
    return set(re.findall(r"[A-Za-z]{3,}", page))


def test_every_page_of_the_administration_opens_and_speaks_chinese(client, administrator, offices):
    held = Duty.objects.get(user=administrator)
    pages = [url(f"offices_{model}") for model in ("office", "community", "user", "duty", "region")]
    pages += [url(f"offices_{model}", "add") for model in ("community", "user", "duty")]
    pages += [url(f"offices_{model}", "history", held.pk) for model in ("duty",)]
    pages += [url("offices_user", "change", administrator.pk), url("offices_duty", "change", held.pk)]
    pages += [reverse("admin:auth_user_password_change", args=[administrator.pk]), reverse("admin:index")]
    for address in pages:
        page = client.get(address).content.decode()
        assert "救助办理 系统管理" in page
        assert words(page) <= {"admin", "DEMO"}, address
        assert "style=" not in page
        assert not re.search(r"<script(?![^>]*(src|json))", page)
