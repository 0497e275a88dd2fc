"""Django on a database of its own in the cluster var/bench, outside pytest."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.conftest import configure_django


@contextmanager
def demonstration(name: str = "bench") -> Iterator[str]:
    """A site with the demonstration data in this process; the name of the database."""
    with standing(name, "demo") as (_, database):
        yield database


@contextmanager
def standing(name: str = "bench", kind: str = "reference") -> Iterator[tuple]:
    """A site in this process on a clone of that kind: the stand that it has, and the name of the database."""
    configure_django(name)
    import django

    from config.launcher import environment
    from config.launcher.borrow import borrowed
    from config.launcher.cluster import APP

    django.setup()
    from tests.machinery.databases import Stand, django_uses

    with borrowed(name) as cluster:
        stand = Stand(cluster, {key: os.environ[key] for key in environment.KEYS})
        with stand.clone(kind) as database, django_uses(cluster.database_url(APP, database)):
            yield stand, database


def client_of(role: str):
    """A signed-in client for the first demonstration person with that role."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from apps.desk.demo.accounts import demo_accounts

    account = next(one for one in demo_accounts() if one.role == role)
    client = Client(headers={"host": "localhost"})
    client.force_login(
        get_user_model().objects.get(username=account.username), "django.contrib.auth.backends.ModelBackend"
    )
    return client
