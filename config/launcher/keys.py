"""Print fresh keys and passwords for the `.env` of a real office; made once and kept with the backups.

python3 -m config.launcher.keys > .env
"""

import secrets
import sys


def fresh_keys() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": f"k1:{secrets.token_hex(32)}",
        "INDEX_KEY": secrets.token_hex(32),
    }


def fresh_centre_key() -> str:
    """The key that is shared with the check centre: its id and 64 hex digits."""
    return f"k1:{secrets.token_hex(32)}"


def fresh_passwords() -> dict[str, str]:
    return {f"{role}_PASSWORD": secrets.token_urlsafe(24) for role in ("ADMIN", "OWNER", "APP")}


# The check centre's address and key are given by its operator; empty means that requests go as files.
FURTHER = {"ALLOWED_HOSTS": "localhost", "CHECK_CENTRE_URL": "", "CHECK_CENTRE_KEY": ""}

if __name__ == "__main__":
    for name, value in (fresh_keys() | fresh_passwords() | FURTHER).items():
        sys.stdout.write(f"{name}={value}\n")
