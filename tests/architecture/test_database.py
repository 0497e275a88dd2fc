"""Migrations have one head and say what the models say; the site's role owns nothing."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ProgrammingError

pytestmark = pytest.mark.django_db


def test_every_app_has_one_migration_head():
    assert MigrationLoader(None).detect_conflicts() == {}


def test_the_migrations_say_what_the_models_say(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_the_site_runs_as_a_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("app", False, False, False, False)
        cursor.execute("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE core_heartbeat",
        "ALTER TABLE core_heartbeat ADD extra int",
        "DROP TABLE core_heartbeat",
        "CREATE TABLE mine (a int)",
    ],
)
def test_the_site_may_not_change_tables(statement):
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match=r"must be owner|permission denied"),
    ):
        cursor.execute(statement)


def test_no_table_can_be_truncated_by_the_site():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.table_privileges WHERE grantee IN (current_user, 'PUBLIC')"
            " AND table_schema = 'public' AND privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')"
        )
        assert cursor.fetchall() == []
