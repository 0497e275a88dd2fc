"""Databases for tests: a template with the reference data, made once per state of the files, and a clone of it for whoever asks.

Tests use Django's default connection as the role `app`, each in a transaction that is rolled back. A test that commits
asks for `own_database`, gets a clone (0.1 s) and leaves nothing behind. Nothing flushes, no trigger is switched off.
"""

import fcntl
import hashlib
import itertools
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from config.addresses import database_settings
from config.launcher import environment, places
from config.launcher.borrow import PASSING, borrowed
from config.launcher.cluster import ADMIN, APP, OWNER, Cluster
from config.launcher.roles import make_database

ROOT = places.ROOT
counter = itertools.count(1)

# What goes into a template, by kind: the steps of `config.launcher.prepare` and the files that they depend on.
KINDS = {
    "reference": (
        ["migrate", "reference"],
        [
            "apps/**/migrations/*.py",
            "apps/offices/**/*.py",
            "apps/standards/**/*.py",
            "fixtures/*.*",
            "requirements/run.lock",
            "config/launcher/roles.py",
        ],
    ),
    "demo": (
        ["migrate", "reference", "demo"],
        ["apps/**/*.py", "apps/**/*.csv", "apps/**/*.yaml", "apps/**/*.json"],
    ),
}


@dataclass(frozen=True)
class Stand:
    """A running cluster and the keys that the site uses in tests."""

    cluster: Cluster
    keys: dict[str, str]

    def admin(self) -> psycopg.Connection:
        return psycopg.connect(self.cluster.database_url(ADMIN, "postgres"), autocommit=True)

    def environment(self, database: str) -> dict[str, str]:
        """For a process of the site that uses this database."""
        demo = {"DEMO": "1"}
        return environment.inherited() | environment.embedded(self.cluster, database, self.keys) | demo

    def template(self, kind: str) -> str:
        """The name of the template of that kind for the present state of the files, made if it is not there."""
        steps, patterns = KINDS[kind]
        name = f"template_{kind}_{digest(patterns)}"
        with open(self.cluster.var / "template.lock", "a") as gate, self.admin() as admin:
            fcntl.flock(gate, fcntl.LOCK_EX)
            known = admin.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"template_{kind}_"]
            )
            names = [row[0] for row in known.fetchall()]
            if name in names:
                return name
            for outdated in names:
                drop(admin, outdated)
            self._build(steps, f"{PASSING}template_{kind}")
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    *map(sql.Identifier, (f"{PASSING}template_{kind}", name))
                )
            )
        return name

    def _build(self, steps: list[str], database: str) -> None:
        with self.admin() as admin:
            drop(admin, database)
        env = self.environment(database) | environment.for_prepare(self.cluster, database)
        command = environment.python("config.launcher.prepare", *steps)
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.exit(f"The template database could not be made:\n{done.stdout}{done.stderr}", returncode=3)

    @contextmanager
    def clone(self, kind: str = "reference", *, of: str = "") -> Iterator[str]:
        """The name of a database of one's own, dropped at the end; `of`: a copy of that database instead."""
        template = of or self.template(kind)
        name = f"{PASSING}{os.getpid()}_{next(counter)}"
        with self.admin() as admin:
            make_database(admin, name, OWNER, template)
            admin.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                    sql.Identifier(name), sql.Identifier(APP)
                )
            )
        try:
            yield name
        finally:
            with self.admin() as admin:
                drop(admin, name)


def drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def digest(patterns: list[str]) -> str:
    """A short hash of the contents of all files that match."""
    state = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        state.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return state.hexdigest()[:12]


@contextmanager
def django_uses(url: str) -> Iterator[None]:
    """Point Django's default connection, of this and every later thread, at another database."""
    from django.db import connection, connections

    settings = connection.settings_dict
    addressed = {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    connections.close_all()
    for known in (settings, connections.settings["default"]):
        known.update({key: database_settings(url)[key] for key in addressed})
    try:
        yield
    finally:
        connections.close_all()
        for known in (settings, connections.settings["default"]):
            known.update(addressed)


@pytest.fixture(scope="session")
def stand() -> Iterator[Stand]:
    """The cluster var/test, shared by all workers."""
    with borrowed("test") as cluster:
        yield Stand(cluster, {key: os.environ[key] for key in environment.KEYS})


@pytest.fixture(scope="session")
def django_db_setup(stand: Stand) -> Iterator[None]:
    """Instead of pytest-django's: one clone for each worker, reached as the role `app`."""
    with stand.clone() as database, django_uses(stand.cluster.database_url(APP, database)):
        yield


@pytest.fixture
def transactional_db() -> None:
    pytest.fail("这里没有 transactional_db（它会清空所有表）；需要提交的测试请用 own_database。")


@pytest.fixture
def own_database(stand: Stand, django_db_blocker) -> Iterator[str]:
    """A database of one's own for tests that commit: journeys, two connections, kills. Its name."""
    yield from _own(stand, django_db_blocker, "reference")


@pytest.fixture
def demo_database(stand: Stand, django_db_blocker) -> Iterator[str]:
    """Like `own_database`, with the reference and demonstration data."""
    yield from _own(stand, django_db_blocker, "demo")


def _own(stand: Stand, django_db_blocker, kind: str) -> Iterator[str]:
    from django.db import connection

    if connection.in_atomic_block:
        pytest.fail("own_database 与 db（事务内的数据库）不能在同一个测试里并用。")
    with (
        stand.clone(kind) as database,
        django_db_blocker.unblock(),
        django_uses(stand.cluster.database_url(APP, database)),
    ):
        yield database


@pytest.fixture
def site_environment(stand: Stand, own_database: str) -> dict[str, str]:
    """The environment for a process of the site (`manage.py`, gunicorn, celery) on `own_database`."""
    return stand.environment(own_database)


def repository_files(*patterns: str) -> list[Path]:
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern)})
