"""Headers of private pages, the number of a request, refusals as a page, problems as JSON."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from rest_framework import exceptions

from apps.core import problems
from apps.core.errors import Refused
from apps.core.middleware import (
    PrivatePagesMiddleware,
    RefusalMiddleware,
    RequestMemoryMiddleware,
    _typed,
    _way_back,
)
from apps.core.problems import problem_handler
from apps.core.request import current_request_id
from apps.rules.errors import RuleError


class SignedIn(AnonymousUser):
    is_authenticated = True


@pytest.fixture
def request_of(rf):
    def make(method="get", path="/cases/1/", user=None, **extra):
        request = getattr(rf, method)(path, **extra)
        request.user = user or AnonymousUser()
        request.htmx = False
        return request

    return make


def test_signed_in_pages_are_never_stored(request_of):
    def view(request):
        return HttpResponse("页", headers={"Cache-Control": "max-age=60"})

    signed_in = PrivatePagesMiddleware(view)(request_of(user=SignedIn()))
    assert signed_in["Cache-Control"] == "no-store"
    assert (
        signed_in["Cross-Origin-Opener-Policy"] == signed_in["Cross-Origin-Resource-Policy"] == "same-origin"
    )
    assert PrivatePagesMiddleware(view)(request_of())["Cache-Control"] == "max-age=60"
    assert PrivatePagesMiddleware(lambda request: HttpResponse())(request_of())["Cache-Control"] == "no-store"


def test_the_number_of_a_request_goes_out_with_it(request_of):
    response = RequestMemoryMiddleware(lambda request: HttpResponse(current_request_id()))(request_of())
    assert response["X-Request-ID"] == response.content.decode() != ""


def test_a_refusal_becomes_a_page_that_says_why_and_repeats_what_was_typed(request_of):
    typed = {"reason": "收入已核实", "csrfmiddlewaretoken": "geheim", "password1": "geheim"}
    request = request_of("post", data=typed, HTTP_REFERER="http://testserver/cases/1/?tab=2")
    refusal = Refused("unsigned", "没有移送成功。入户调查表缺少家庭成员签字。补签后再移送，期限不变。")
    response = RefusalMiddleware(HttpResponse).process_exception(request, refusal)
    page = response.content.decode()
    assert response.status_code == 409
    assert refusal.message in page
    assert "收入已核实" in page
    assert "geheim" not in page
    assert "/cases/1/?tab=2" in page


def test_a_refusal_inside_a_page_becomes_a_fragment(request_of):
    request = request_of("post", data={"reason": "收入已核实"})
    request.htmx = type("Htmx", (), {"boosted": False, "__bool__": lambda self: True})()
    response = RefusalMiddleware(HttpResponse).process_exception(request, Refused("no", "没有办理。"))
    assert response.status_code == 409
    assert "没有办理。" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert response["HX-Retarget"] == "#refusal"


def test_other_errors_are_left_alone(request_of):
    assert RefusalMiddleware(HttpResponse).process_exception(request_of(), ValueError()) is None


@pytest.mark.parametrize(
    ("method", "referer", "back"),
    [
        ("get", "http://testserver/list/?page=2", "/list/?page=2"),
        ("get", "http://testserver/cases/1/", "/"),
        ("post", "http://testserver/cases/1/", "/cases/1/"),
        ("get", "https://elsewhere.example/", "/"),
        ("get", "", "/"),
    ],
)
def test_the_way_back_is_the_page_before_if_it_is_ours(request_of, method, referer, back):
    assert _way_back(request_of(method, HTTP_REFERER=referer)) == back


def test_only_what_was_written_is_repeated_not_choices_and_keys(request_of):
    typed = {"a": " ", "b": ["1", "2"], "reason": "核实", "note": "x" * 20}
    assert _typed(request_of("post", data=typed)) == ["核实", "x" * 20]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Refused("too_late", "没有办理。公示已经开始；请先终止公示。"), 409, "too_late"),
        (Refused("days_in_order", "没有保存。", "valid_to"), 422, "days_in_order"),
        (RuleError("no_members"), 422, "no_members"),
        (Http404(), 404, "not_found"),
        (PermissionDenied(), 403, "permission_denied"),
        (exceptions.NotAuthenticated(), 401, "not_authenticated"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (exceptions.Throttled(wait=9), 429, "throttled"),
        (ValidationError({"day": ["日期不对。"]}), 400, "invalid"),
        (exceptions.ValidationError({"day": ["日期不对。"]}), 400, "invalid"),
    ],
)
def test_every_error_of_the_api_has_one_shape(error, status, code):
    response = problem_handler(error, {})
    assert (response.status_code, response.data["status"], response.data["code"]) == (status, status, code)
    assert response.content_type == "application/problem+json"
    assert set(response.data) == {"type", "title", "status", "detail", "code", "errors"}
    assert response.data["detail"]
    assert json.dumps(response.data)


def test_the_fields_of_an_error_are_listed_flat():
    nested = exceptions.ValidationError(
        {"members": [{}, {"name": ["必填。"]}], "non_field_errors": ["总数不符。"]}
    )
    fields = {error["field"]: error["message"] for error in problem_handler(nested, {}).data["errors"]}
    assert fields == {"members.1.name": "必填。", "non_field_errors": "总数不符。"}
    assert (
        problem_handler(Refused("no", "没有保存。", "valid_to"), {}).data["errors"][0]["field"] == "valid_to"
    )


def test_an_unknown_error_stays_an_error():
    assert problem_handler(ValueError("bug"), {}) is None
    assert problems.TITLES[409]
