"""The same services for machines."""

import pytest
import yaml
from django.conf import settings

from apps.core import clock
from apps.offices.roles import Role
from apps.routing.models import Case
from tests.applications.makers import HEAD_ID, HUSBAND_ID, submitted
from tests.households.makers import DAY, dawangzhuang, user, wudadao, xuefu

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def clerk():
    return user("陈砚秋", xuefu())


@pytest.fixture
def machine(client, clerk):
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def posted(**changes):
    return {
        "programme": "dibao",
        "applied_at": xuefu().code,
        "residence_office": xuefu().code,
        "hukou_office": dawangzhuang().code,
        "members": [
            {
                "key": "a", "name": "张小满", "id_number": HEAD_ID, "relation": "head", "labour_capacity": "full",
                "work_status": "employed",
            },
            {
                "key": "b", "name": "李明远", "id_number": HUSBAND_ID, "relation": "spouse", "labour_capacity": "none",
                "work_status": "not_registered",
                "disabilities": [{"type": "limb", "grade": 2, "certificate": "1742"}],
            },
        ],
        "incomes": [{"person": "a", "type": "W", "period": "monthly", "amount": "1894.00"}],
        "assets": [{"kind": "monetary", "form": "deposit", "amount": "8000.00"}],
        "account": {"bank": "天津银行", "number": "6222000000001234567"},
        "materials": [{"name": "诚信承诺书", "state": "provided"}],
        "authorised_on": "2026-03-10",
        "pledged": True,
    } | changes  # fmt: skip


def post(client, body, path="applications"):
    return client.post(f"/api/v1/{path}/", body, content_type="application/json")


def test_an_application_is_created_and_its_case_read(machine):
    answer = post(machine, posted())
    assert answer.status_code == 201
    case = Case.objects.get()
    assert answer.json()["number"] == case.number
    assert case.application.channel == "interface"
    assert case.household.incomes.get().amount == 1894
    read = machine.get(f"/api/v1/cases/{case.pk}/").json()
    assert read["state"] == "submitted"
    assert [step["name"] for step in read["steps"]] == ["accept"]
    assert HEAD_ID not in str(read)
    assert "张小满" not in str(read)


@pytest.mark.parametrize(
    ("changes", "status", "code", "field"),
    [
        ({"residence_office": "999999999"}, 400, "invalid", "residence_office"),
        ({"incomes": [{"person": "a", "type": "W", "amount": "1.00"}]}, 400, "invalid", "incomes.0.period"),
        (
            {"incomes": [{"person": "z", "type": "W", "period": "monthly", "amount": "1.00"}]},
            400,
            "invalid",
            "incomes",
        ),
        ({"members": []}, 400, "invalid", "members"),
    ],
)
def test_a_wrong_body_is_a_problem_at_its_field(machine, changes, status, code, field):
    problem = post(machine, posted(**changes))
    assert problem.status_code == status
    assert problem["Content-Type"] == "application/problem+json"
    assert problem.json()["code"] == code
    assert field in [error["field"].removesuffix(".non_field_errors") for error in problem.json()["errors"]]


def test_a_wrong_number_and_a_live_case_are_refused_as_problems(machine, clerk):
    wrong = posted()
    wrong["members"][0]["id_number"] = HEAD_ID[:-1]
    assert post(machine, wrong).json()["code"] == "invalid_id_number"
    submitted(clerk)
    problem = post(machine, posted())
    assert (problem.status_code, problem.json()["code"]) == (422, "in_live_case")
    assert dawangzhuang().phone in problem.json()["detail"]


def test_whoever_may_not_accept_there_is_refused(client):
    client.force_login(
        user("高文静", xuefu(), Role.REVIEWER), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert post(client, posted()).status_code == 403
    client.logout()
    assert post(client, posted()).status_code in (401, 403)


def test_a_case_of_other_streets_does_not_exist(client, clerk):
    case = submitted(clerk)
    client.force_login(user("路人", wudadao()), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/api/v1/cases/{case.pk}/").status_code == 404


def golden_example():
    examples = yaml.safe_load((settings.BASE_DIR / "fixtures/golden/assess.yaml").read_text())
    return next(
        one
        for one in examples
        if one["region"] == "TJ" and "error" not in one["expect"] and not one.get("parameters")
    )


def test_a_preview_answers_posted_facts_with_every_line(machine):
    example = golden_example()
    answer = post(machine, {"region": "TJ", "day": example["day"], "facts": example["facts"]}, "preview")
    assert answer.status_code == 200
    body = answer.json()
    assert body["programme"] == example["expect"].get("programme", body["programme"])
    assert body["lines"]
    assert all(line["citation"] is not None for line in body["lines"])


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"members": []}, "no_members"),
        ({"members": [{"person": "a"}]}, "facts_unreadable"),
        ({"members": 3}, "facts_unreadable"),
    ],
)
def test_a_preview_of_wrong_facts_is_refused(machine, facts, code):
    problem = post(machine, {"region": "TJ", "facts": facts}, "preview")
    assert (problem.status_code, problem.json()["code"]) == (422, code)


def test_a_missing_standard_is_refused_in_words_and_not_in_codes(machine):
    asked = {
        "kind": "standard_lookup",
        "region": "TJ",
        "day": "1999-01-01",
        "facts": {"code": "dibao_standard"},
    }
    problem = post(machine, asked, "preview").json()
    assert (problem["status"], problem["code"]) == (422, "missing_standard")
    assert problem["detail"].startswith("没有测算。天津市在1999年1月1日没有生效的标准“最低生活保障标准”。")
    assert problem["errors"][0]["field"] == "day"


def test_a_preview_answers_every_kind_and_takes_other_values(machine):
    facts = {
        "index_month": "2024-05",
        "cpi": "3.6",
        "food": "1",
        "groups": [{"group": "dibao", "persons": 2}],
    }
    asked = {"kind": "price_subsidy", "region": "TJ", "day": "2024-06-01", "facts": facts}
    assert post(machine, asked, "preview").json()["total"] == "72.00"
    other = post(machine, asked | {"parameters": {"dibao_standard": "2000"}}, "preview")
    assert other.json()["total"] == "144.00"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"kind": "dance"}, 400),
        ({"parameters": {"dibao_standard": 2000}}, 400),
        ({"parameters": {"dibao_standard": [{"from": "2024-01-01"}]}}, 400),
        ({"parameters": {"moon_rate": "7"}}, 422),
    ],
)
def test_a_preview_of_a_wrong_question_is_refused(machine, changes, status):
    asked = {"kind": "standard_lookup", "region": "TJ", "facts": {"code": "dibao_standard"}}
    assert post(machine, asked | changes, "preview").status_code == status


def test_the_schema_names_the_paths_and_the_problem(settings):
    from drf_spectacular.generators import SchemaGenerator

    schema = SchemaGenerator().get_schema(request=None, public=True)
    assert {"/api/v1/applications/", "/api/v1/preview/"} <= set(schema["paths"])
    assert "Problem" in schema["components"]["schemas"]
