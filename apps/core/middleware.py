"""What every page needs: a memory of its own, headers that keep it private, and refusals shown as a page."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from apps.core.errors import Refused
from apps.core.request import current_request_id, request_memory

# Never shown again on the refusal page, whatever the form calls its other fields.
NOT_REPEATED = ("csrfmiddlewaretoken", "password", "otp")
REPEATED_AT_MOST = 60


class RequestMemoryMiddleware:
    """Give each request a number and a memory that ends with it; the number goes out as `X-Request-ID`."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with request_memory():
            response = self.get_response(request)
            response["X-Request-ID"] = current_request_id()
        return response


class PrivatePagesMiddleware:
    """Signed-in pages are never stored, framed or shared with another window (ASVS 14.3.2, 3.4.8)."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


class RefusalMiddleware:
    """A `Refused` that no view caught becomes a page (or an htmx fragment) with status 409; the API answers by itself."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        context = {"refusal": exception, "back": _way_back(request), "typed": _typed(request)}
        if getattr(request, "htmx", False) and not request.htmx.boosted:
            response = render(request, "_refused.html", context, status=409)
            response["HX-Retarget"] = "#refusal"
            response["HX-Reswap"] = "innerHTML"
            return response
        return render(request, "refused.html", context, status=409)


def _way_back(request: HttpRequest) -> str:
    """The page that the person came from, if it is one of ours and not this one; else the start page."""
    came_from = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    parts = urlsplit(came_from)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    itself = request.method == "GET" and parts.path == request.path
    return path if ours and not itself else "/"


def _typed(request: HttpRequest) -> list[str]:
    """The sentences typed into the refused form, so that no one has to write them twice; choices and keys are not told."""
    values = (
        value.strip()
        for name, values in request.POST.lists()
        if not name.startswith(NOT_REPEATED)
        for value in values
    )
    return [value for value in values if len(value) >= 20 or not value.isascii()][:REPEATED_AT_MOST]
