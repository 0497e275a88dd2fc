"""Both parties sign with HMAC-SM3 under a shared key; the centre's own reading of the contract.

Signed are, each on a line: the act (method and path, or RESPONSE and status), moment, nonce, key id, SM3 of the body.
"""

import hmac as compare
import os
from datetime import UTC, datetime

from cryptography.hazmat.primitives import hashes, hmac

SKEW_SECONDS = 300


class Unsigned(Exception):
    """A message that cannot be trusted; the argument says why, for the log and the answer."""


def key_of(entry: str) -> tuple[str, bytes]:
    """Read `key id:64 hex digits`."""
    key_id, _, digits = entry.partition(":")
    return key_id, bytes.fromhex(digits)


def digest(body: bytes) -> str:
    state = hashes.Hash(hashes.SM3())
    state.update(body)
    return state.finalize().hex()


def signature(key: bytes, *lines: str) -> str:
    mac = hmac.HMAC(key, hashes.SM3())
    mac.update("\n".join(lines).encode())
    return mac.finalize().hex()


def signed(entry: str, act: str, body: bytes, nonce: str = "") -> dict[str, str]:
    """The headers of a message that we send; `nonce`: that of the message that we answer."""
    key_id, key = key_of(entry)
    moment, nonce = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), nonce or os.urandom(16).hex()
    mark = signature(key, act, moment, nonce, key_id, digest(body))
    return {"X-Key-Id": key_id, "X-Date": moment, "X-Nonce": nonce, "X-Signature": mark}


class Doorkeeper:
    """Lets a signed request in once: right key, right signature, not too old, nonce not seen before."""

    def __init__(self, entry: str) -> None:
        self.key_id, self.key = key_of(entry)
        self.seen: dict[str, float] = {}

    def check(self, act: str, headers, body: bytes) -> None:
        """Raises Unsigned."""
        moment, nonce = headers.get("X-Date", ""), headers.get("X-Nonce", "")
        if headers.get("X-Key-Id") != self.key_id:
            raise Unsigned("unknown key")
        wanted = signature(self.key, act, moment, nonce, self.key_id, digest(body))
        if not compare.compare_digest(wanted, headers.get("X-Signature", "")):
            raise Unsigned("bad signature")
        now = datetime.now(UTC)
        try:
            sent = datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError:
            raise Unsigned("bad date") from None
        if abs((now - sent).total_seconds()) > SKEW_SECONDS:
            raise Unsigned("too old")
        self.seen = {one: at for one, at in self.seen.items() if now.timestamp() - at < 2 * SKEW_SECONDS}
        if not nonce or nonce in self.seen:
            raise Unsigned("replayed")
        self.seen[nonce] = now.timestamp()
