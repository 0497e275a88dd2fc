"""Requests and answers as files, sealed with SM4-GCM under the key that we share with the centre."""

import base64
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from apps.checks.centre.contract import Trouble
from apps.checks.centre.signing import mac, shared_key

NONCE_BYTES, TAG_BYTES, KEY_BYTES = 12, 16, 16


def write_package(body: bytes) -> bytes:
    """A request file: key id and purpose can be read, the people cannot."""
    key_id, key = shared_key()
    nonce = os.urandom(NONCE_BYTES)
    sealer = Cipher(algorithms.SM4(_key(key)), modes.GCM(nonce)).encryptor()
    sealer.authenticate_additional_data(f"{key_id}\nrequest".encode())
    sealed = sealer.update(body) + sealer.finalize()
    text = base64.b64encode(nonce + sealed + sealer.tag).decode()
    return json.dumps({"key_id": key_id, "purpose": "request", "sealed": text}, indent=1).encode()


def read_package(raw: bytes) -> Any:
    """What stands in an answer file; Trouble `not_readable` for one that is not the centre's, or was changed."""
    key_id, key = shared_key()
    try:
        outer = json.loads(raw)
        sealed = base64.b64decode(outer["sealed"], validate=True)
        if (outer["key_id"], outer["purpose"]) != (key_id, "answer"):
            raise Trouble("not_readable")
        nonce, body, tag = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:-TAG_BYTES], sealed[-TAG_BYTES:]
        opener = Cipher(algorithms.SM4(_key(key)), modes.GCM(nonce, tag)).decryptor()
        opener.authenticate_additional_data(f"{key_id}\nanswer".encode())
        return json.loads(opener.update(body) + opener.finalize())
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise Trouble("not_readable") from error


def _key(key: bytes) -> bytes:
    return mac(key, "package")[:KEY_BYTES]
