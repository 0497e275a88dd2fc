"""The tests' own ground: clones, the role, the network, the browser."""

import json
import os
import socket
import subprocess
import sys

import pytest
from django.db import connection

from apps.core.health import beat_heart
from apps.core.models import Heartbeat
from config.launcher import places
from tests.machinery.guard import OutsideLoopback


def test_what_a_test_commits_stays_in_its_own_database(own_database):
    beat_heart(Heartbeat.BEAT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == (own_database,)
    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db
def test_the_shared_database_saw_nothing_of_it():
    assert Heartbeat.objects.count() == 0


def test_no_test_reaches_beyond_loopback():
    with socket.socket() as outside, pytest.raises(OutsideLoopback):
        outside.connect(("192.0.2.1", 80))


def test_the_browser_sees_the_site(site, browser_page):
    answer = browser_page.goto(f"{site}/login/")
    assert answer.status == 200
    assert browser_page.locator("input[name=username]").is_visible()


def test_the_rules_are_tested_without_django():
    code = """
import pytest
assert pytest.main(["tests/rules/test_months.py", "-q"]) == 0
from django.apps import apps
from django.conf import settings
assert not apps.ready and not settings.configured
"""
    env = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=places.ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_django_finds_nothing_to_warn_of_in_production():
    keys = {
        "SECRET_KEY": "x" * 25 + "0123456789" * 4,
        "FIELD_KEYS": os.environ["FIELD_KEYS"],
        "INDEX_KEY": os.environ["INDEX_KEY"],
    }
    env = {
        "PATH": os.environ["PATH"],
        "PRODUCTION": "1",
        "DATABASE_URL": "postgresql:///x",
        "REDIS_URL": "redis://x",
    } | keys
    command = [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=places.ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_results_of_measurements_are_merged_by_name(tmp_path, monkeypatch):
    from tests.bench import __main__ as bench

    monkeypatch.setattr(bench, "RESULTS", tmp_path / "bench.json")
    monkeypatch.setattr(bench, "WORKLOADS", {"one": None, "two": None})
    bench.RESULTS.write_text(
        json.dumps([{"workload": "one", "seconds": 1}, {"workload": "gone", "seconds": 1}])
    )
    assert bench.merge([{"workload": "two", "seconds": 2}]) == [
        {"workload": "one", "seconds": 1},
        {"workload": "two", "seconds": 2},
    ]
