"""HMAC-SM3 under the key that we share with the centre (`CHECK_CENTRE_KEY`, `key id:64 hex digits`).

Our own reading of the contract, on purpose not that of the reference centre: a test holds the two together.
"""

import datetime as dt
import hmac as compare
from collections.abc import Mapping

from cryptography.hazmat.primitives import hashes, hmac
from django.conf import settings

from apps.checks.centre.contract import Trouble
from apps.core import clock

SKEW = dt.timedelta(minutes=5)
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def shared_key() -> tuple[str, bytes]:
    """Key id and key."""
    key_id, _, digits = settings.CHECK_CENTRE_KEY.partition(":")
    return key_id, bytes.fromhex(digits)


def mac(key: bytes, *lines: str) -> bytes:
    """HMAC-SM3 of the lines."""
    made = hmac.HMAC(key, hashes.SM3())
    made.update("\n".join(lines).encode())
    return made.finalize()


def sign(act: str, body: bytes, nonce: str) -> dict[str, str]:
    """The headers of a request; `act` is method and path."""
    key_id, key = shared_key()
    moment = clock.stamp().astimezone(dt.UTC).strftime(MOMENT)
    mark = mac(key, act, moment, nonce, key_id, _digest(body)).hex()
    return {"X-Key-Id": key_id, "X-Date": moment, "X-Nonce": nonce, "X-Signature": mark}


def verify(act: str, body: bytes, headers: Mapping[str, str], *, nonce: str) -> None:
    """Trouble `bad_signature` unless the answer to the request with this nonce is signed, whole and of now."""
    key_id, key = shared_key()
    moment = headers.get("X-Date", "")
    wanted = mac(key, act, moment, nonce, key_id, _digest(body)).hex()
    same = compare.compare_digest(wanted, headers.get("X-Signature", ""))
    if not same or headers.get("X-Key-Id") != key_id or headers.get("X-Nonce") != nonce:
        raise Trouble("bad_signature")
    sent = dt.datetime.strptime(moment, MOMENT).replace(tzinfo=dt.UTC)
    if abs(clock.stamp() - sent) > SKEW:
        raise Trouble("bad_signature")


def _digest(body: bytes) -> str:
    state = hashes.Hash(hashes.SM3())
    state.update(body)
    return state.finalize().hex()
