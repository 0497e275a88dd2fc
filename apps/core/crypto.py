"""Encryption of personal data at rest: SM4-GCM for what is shown again, HMAC-SM3 for what is searched.

One pluggable provider, so that a certified module can take its place (密评 GB/T 39786-2021, 8.4 存储机密性).
A ciphertext reads `s1.<key id>.<base64url of nonce, text and tag>`. Every purpose has a key of its own, derived
from the master key, and the purpose, the key id and the version are bound as associated data: a ciphertext
moved to another column does not open. Any changed bit raises `CiphertextDamaged`.
"""

import base64
import binascii
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = "s1"
NONCE_BYTES, TAG_BYTES, KEY_BYTES = 12, 16, 16


class CiphertextDamaged(Exception):
    """A stored ciphertext does not open: a bit was changed, the purpose differs, or its key is missing."""


class CryptoProvider:
    """SM4-GCM and HMAC-SM3 of the cryptography package. `keys`: key id → 32 bytes, the first one encrypts."""

    def __init__(self, keys: dict[str, bytes], index_key: bytes) -> None:
        self._keys = keys
        self._index_key = index_key
        self._current = next(iter(keys))
        self._derived: dict[tuple[str, str], bytes] = {}

    def encrypt(self, text: str, purpose: str) -> str:
        """Encrypt with the newest key and a fresh nonce; two encryptions of one text differ."""
        nonce = os.urandom(NONCE_BYTES)
        sealer = Cipher(algorithms.SM4(self._key(self._current, purpose)), modes.GCM(nonce)).encryptor()
        sealer.authenticate_additional_data(_bound(self._current, purpose))
        sealed = sealer.update(text.encode()) + sealer.finalize()
        body = base64.urlsafe_b64encode(nonce + sealed + sealer.tag).decode()
        return f"{VERSION}.{self._current}.{body}"

    def decrypt(self, token: str, purpose: str) -> str:
        """Open a ciphertext of any known key; raises `CiphertextDamaged`, never returns something else."""
        key_id, raw = _split(token)
        nonce, sealed, tag = raw[:NONCE_BYTES], raw[NONCE_BYTES:-TAG_BYTES], raw[-TAG_BYTES:]
        try:
            opener = Cipher(algorithms.SM4(self._key(key_id, purpose)), modes.GCM(nonce, tag)).decryptor()
            opener.authenticate_additional_data(_bound(key_id, purpose))
            return (opener.update(sealed) + opener.finalize()).decode()
        except (InvalidTag, UnicodeDecodeError) as error:
            raise CiphertextDamaged("密文与校验不符，可能被改动；请立即报告系统管理员。") from error

    def blind_index(self, value: str, purpose: str) -> str:
        """64 hex digits by which equal values of one purpose are found without being readable."""
        return _mac(self._index_key, f"index\0{purpose}\0{value}").hex()

    def _key(self, key_id: str, purpose: str) -> bytes:
        """The SM4 key of one purpose, derived from the master key of that id."""
        if key_id not in self._keys:
            raise CiphertextDamaged("密文所用的密钥不在本机配置中；请系统管理员补充该密钥。")
        if (key_id, purpose) not in self._derived:
            self._derived[key_id, purpose] = _mac(self._keys[key_id], f"field\0{purpose}")[:KEY_BYTES]
        return self._derived[key_id, purpose]


@cache
def provider() -> CryptoProvider:
    """The provider made from the settings; the place where a certified module is put in."""
    keys = dict(_key_of(entry) for entry in settings.FIELD_KEYS)
    if not keys:
        raise ImproperlyConfigured("FIELD_KEYS 不能为空；启动程序会在首次启动时生成。")
    return CryptoProvider(keys, _hex(settings.INDEX_KEY, "INDEX_KEY"))


def encrypt(text: str, purpose: str) -> str:
    """Encrypt `text` for `purpose` (see `CryptoProvider.encrypt`)."""
    return provider().encrypt(text, purpose)


def decrypt(token: str, purpose: str) -> str:
    """Decrypt `token` of `purpose` (see `CryptoProvider.decrypt`)."""
    return provider().decrypt(token, purpose)


def blind_index(value: str, purpose: str) -> str:
    """Blind index of `value` for `purpose` (see `CryptoProvider.blind_index`)."""
    return provider().blind_index(value, purpose)


def _split(token: str) -> tuple[str, bytes]:
    """Key id and bytes of a token; only the exact form that `encrypt` writes is accepted."""
    parts = token.split(".")
    if len(parts) != 3 or parts[0] != VERSION:
        raise CiphertextDamaged("不是本系统写入的密文；请立即报告系统管理员。")
    try:
        raw = base64.b64decode(parts[2].encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise CiphertextDamaged("密文已损坏；请立即报告系统管理员。") from error
    # The last character may carry unused bits; a flip there must be as loud as any other.
    if base64.urlsafe_b64encode(raw).decode() != parts[2] or len(raw) < NONCE_BYTES + TAG_BYTES:
        raise CiphertextDamaged("密文已损坏；请立即报告系统管理员。")
    return parts[1], raw


def _bound(key_id: str, purpose: str) -> bytes:
    return f"{VERSION}\0{key_id}\0{purpose}".encode()


def _mac(key: bytes, text: str) -> bytes:
    mac = hmac.HMAC(key, hashes.SM3())
    mac.update(text.encode())
    return mac.finalize()


def _key_of(entry: str) -> tuple[str, bytes]:
    """Read one `key id:64 hex digits` of FIELD_KEYS."""
    key_id, _, digits = entry.strip().partition(":")
    if not key_id.isalnum():
        raise ImproperlyConfigured("FIELD_KEYS 的每一项写作“编号:64位十六进制”，编号只用字母和数字。")
    return key_id, _hex(digits, "FIELD_KEYS")


def _hex(digits: str, name: str) -> bytes:
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ImproperlyConfigured(f"{name} 必须是 64 位十六进制数字。")
    return key
