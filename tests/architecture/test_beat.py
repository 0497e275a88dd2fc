"""What happens by itself is a table in config/celery.py."""

import pytest
from celery.schedules import crontab, schedule

from config.celery import app


@pytest.fixture(scope="module")
def known_tasks():
    app.loader.import_default_modules()
    return app.tasks


@pytest.mark.parametrize("name", list(app.conf.beat_schedule))
def test_every_line_of_the_beat_table_names_a_task(name, known_tasks):
    line = app.conf.beat_schedule[name]
    assert line["task"] in known_tasks
    assert isinstance(line["schedule"], int | float | crontab | schedule)


def test_the_beat_shows_a_heartbeat_as_often_as_health_expects():
    from apps.core.health import EVERY_SECONDS

    assert app.conf.beat_schedule["show that the worker is alive"]["schedule"] == EVERY_SECONDS
