"""Is one process of the site well? Exit code 0 or 1, for the health checks of the containers.

python -m config.launcher.check web | worker | beat | check_centre
"""

import http.client
import ipaddress
import json
import os
import sys

REQUIRED = ("database", "broker", "worker", "beat")  # without the check centre everything else goes on
SILENT_AFTER = "20 seconds"  # as apps.core.health says


def healthz(bind: str, port: int) -> dict[str, bool] | None:
    """What /healthz answers, asked as a proxy would ask; None when the web does not answer."""
    host = "127.0.0.1" if ipaddress.ip_address(bind).is_unspecified else bind
    name = (os.environ.get("ALLOWED_HOSTS") or "localhost").split(",")[0].strip()
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": name, "X-Forwarded-Proto": "https"})
        return json.load(connection.getresponse())
    except (OSError, ValueError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def has_heartbeat(name: str) -> bool:
    import psycopg

    question = "SELECT 1 FROM core_heartbeat WHERE name = %s AND at > now() - %s::interval"
    try:
        with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5) as connection:
            return connection.execute(question, [name, SILENT_AFTER]).fetchone() is not None
    except psycopg.Error:
        return False


def is_well(name: str) -> bool:
    if name == "web":  # that the worker is away does not make the web unwell
        found = healthz(os.environ.get("BIND") or "127.0.0.1", int(os.environ.get("PORT") or 8000))
        return bool(found and found["database"])
    if name == "check_centre":
        return listens(os.environ.get("BIND") or "127.0.0.1", 8001)
    return has_heartbeat(name)


def listens(bind: str, port: int) -> bool:
    """Whether something answers there."""
    host = "127.0.0.1" if ipaddress.ip_address(bind).is_unspecified else bind
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_well(sys.argv[1]) else 1)
