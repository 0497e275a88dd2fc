import datetime as dt

import pytest

from apps.core.clock import stamp
from apps.core.health import beat_heart
from apps.core.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker_is_up(monkeypatch):
    monkeypatch.setattr("apps.core.health.broker_answers", lambda: True)


def test_health_is_green_when_database_broker_worker_and_beat_are_up(client, broker_is_up):
    beat_heart(Heartbeat.WORKER)
    beat_heart(Heartbeat.BEAT)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "broker": True, "worker": True, "beat": True}


@pytest.mark.parametrize("silent", [Heartbeat.WORKER, Heartbeat.BEAT])
def test_health_is_red_when_a_process_has_been_silent_too_long(client, broker_is_up, silent):
    beat_heart(Heartbeat.WORKER)
    beat_heart(Heartbeat.BEAT)
    Heartbeat.objects.filter(name=silent).update(at=stamp() - dt.timedelta(seconds=21))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert [name for name, up in answer.json().items() if not up] == [silent]


def test_health_is_red_without_a_broker(client):
    beat_heart(Heartbeat.WORKER)
    beat_heart(Heartbeat.BEAT)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["broker"] is False


def test_a_check_centre_that_is_away_is_told_but_is_no_reason_for_alarm(client, broker_is_up, settings):
    settings.CHECK_CENTRE_URL = "http://127.0.0.1:9"
    beat_heart(Heartbeat.WORKER)
    beat_heart(Heartbeat.BEAT)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["check_centre"]) == (200, False)


def test_health_is_shown_to_nobody_in_particular_and_never_stored(client, broker_is_up):
    answer = client.get("/healthz")
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/healthz").status_code == 405
