"""Is everything up? Database, broker, worker and beat, for `make up`, containers and monitors; the check centre beside.

Worker and beat write a heartbeat row every few seconds; a row that is too old means that the process is gone.
"""

import datetime as dt
import http.client
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.core.clock import stamp
from apps.core.models import Heartbeat

EVERY_SECONDS = 5
SILENT_AFTER = dt.timedelta(seconds=4 * EVERY_SECONDS)


def beat_heart(name: str) -> None:
    """Write that the process `name` is alive now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": stamp()})


def is_alive(name: str) -> bool:
    return Heartbeat.objects.filter(name=name, at__gte=stamp() - SILENT_AFTER).exists()


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        connection.close()
        return False
    return True


def broker_answers() -> bool:
    address = settings.REDIS_URL.replace("redis+socket://", "unix://", 1)
    try:
        with redis.Redis.from_url(address, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def check_centre_answers() -> bool:
    """Whether something listens at the address of the check centre."""
    parts = urlsplit(settings.CHECK_CENTRE_URL)
    opener = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    line = opener(parts.hostname or "", parts.port, timeout=1)
    try:
        line.connect()
    except OSError:
        return False
    finally:
        line.close()
    return True


def examine() -> dict[str, bool]:
    """What the site cannot do without."""
    database = database_answers()
    return {
        "database": database,
        "broker": broker_answers(),
        Heartbeat.WORKER: database and is_alive(Heartbeat.WORKER),
        Heartbeat.BEAT: database and is_alive(Heartbeat.BEAT),
    }


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all four are up, else 503; says which, and nothing more. The check centre is told but no reason."""
    found = examine()
    status = 200 if all(found.values()) else 503
    beside = {"check_centre": check_centre_answers()} if settings.CHECK_CENTRE_URL else {}
    return JsonResponse(found | beside, status=status)
