"""Errors of the API in one shape: problem JSON (RFC 9457) with a stable code and Chinese sentences.

`{"type", "title", "status", "detail", "code", "errors"}`; `errors` is a list of `{"field", "code", "message"}`.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from apps.core.errors import Refused

TITLES = {
    400: "请求内容有误",
    401: "没有登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持这种请求方式",
    406: "不支持所要的格式",
    409: "没有办理",
    415: "不支持所送的格式",
    422: "不能计算",
    429: "请求过于频繁",
}
DETAILS = {
    400: "没有办理。送来的内容读不懂；请按接口说明核对格式。",
    401: "没有办理。请先用接口账号登录。",
    403: "没有办理。您的岗位没有这项权限；请联系本机构管理员。",
    404: "没有找到，或者不归您的机构办理。",
    405: "没有办理。这个地址不支持这种请求方式；请查看接口说明。",
    406: "没有办理。请用 application/json 接收。",
    415: "没有办理。请用 application/json 提交。",
    429: "没有办理。请求过于频繁，请稍后再试。",
}


def problem_handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Exception handler of Django REST framework; None lets an unknown error become a 500 as usual."""
    problem = _problem(exception)
    if problem is None:
        return None
    set_rollback()
    response = Response(problem, status=problem["status"], content_type="application/problem+json")
    for name in ("WWW-Authenticate", "Retry-After"):
        value = _header(exception, name)
        if value:
            response[name] = value
    return response


def _problem(exception: Exception) -> dict[str, Any] | None:
    from apps.rules.errors import RuleError  # the other half of the ground floor

    if isinstance(exception, Refused):
        status = 422 if exception.field else 409
        errors = [_error(exception.field, exception.code, exception.message)] if exception.field else []
        return _shape(status, exception.code, exception.message, errors)
    if isinstance(exception, RuleError):
        return _shape(422, str(getattr(exception, "code", "rule_error")), str(exception))
    if isinstance(exception, ValidationError):
        return _invalid([_error(field, "invalid", text) for field, text in _django_errors(exception)])
    if isinstance(exception, exceptions.ValidationError):
        return _invalid(_nested_errors(exception.get_full_details()))
    if isinstance(exception, Http404):
        return _shape(404, "not_found")
    if isinstance(exception, PermissionDenied):
        return _shape(403, "permission_denied")
    if isinstance(exception, exceptions.APIException):
        return _shape(exception.status_code, str(exception.default_code))
    return None


def _shape(
    status: int, code: str, detail: str = "", errors: list[dict[str, str]] | None = None
) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": TITLES.get(status, "没有办理"),
        "status": status,
        "detail": detail or DETAILS.get(status, "没有办理。请查看接口说明。"),
        "code": code,
        "errors": errors or [],
    }


def _invalid(errors: list[dict[str, str]]) -> dict[str, Any]:
    return _shape(400, "invalid", "没有办理。有内容需要更正，见 errors。", errors)


def _error(field: str | None, code: str, message: str) -> dict[str, str]:
    return {"field": field or "", "code": code, "message": message}


def _django_errors(error: ValidationError) -> list[tuple[str, str]]:
    if hasattr(error, "error_dict"):
        return [(field, text) for field, texts in error.message_dict.items() for text in texts]
    return [("", text) for text in error.messages]


def _nested_errors(details: Any, path: str = "") -> list[dict[str, str]]:
    """Flatten the nested details of DRF; fields of rows are named `members.0.name`."""
    if (
        isinstance(details, dict)
        and set(details) == {"message", "code"}
        and not isinstance(details["message"], dict)
    ):
        return [_error(path, str(details["code"]), str(details["message"]))]
    if isinstance(details, dict):
        parts = [(f"{path}.{key}" if path else str(key), value) for key, value in details.items()]
    elif all(isinstance(value, dict) and set(value) == {"message", "code"} for value in details):
        parts = [(path, value) for value in details]
    else:
        parts = [(f"{path}.{number}", value) for number, value in enumerate(details)]
    return [error for name, value in parts for error in _nested_errors(value, name)]


def _header(exception: Exception, name: str) -> str:
    if name == "Retry-After":
        wait = getattr(exception, "wait", None)
        return str(int(wait)) if wait else ""
    return getattr(exception, "auth_header", "") or ""
