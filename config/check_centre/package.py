"""Requests and answers as files, for an office without a line: JSON sealed with SM4-GCM under the shared key."""

import base64
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from config.check_centre.signing import Unsigned, key_of, signature

NONCE_BYTES, TAG_BYTES = 12, 16


def seal(entry: str, purpose: str, content: dict[str, Any]) -> str:
    """The file's text: key id and purpose in the clear (and bound), everything else sealed."""
    key_id, key = key_of(entry)
    nonce = os.urandom(NONCE_BYTES)
    sealer = Cipher(algorithms.SM4(_key(key)), modes.GCM(nonce)).encryptor()
    sealer.authenticate_additional_data(f"{key_id}\n{purpose}".encode())
    sealed = sealer.update(json.dumps(content, ensure_ascii=False).encode()) + sealer.finalize()
    body = base64.b64encode(nonce + sealed + sealer.tag).decode()
    return json.dumps({"key_id": key_id, "purpose": purpose, "sealed": body}, ensure_ascii=False, indent=1)


def unseal(entry: str, purpose: str, text: str) -> dict[str, Any]:
    """Raises Unsigned for a file of another key or purpose, or one that was changed."""
    key_id, key = key_of(entry)
    try:
        outer = json.loads(text)
        raw = base64.b64decode(outer["sealed"], validate=True)
        if (outer["key_id"], outer["purpose"]) != (key_id, purpose):
            raise Unsigned("unknown key or purpose")
        nonce, sealed, tag = raw[:NONCE_BYTES], raw[NONCE_BYTES:-TAG_BYTES], raw[-TAG_BYTES:]
        opener = Cipher(algorithms.SM4(_key(key)), modes.GCM(nonce, tag)).decryptor()
        opener.authenticate_additional_data(f"{key_id}\n{purpose}".encode())
        content: dict[str, Any] = json.loads(opener.update(sealed) + opener.finalize())
    except (InvalidTag, ValueError, KeyError, TypeError) as problem:
        raise Unsigned("not readable") from problem
    return content


def _key(key: bytes) -> bytes:
    return bytes.fromhex(signature(key, "package"))[:16]
