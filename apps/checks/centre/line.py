"""The line to the check centre: one signed POST, one signed answer, no redirects, a limit on time and length."""

import http.client
import json
import os
import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from apps.checks.centre.contract import Trouble
from apps.checks.centre.signing import sign, verify

PATH = "/v1/checks"
LONGEST = 4_000_000  # bytes of an answer
REFUSALS = {401: "not_admitted", 403: "not_admitted", 502: "unavailable", 503: "unavailable", 504: "too_slow"}


def is_connected() -> bool:
    """Whether there is a line at all; an office without one works with files."""
    return bool(settings.CHECK_CENTRE_URL and settings.CHECK_CENTRE_KEY)


def ask(body: bytes) -> Any:
    """Send a request and return the verified answer. Raises Trouble, whatever goes wrong."""
    parts = urlsplit(settings.CHECK_CENTRE_URL)
    path, nonce = parts.path.rstrip("/") + PATH, os.urandom(16).hex()
    headers = {"Content-Type": "application/json", **sign(f"POST {PATH}", body, nonce)}
    secure = parts.scheme == "https"
    opener = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    line = opener(parts.hostname or "", parts.port, timeout=settings.CHECK_CENTRE_SECONDS)
    try:
        line.request("POST", path, body=body, headers=headers)
        with line.getresponse() as response:
            answer = _read(response)
    except TimeoutError as error:
        raise Trouble("too_slow") from error
    except (OSError, http.client.HTTPException) as error:
        raise Trouble("no_line") from error
    finally:
        line.close()
    if response.status != http.HTTPStatus.OK:
        raise Trouble(REFUSALS.get(response.status, "malformed"))
    verify(f"RESPONSE {response.status}", answer, response.headers, nonce=nonce)
    try:
        return json.loads(answer)
    except ValueError as error:
        raise Trouble("malformed") from error


def _read(response: http.client.HTTPResponse) -> bytes:
    """The body within the time of the whole answer: a centre that drips must not hold the worker."""
    until = time.monotonic() + settings.CHECK_CENTRE_SECONDS
    body = b""
    while part := response.read1(65536):
        body += part
        if time.monotonic() > until:
            raise Trouble("too_slow")
        if len(body) > LONGEST:
            raise Trouble("malformed")
    return body
