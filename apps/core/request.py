"""What one request carries along: its number (for events and the hotline) and small per-request memory."""

import secrets
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_current: ContextVar[dict[str, Any] | None] = ContextVar("request_memory", default=None)


@contextmanager
def request_memory():
    """Open a memory for one request or task; it ends with the block, so nothing leaks to the next one."""
    token = _current.set({"id": secrets.token_hex(8)})
    try:
        yield _current.get()
    finally:
        _current.reset(token)


def memory() -> dict[str, Any] | None:
    """The memory of this request, or None outside of one (nothing is then remembered)."""
    return _current.get()


def current_request_id() -> str:
    """The number of this request, "" outside of one."""
    return (_current.get() or {}).get("id", "")
