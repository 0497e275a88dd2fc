"""What every test shares. `tests/rules` alone runs without Django and without a database."""

import os
from pathlib import Path

import pytest

from tests.machinery import guard

HERE = Path(__file__).parent
pytest_plugins = ["tests.machinery.browser", "tests.machinery.databases"]


def pytest_configure(config: pytest.Config) -> None:
    guard.install()
    paths = [Path(argument.split("::")[0]).absolute() for argument in config.args]
    if not all(path.is_relative_to(HERE / "rules") for path in paths):
        configure_django()


def configure_django(home: str = "test") -> None:
    """Settings for tests; the addresses are placeholders until the fixture `django_db_setup` knows the real ones.

    `home` is the folder under `var` of the cluster that is used: the papers of its databases lie there too.
    """
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": "postgresql://app@/nowhere?host=/nonexistent",
        "REDIS_URL": "redis+socket:///nonexistent",
        "VAR_DIR": str(HERE.parent / "var" / home),
        "SECRET_KEY": "only-for-tests",
        "FIELD_KEYS": "test:" + "0123456789abcdef" * 4,
        "INDEX_KEY": "fedcba9876543210" * 4,
        "DEMO": "1",
    }
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and (marker.kwargs.get("transaction") or marker.args):
            raise pytest.UsageError(
                f"{item.nodeid}: django_db(transaction=True) 会清空所有表；请改用 own_database。"
            )


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what tests measured (`record_property("printed", …)`), whichever worker they ran in."""
    reports = (report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ()))
    for report in reports:
        for name, words in getattr(report, "user_properties", ()):
            if name == "printed":
                terminalreporter.write_line(words)


@pytest.fixture
def w():
    """The named people at their streets and district, in the database of the test."""
    from tests.benefits.makers import world

    return world()
