import pytest

from config.launcher import environment
from config.launcher.processes import Trouble


def test_with_a_given_database_the_keys_are_given_too(monkeypatch):
    for key in environment.KEYS:
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/jiuzhu")
    with pytest.raises(Trouble, match="SECRET_KEY、FIELD_KEYS、INDEX_KEY"):
        environment.chosen_keys(has_data=False)
    for key in environment.KEYS:
        monkeypatch.setenv(key, "given")
    assert environment.chosen_keys(has_data=False) == dict.fromkeys(environment.KEYS, "given")


def test_the_site_never_gets_the_owners_address(monkeypatch):
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgresql://owner@db/jiuzhu")
    monkeypatch.setenv("ADMIN_DATABASE_URL", "postgresql://postgres@db/postgres")
    assert not {"OWNER_DATABASE_URL", "ADMIN_DATABASE_URL"} & environment.inherited().keys()
