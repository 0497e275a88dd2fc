"""测算: any question without a case; the answer shown, and taken away as an example that `make golden` accepts."""

import datetime as dt

import pytest
import yaml

from apps.benefits import queries
from apps.core import clock
from apps.offices.models import Jurisdiction
from apps.standards.models import Standard
from apps.standards.services import withdraw_standard
from tests.benefits.makers import user
from tests.households.makers import xuefu
from tests.rules.asking import member as ruled_member
from tests.rules.golden import check, default_folder, examples, main

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 21)
URL = "/calculator/"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def desk(client):
    client.force_login(user("李经办", xuefu(), "clerk"), "django.contrib.auth.backends.ModelBackend")
    return client


def grid(prefix, *rows):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data


HEAD = {
    "person": "本人", "relation": "head", "birth_date": "1984-05-21", "labour_capacity": "full", "work_status": "employed",
}  # fmt: skip
SPOUSE = {
    "person": "配偶", "relation": "spouse", "birth_date": "1981-09-08", "labour_capacity": "none",
    "work_status": "not_registered", "disability": "limb-2", "severe_illness": "yes",
}  # fmt: skip
CHILD = {
    "person": "长子", "relation": "child", "birth_date": "2014-06-12", "labour_capacity": "minor", "work_status": "student",
}  # fmt: skip
WAGE = {"person": "1", "type": "W", "period": "monthly", "amount": "1,894.00"}
QUESTION = {"region": "TJ", "day": "2025-10-15", "current_programme": "none"}


def typed(*, members=(HEAD, SPOUSE, CHILD), incomes=(WAGE,), more=None, **changes):
    return QUESTION | grid("members", *members) | grid("incomes", *incomes) | (more or {}) | changes


def saved(response) -> list[dict]:
    assert response["Content-Type"].startswith("application/yaml"), response.content.decode()
    return yaml.safe_load(response.content.decode())


def kept(tmp_path, response):
    (tmp_path / "own.yaml").write_bytes(response.content)
    return tmp_path


def test_a_household_typed_in_is_computed_line_by_line(desk):
    page = desk.post(URL, typed()).content.decode()
    assert "逐行核算" in page
    assert "用了哪版标准" in page
    assert "1,241.00" not in page, "the uplift of the disabled spouse counts too"
    plain = desk.post(URL, typed(members=(HEAD, CHILD | {"person": "女儿"}, CHILD))).content.decode()
    assert "1,241.00" in plain


def test_what_was_typed_stays_beside_the_answer(desk):
    page = desk.post(URL, typed()).content.decode()
    assert 'value="长子"' in page
    assert 'value="1,894.00"' in page


def test_a_saved_household_is_an_example_that_make_golden_accepts(desk, tmp_path, capsys):
    more = (
        grid(
            "assets",
            {"what": "monetary", "amount": "20000"},
            {"what": "vehicle-car", "exempt_reason": "rehabilitation"},
        )
        | grid(
            "expenditures",
            {"category": "medical", "period": "total_12_months", "amount": "900", "reimbursed": "100"},
        )
        | grid("unusual", {"person": "3", "status": "school_student", "hukou_nature": "rural"})
        | grid(
            "supporters",
            {"person": "2", "relation": "parent", "household_size": "2", "household_income": "5000"},
        )
    )
    response = desk.post(URL, typed(more=more, save="1", title="一车待认定"))
    (example,) = saved(response)
    assert example["title"] == "一车待认定"
    assert example["expect"]["warnings"] == ["vehicle_exemption_check"]
    assert example["facts"]["members"][2]["statuses"] == ["school_student"]
    assert "edge_below_standard_allowed" in example["parameters"], "unconfirmed defaults are stated"
    assert main([str(kept(tmp_path, response))]) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed\n"


def test_a_wrong_answer_in_a_saved_example_is_noticed(desk, tmp_path):
    response = desk.post(URL, typed(save="1"))
    folder = kept(tmp_path, response)
    path = folder / "own.yaml"
    path.write_text(path.read_text().replace("programme: dibao", "programme: none"))
    assert main([str(folder)]) == 1


