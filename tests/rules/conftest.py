"""The rules need no Django: with `-p no:django` its settings option is still a known word of the configuration."""

import contextlib


def pytest_addoption(parser):
    with contextlib.suppress(ValueError):
        parser.addini("DJANGO_SETTINGS_MODULE", "read by pytest-django where it is loaded")
