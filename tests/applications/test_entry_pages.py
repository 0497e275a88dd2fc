"""受理登记 in the browser's terms: steps kept, mistakes at their field, numbers not printed again, one submission."""

import datetime as dt
import json

import pytest

from apps.applications.models import EntryDraft
from apps.core import clock
from apps.routing.models import Case
from tests.applications.makers import HEAD_ID, HUSBAND_ID, submitted
from tests.households.makers import DAY, community, dawangzhuang, user, wudadao, xuefu

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 3, 10, 14, 32, tzinfo=dt.UTC))


@pytest.fixture
def clerk():
    return user("陈砚秋", xuefu())


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def draft(desk, clerk):
    desk.post("/applications/new/", {"office": xuefu().pk})
    return EntryDraft.objects.get(user=clerk)


def url(draft, step):
    return f"/applications/drafts/{draft.pk}/{step}/"


def grid(prefix, *rows):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data


def application(**changes):
    return {
        "programme": "dibao",
        "residence_office": xuefu().pk,
        "hukou_office": dawangzhuang().pk,
        "address": "文园里 3 号楼",
        "phone": "15412345678",
        "channel": "window",
        "authorised_on": "2026-03-10",
        "authorisation_form": "paper",
        "bank": "天津银行",
        "account_number": "6222 0000 0000 1234 567",
        "pledged": "on",
    } | changes


HEAD = {
    "key": "m1", "name": "张小满", "id_number": HEAD_ID, "relation": "head", "labour_capacity": "full",
    "work_status": "employed",
}  # fmt: skip
HUSBAND = {
    "key": "m2", "name": "李明远", "id_number": HUSBAND_ID, "relation": "spouse", "labour_capacity": "none",
    "work_status": "not_registered", "disability": "limb-2", "certificate": "1742",
}  # fmt: skip
WAGE = {"person": "#0", "type": "W", "period": "monthly", "amount": "1,894.00"}


def members(*rows, incomes=(WAGE,), unusual=()):
    return grid("members", *rows) | grid("incomes", *incomes) | grid("unusual", *unusual)


MATERIALS = {
    "application_form": "provided", "authorisation": "provided", "pledge": "missing", "id_cards": "shared",
    "hukou_book": "shared", "marriage": "shared", "disability_certificate": "shared", "income_statement": "provided",
    "residence_proof": "provided",
}  # fmt: skip


def fill_in(desk, draft):
    desk.post(url(draft, "application"), application())
    desk.post(url(draft, "members"), members(HEAD, HUSBAND))
    desk.post(url(draft, "property"), grid("assets", {"what": "monetary-deposit", "amount": "8000"}))
    desk.post(url(draft, "hardship"), {"causes": ["disability"]} | grid("expenses") | grid("supporters"))
    return desk.post(url(draft, "materials"), MATERIALS)


def test_the_steps_lead_to_the_summary_and_the_submission(desk, draft):
    answer = fill_in(desk, draft)
    assert answer["Location"] == url(draft, "review")
    page = desk.get(url(draft, "review")).content.decode()
    assert "初步测算结果" in page
    assert "还缺 1 份材料：诚信承诺书" in page
    assert HEAD_ID not in page
    done = desk.post(url(draft, "review"))
    case = Case.objects.get()
    assert done["Location"] == f"/cases/{case.pk}/accept/"
    assert not EntryDraft.objects.exists()
    assert case.household.incomes.get().person.name == "张小满"
    assert case.application.pledged


