"""Bring a database to the state that this code expects: roles, migrations, reference data, demo data once.

    python -m config.launcher.prepare [migrate] [reference] [static] [demo]      (all of them without a name)

One step for `make up`, the tests and the containers. Addresses come from the environment: DATABASE_URL (`app`),
OWNER_DATABASE_URL (migrates; without it `app` migrates too) and, where the roles are ours to make, ADMIN_DATABASE_URL.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from config.launcher.processes import say
from config.launcher.roles import grant_to_app, make_roles_and_database

ONE_AT_A_TIME = 20_260_101  # the advisory lock that keeps two preparations apart


def prepare_roles() -> str:
    """Roles, database and grants; the address of whoever migrates."""
    app_url = os.environ["DATABASE_URL"]
    owner_url = os.environ.get("OWNER_DATABASE_URL", app_url)
    if admin_url := os.environ.get("ADMIN_DATABASE_URL"):
        make_roles_and_database(admin_url, owner_url, app_url)
    if owner_url == app_url:
        say("提示：未设置 OWNER_DATABASE_URL，迁移与运行使用同一数据库账号；正式环境请分开。")
    grant_to_app(owner_url, app_url)
    return owner_url


@contextmanager
def connected_as(url: str) -> Iterator[None]:
    """Use Django's default connection under another account."""
    from django.db import connection

    from config.addresses import database_settings

    other = database_settings(url)
    usual = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    connection.close()
    connection.settings_dict.update({key: other[key] for key in usual})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)


def migrate(owner_url: str) -> None:
    from django.core.management import call_command
    from django.db import connection

    with connected_as(owner_url):
        with connection.cursor() as cursor:  # a second preparation waits here and then finds nothing to do
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        call_command("migrate", interactive=False, verbosity=0)


def load_reference() -> None:
    from django.core.management import call_command, get_commands

    if "load_reference" in get_commands():
        call_command("load_reference", verbosity=0)


def make_demo_once() -> None:
    """The demonstration, if this is one and nobody works here yet."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command, get_commands

    if not settings.DEMO or "make_demo" not in get_commands():
        return
    if get_user_model().objects.exists():
        return
    call_command("make_demo", day="today", verbosity=0)


def collect_static() -> None:
    """Collect the static files if any of them changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    left_out = ["redoc"]
    listed = [
        f"{path} {storage.size(path)} {storage.get_modified_time(path)}"
        for finder in get_finders()
        for path, storage in finder.list(left_out)
    ]
    state = hashlib.sha256("\n".join(sorted(listed)).encode()).hexdigest()
    stamp = settings.STATIC_ROOT / "collected"
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=left_out)
    stamp.write_text(state)


def main(wanted: list[str]) -> None:
    owner_url = prepare_roles()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    steps = {
        "migrate": ("迁移数据库", lambda: migrate(owner_url)),
        "reference": ("装入标准与机构", load_reference),
        "static": ("整理静态文件", collect_static),
        "demo": ("生成演示数据", make_demo_once),
    }
    for name in wanted or steps:
        begun = time.monotonic()
        title, step = steps[name]
        step()
        say(f"{title}：{time.monotonic() - begun:.1f} 秒")


if __name__ == "__main__":
    main(sys.argv[1:])
