"""A database in which the story stands at every stage, made once per run; whoever asks gets a clone of it."""

from __future__ import annotations

import copy
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.db import connections, transaction
from django.test import Client
from psycopg import sql

from config.launcher.cluster import APP
from tests.machinery.databases import KINDS, Stand, digest, django_uses, drop

if TYPE_CHECKING:  # this file is read before Django is configured
    from tests.web.scenes import Scenes

TOLD_FROM = [
    *KINDS["reference"][1],
    *KINDS["demo"][1],
    "tests/web/scenes.py",
    "tests/factories.py",
    "tests/applications/makers.py",
    "tests/households/makers.py",
]
KNOWN = """SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE starts_with(datname, 'told_')"""

# Column of the tables -> login name; nobody's column is the visitor who did not sign in.
PERSONS = {
    "clerk": "chenyanqiu",
    "colleague": "heliqun",
    "hukou_clerk": "gaomingyuan",
    "reviewer": "zhouwenyuan",
    "approver": "majingyi",
    "supervisor": "dinghuaishan",
    "stranger": "stranger",
    "policy": "policy",
    "administrator": "administrator",
    "auditor": "auditor",
    "anonymous": None,
}


@dataclass(frozen=True)
class World:
    """The scenes and a signed-in client for each person."""

    scenes: Scenes
    clients: dict[str, Client]

    def case(self, stage: str) -> int:
        return self.scenes.cases[stage]

    @contextmanager
    def undone(self, client: Client) -> Iterator[None]:
        """What is written inside is taken back, so that the next request finds the same world."""
        cookies = copy.deepcopy(client.cookies)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        client.cookies = cookies


@pytest.fixture(scope="session")
def told(stand: Stand, django_db_blocker) -> tuple[str, Scenes]:
    """The name of the database with all scenes, and where they are; made once for the present state of the files."""
    from tests.web.scenes import Scenes, tell

    name = f"told_{digest(TOLD_FROM)}"
    with open(stand.cluster.var / "told.lock", "a") as gate, stand.admin() as admin:
        fcntl.flock(gate, fcntl.LOCK_EX)
        known = dict(admin.execute(KNOWN).fetchall())
        if name not in known:
            for outdated in known:
                drop(admin, outdated)
            with stand.clone() as fresh:
                with django_db_blocker.unblock(), django_uses(stand.cluster.database_url(APP, fresh)):
                    known[name] = tell().to_text()
                write_down(admin, fresh, name, known[name])
        return name, Scenes.from_text(known[name])


def write_down(admin, fresh: str, name: str, text: str) -> None:
    """Keep a database under its name, with what is found where as its comment."""
    admin.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(fresh), sql.Literal(text)))
    admin.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(fresh), sql.Identifier(name))
    )


def _world(stand: Stand, blocker, told: tuple[str, Scenes]) -> Iterator[World]:
    database, scenes = told
    with (
        stand.clone(of=database) as own,
        blocker.unblock(),
        django_uses(stand.cluster.database_url(APP, own)),
    ):
        yield World(scenes, {name: signed_in(login) for name, login in PERSONS.items()})
        connections.close_all()


@pytest.fixture(scope="module")
def world(stand: Stand, django_db_blocker, told) -> Iterator[World]:
    """One clone for a module whose tests leave it as it was."""
    yield from _world(stand, django_db_blocker, told)


@pytest.fixture
def own_world(stand: Stand, django_db_blocker, told) -> Iterator[World]:
    """A clone for one test that commits."""
    yield from _world(stand, django_db_blocker, told)


def signed_in(login: str | None) -> Client:
    from apps.offices.models import User

    client = Client()
    if login:
        client.force_login(User.objects.get(username=login), "django.contrib.auth.backends.ModelBackend")
    return client