@pytest.mark.parametrize("kind", [kind for kind in queries.KINDS if kind != "assess"])
def test_every_other_kind_begins_with_a_sample_that_is_answered_and_saved(desk, tmp_path, kind):
    form = desk.get(f"{URL}?kind={kind}")
    typed = form.context["page"].question.initial
    data = {"region": typed["region"], "day": typed["day"].isoformat(), "facts": typed["facts"]}
    data["parameters"] = typed["parameters"]
    answered = desk.post(f"{URL}?kind={kind}", data)
    assert not answered.context["page"].answer.refusal
    assert "没有测算" not in answered.content.decode()
    response = desk.post(f"{URL}?kind={kind}", data | {"save": "1"})
    (example,) = saved(response)
    assert example["kind"] == kind
    assert main([str(kept(tmp_path, response))]) == 0


def all_examples():
    return [one for one in examples(default_folder()) if one["kind"] in queries.KINDS]


def test_every_shipped_example_survives_being_saved(tmp_path):
    failed = []
    for one in all_examples():
        day = dt.date.fromisoformat(one["day"])
        asked = queries.Asked(
            one["kind"], one["region"], day, one["facts"] or {}, one.get("parameters") or {}
        )
        _, text = queries.example_file(asked)
        (again,) = yaml.safe_load(text)
        failed += [f"{one['id']}: {found}" for found in check(again, tmp_path)]
    assert failed == []


def test_a_standard_entered_later_is_stated_in_the_example(desk, tmp_path):
    old = Standard.objects.get(code__code="dibao_standard", jurisdiction__code="TJ", valid_from="2025-09-01")
    withdraw_standard(old, reason="测试", by=None, on=TODAY)
    Standard.objects.create(
        code=old.code, jurisdiction=old.jurisdiction, value="1100", valid_from=old.valid_from, confirmed=True
    )
    response = desk.post(URL, typed(save="1"))
    (example,) = saved(response)
    assert example["parameters"]["dibao_standard"] == "1100"
    assert main([str(kept(tmp_path, response))]) == 0


def test_a_missing_standard_refuses_the_answer_and_the_example(desk):
    withdraw_standard(
        Standard.objects.get(code__code="dibao_standard", jurisdiction__code="TJ", valid_from="2025-09-01"),
        reason="测试",
        by=None,
        on=TODAY,
    )
    assert "没有生效的标准" in desk.post(URL, typed()).content.decode()
    assert "没有保存算例" in desk.post(URL, typed(save="1")).content.decode()


def test_a_refusal_of_the_rules_is_an_example_too(desk, tmp_path):
    twice = typed(members=(HEAD, SPOUSE | {"person": "本人"}))
    assert "列了两次" in desk.post(URL, twice).content.decode()
    response = desk.post(URL, twice | {"save": "1"})
    assert saved(response)[0]["expect"] == {"error": "duplicate_person"}
    assert main([str(kept(tmp_path, response))]) == 0


def test_another_value_may_be_tried_for_this_one_calculation(desk):
    page = desk.post(URL, typed(parameters="dibao_standard: 1200")).content.decode()
    assert "1,200.00" in page
    assert "本次测算另行指定" in page
    again = desk.post(URL, typed(parameters="moon_rate: 7")).content.decode()
    assert "参数moon_rate不在标准表内" in again


