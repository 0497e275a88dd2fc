"""Is everything up? Database, broker, worker and beat, for `make up`, containers and monitors.

Worker and beat write a heartbeat row every few seconds; a row that is too old means that the process is gone.
"""

import datetime as dt

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


def examine() -> dict[str, bool]:
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
    """200 when all four are up, else 503; says which, and nothing more."""
    found = examine()
    return JsonResponse(found, status=200 if all(found.values()) else 503)