def test_a_second_click_on_the_submission_doubles_nothing(desk, draft):
    fill_in(desk, draft)
    desk.post(url(draft, "review"))
    assert desk.post(url(draft, "review")).status_code == 404
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (HEAD | {"id_number": HEAD_ID[:-1]}, "张小满的身份证号码不正确。号码不是18位"),
        (HEAD | {"id_number": ""}, "请填写张小满的身份证号"),
        (HEAD | {"relation": "spouse"}, "有且只有一人，现有 0 人"),
        (HEAD | {"disability": "limb-1"}, "请填写张小满的残疾人证号后四位"),
        (HEAD | {"labour_capacity": ""}, "请选择张小满的劳动能力"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_what_was_typed_is_kept(desk, draft, row, words):
    answer = desk.post(url(draft, "members"), members(row, incomes=()))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "张小满" in page
    assert json.loads(EntryDraft.objects.get().payload)["members"][0]["name"] == "张小满"


def test_a_checked_number_is_not_printed_again_and_stays(desk, draft):
    desk.post(url(draft, "members"), members(HEAD, HUSBAND))
    page = desk.get(url(draft, "members")).content.decode()
    assert HEAD_ID not in page
    assert "1984年5月21日" in page
    assert "校验通过，本市无在办" in page
    desk.post(url(draft, "members"), members(HEAD | {"id_number": ""}, HUSBAND | {"id_number": ""}))
    kept = json.loads(EntryDraft.objects.get().payload)["members"]
    assert [row["id_number"] for row in kept] == [HEAD_ID, HUSBAND_ID]


def test_a_right_account_is_not_printed_again_stays_and_can_be_taken_away(desk, draft):
    desk.post(url(draft, "application"), application())
    page = desk.get(url(draft, "application")).content.decode()
    assert "尾号 4567" in page
    assert "6222" not in page
    assert "15412345678" not in page
    desk.post(url(draft, "application"), application(account_number="", phone="无"))
    kept = json.loads(EntryDraft.objects.get().payload)["application"]
    assert (kept["account_number"], kept["phone"]) == ("6222 0000 0000 1234 567", "")


def test_the_first_row_is_the_applicants(desk, draft):
    page = desk.get(url(draft, "members")).content.decode()
    assert '<option value="head" selected>' in page
    assert 'name="members-2-name"' in page


def test_an_income_of_a_row_not_saved_yet_finds_its_member(desk, draft):
    desk.post(
        url(draft, "members"),
        members({**HEAD, "key": ""}, {**HUSBAND, "key": ""}, incomes=(WAGE | {"person": "#1"},)),
    )
    kept = json.loads(EntryDraft.objects.get().payload)
    assert kept["incomes"][0]["person"] == kept["members"][1]["key"] != ""


def test_a_deleted_row_is_gone_and_an_added_row_is_blank(desk, draft):
    desk.post(url(draft, "members"), members(HEAD, HUSBAND | {"DELETE": "on"}) | {"add_row": "members"})
    assert [row["name"] for row in json.loads(EntryDraft.objects.get().payload)["members"]] == ["张小满"]
    page = desk.post(url(draft, "members"), members(HEAD) | {"add_row": "members"}).content.decode()
    assert 'name="members-1-name"' in page
    assert "第 2 行" in page


def test_a_child_without_a_number_needs_birth_date_and_sex_among_the_unusual(desk, draft):
    baby = {
        "key": "m3", "name": "李禾", "relation": "child", "labour_capacity": "minor", "work_status": "preschool",
    }  # fmt: skip
    unusual = {"person": "m3", "birth_date": "2026-01-05", "sex": "male"}
    answer = desk.post(url(draft, "members"), members(HEAD, baby, unusual=(unusual,)))
    assert answer["Location"] == url(draft, "property")


def test_somebody_in_another_application_is_named_at_the_number_with_the_office_to_call(desk, draft, clerk):
    submitted(clerk)
    page = desk.post(url(draft, "members"), members(HEAD)).content.decode()
    assert "张小满正在另一件申请中" in page
    assert dawangzhuang().phone in page


def test_neither_street_being_ones_own_is_said_at_the_field(desk, draft):
    answer = desk.post(
        url(draft, "application"),
        application(residence_office=dawangzhuang().pk, hukou_office=dawangzhuang().pk),
    )
    assert answer.status_code == 422
    assert "居住地街道和户籍地街道都不是" in answer.content.decode()


def test_a_community_is_taken_by_its_name(desk, draft):
    community(xuefu(), "文园里社区")
    assert "文园里社区" in desk.get(url(draft, "application")).content.decode()
    wrong = desk.post(url(draft, "application"), application(residence_community="没有这个社区"))
    assert "没有名为“没有这个社区”的社区" in wrong.content.decode()
    right = desk.post(url(draft, "application"), application(residence_community="文园里社区"))
    assert right["Location"] == url(draft, "members")


def test_the_summary_sends_back_to_what_is_not_filled_in(desk, draft):
    assert desk.get(url(draft, "review"))["Location"] == url(draft, "application")
    desk.post(url(draft, "application"), application())
    assert desk.post(url(draft, "review"))["Location"] == url(draft, "members")


def test_what_is_typed_is_kept_by_itself_and_found_after_signing_out(desk, draft, client, clerk):
    kept = desk.post(url(draft, "application"), {"address": "文园"}, headers={"X-Autosave": "1"})
    assert kept.status_code == 200
    client.logout()
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert "文园" in client.get(url(draft, "application")).content.decode()
    assert url(draft, "members") in client.get("/applications/new/").content.decode()


def test_nothing_typed_lies_in_the_session(desk, draft):
    fill_in(desk, draft)
    assert HEAD_ID not in str(dict(desk.session))


def test_a_draft_is_its_owners_alone(desk, draft, client):
    client.force_login(user("徐宁", xuefu()), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url(draft, "application")).status_code == 404
    assert client.post(url(draft, "members"), {}).status_code == 404


def test_a_draft_is_discarded_after_being_asked(desk, draft):
    assert "不能恢复" in desk.get(f"/applications/drafts/{draft.pk}/discard/").content.decode()
    desk.post(f"/applications/drafts/{draft.pk}/discard/")
    assert not EntryDraft.objects.exists()


def test_an_unknown_step_does_not_exist(desk, draft):
    assert desk.get(url(draft, "else")).status_code == 404


# Acceptance, supplement, withdrawal -----------------------------------------------------------------------------


def test_a_missing_paper_leads_from_acceptance_over_the_notice_to_acceptance(desk, clerk):
    case = submitted(clerk, missing=("诚信承诺书",))
    page = desk.get(f"/cases/{case.pk}/accept/").content.decode()
    assert "还缺 1 份材料，不能受理" in page
    refused = desk.post(f"/cases/{case.pk}/accept/", {"staff_relation": "徐宁的表姐"})
    assert refused.status_code == 409
    assert "徐宁的表姐" in refused.content.decode()
    desk.post(f"/cases/{case.pk}/supplement/", {"items": ["诚信承诺书"]})
    assert "等申请人补齐" in desk.get(f"/cases/{case.pk}/accept/").content.decode()
    desk.post(f"/cases/{case.pk}/supplement/received/", {"items": ["诚信承诺书"]})
    done = desk.post(f"/cases/{case.pk}/accept/", {})
    assert done.status_code == 302
    case.refresh_from_db()
    assert case.accepted_on == DAY


def test_a_clerk_who_declares_his_own_relation_stands_aside_and_the_registration_stays(desk, clerk):
    case = submitted(clerk)
    asked = desk.post(f"/cases/{case.pk}/accept/", {"staff_relation": f"{clerk}的哥哥"})
    assert asked.status_code == 409
    assert "是申请人的什么人" in asked.content.decode()
    refused = desk.post(
        f"/cases/{case.pk}/accept/", {"staff_relation": f"{clerk}的哥哥", "staff_kin": "sibling"}
    )
    assert refused.status_code == 409
    assert "须回避" in refused.content.decode()
    assert case.close_relatives.get().user == clerk
    case.refresh_from_db()
    assert case.accepted_on is None


def test_a_withdrawal_asks_for_the_reason(desk, clerk):
    case = submitted(clerk)
    assert "撤回后本件办结" in desk.get(f"/cases/{case.pk}/withdraw/").content.decode()
    assert desk.post(f"/cases/{case.pk}/withdraw/", {"reason": ""}).status_code == 422
    assert desk.post(f"/cases/{case.pk}/withdraw/", {"reason": "已找到工作"}).status_code == 302
    case.refresh_from_db()
    assert case.outcome == "withdrawn"


@pytest.mark.parametrize("page", ["accept", "supplement", "supplement/received", "withdraw"])
def test_a_case_of_other_streets_does_not_exist(client, clerk, page):
    case = submitted(clerk)
    client.force_login(user("路人", wudadao()), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/cases/{case.pk}/{page}/").status_code == 404