def test_hebei_asks_for_the_standards_that_nobody_published(desk):
    assert "没有生效的标准dibao_standard" in desk.post(URL, typed(region="HB-QX")).content.decode()
    assert Jurisdiction.objects.filter(code="HB-QX").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"members": (), "incomes": ()}, "没有可计入的家庭成员"),
        ({"members": ({"person": "本人"},)}, "请选择与申请人关系"),
        ({"incomes": ({"person": "1", "type": "W", "period": "monthly", "amount": "-1"},)}, "金额不能小于零"),
        ({"incomes": (WAGE | {"person": "9"},)}, "请选择哪个成员"),
        ({"day": ""}, "请填写测算日"),
        ({"parameters": "dibao_standard"}, "名称: 值"),
        ({"parameters": "a: [1"}, "第 1 行读不懂"),
        ({"parameters": "a: {b: 1}"}, "代码: 数值"),
        ({"parameters": "a: [{from: soon, value: 1}]"}, "日期“soon”不对"),
        ({"more": grid("assets", {"what": "monetary"})}, "请填写金额"),
        ({"more": grid("unusual", {"person": "1", "first_start": "2025-13"})}, "2025-06 的形式"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(desk, changes, words):
    response = desk.post(URL, typed(**changes))
    assert response.status_code == 422
    assert words in response.content.decode()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("", "请填写事实"),
        ("- a", "名称: 值"),
        ("a: &x [1]\nb: *x", "不能使用 YAML 引用"),
        ("category: dibao", "缺少 last_review"),
        (
            "category: dibao\nlast_review: soon\nincome_fixed: true\nlabour_capacity_member: false",
            "写法与算例约定不同",
        ),
        ("category: dibao\nlast_review: soon\nincome_fixed: x\nlabour_capacity_member: x", "读不懂 soon"),
        ("category: dibao\nlast_review: 2025-01-01\nmoon: 1", "不认识 moon"),
        ("a: !!python/object:os.system {}", "读不懂"),
    ],
)
def test_facts_that_cannot_be_read_are_refused_with_the_reason(desk, facts, words):
    data = {"region": "TJ", "day": "2025-10-15", "facts": facts}
    assert words in desk.post(f"{URL}?kind=review_cycle", data).content.decode()


def test_days_and_amounts_need_no_quotation_marks(desk):
    facts = "category: dibao\nlast_review: 2025-01-15\nincome_fixed: true\nlabour_capacity_member: false"
    page = desk.post(f"{URL}?kind=review_cycle", {"region": "TJ", "day": "2025-10-15", "facts": facts})
    assert "2026-01-15" in page.content.decode()


def test_names_and_numbers_of_people_do_not_leave_with_an_example():
    member = ruled_member("head", name="张小满", id_number="129999198405210021")
    text = queries.example_file(queries.Asked("assess", "TJ", TODAY, {"members": [member]}, {}))[1]
    assert "张小满" not in text
    assert "1299991984" not in text


def test_a_row_is_added_without_javascript_and_nothing_is_computed(desk):
    page = desk.post(URL, typed(members=(HEAD,), add_row="members")).context["page"]
    assert len(page.household.grids["members"].forms) == 2
    assert page.answer is None
    assert page.sources == ()


def test_deleting_a_member_keeps_the_incomes_with_their_people(desk):
    gone = SPOUSE | {"DELETE": "on"}
    response = desk.post(
        URL, typed(members=(HEAD, gone, CHILD), incomes=(WAGE, WAGE | {"person": "3"}), save="1")
    )
    members = saved(response)[0]["facts"]["members"]
    assert [(one["person"], len(one["incomes"])) for one in members] == [("本人", 1), ("长子", 1)]


def test_a_kind_that_does_not_exist_is_not_found(desk):
    assert desk.get(f"{URL}?kind=dance").status_code == 404


def test_whoever_sees_neither_cases_nor_standards_may_not_ask(client):
    nobody = user("无岗位", xuefu(), "clerk")
    nobody.duties.all().delete()
    client.force_login(nobody, "django.contrib.auth.backends.ModelBackend")
    assert client.get(URL).status_code == 403


def test_policy_staff_may_ask(client):
    client.force_login(user("沈政策", xuefu(), "policy"), "django.contrib.auth.backends.ModelBackend")
    assert client.get(URL).status_code == 200
    assert client.get(f"{URL}?kind=assess&written=1").status_code == 200


def test_the_sources_lead_to_their_examples(desk):
    page = desk.get("/calculator/sources/").content.decode()
    assert "recovery.recover" in page
    assert "没有计算规则：医保、卫健部门办理，街道转介" in page
    example = desk.get("/calculator/?kind=recovery&written=1&example=K02").context["page"].question
    assert "1600.00" in example.initial["facts"]
    assert example.initial["title"] == "收入少报,追回差额"
