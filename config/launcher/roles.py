"""The two database roles: the owner migrates, `app` runs the site, owns nothing and cannot truncate."""

import psycopg
from psycopg import sql

from config.addresses import database_settings

# The app may do only this with the owner's tables; a migration takes more away where a table is a record.
GRANTS = (
    "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)
# And from PostgreSQL 17 on tell the planner what was just written in bulk (`core.bulk.refresh_statistics`).
MAINTAIN_SINCE, MAINTAIN = 170_000, "GRANT MAINTAIN ON TABLES TO {app}"


def make_roles_and_database(admin_url: str, owner_url: str, app_url: str) -> None:
    """As a superuser: the roles with their passwords and the database, all as they should be, made or mended."""
    owner, app = database_settings(owner_url), database_settings(app_url)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        for role in (owner, app):
            known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role["USER"]]).fetchone()
            verb = "ALTER" if known else "CREATE"
            admin.execute(
                sql.SQL(
                    verb + " ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {}"
                ).format(sql.Identifier(role["USER"]), sql.Literal(role["PASSWORD"]))
            )
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [owner["NAME"]]).fetchone():
            make_database(admin, owner["NAME"], owner["USER"])


def make_database(admin: psycopg.Connection, name: str, owner: str, template: str = "template0") -> None:
    """Create a database that only its owner and those with a grant reach."""
    names = {
        "name": sql.Identifier(name),
        "owner": sql.Identifier(owner),
        "template": sql.Identifier(template),
    }
    admin.execute(sql.SQL("CREATE DATABASE {name} OWNER {owner} TEMPLATE {template}").format(**names))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {name} FROM PUBLIC").format(**names))


def grant_to_app(owner_url: str, app_url: str) -> None:
    """As the owner, before the first migration: what it makes from now on, `app` may use."""
    owner, app = database_settings(owner_url), database_settings(app_url)
    if owner["USER"] == app["USER"]:
        return
    names = {"app": sql.Identifier(app["USER"]), "database": sql.Identifier(owner["NAME"])}
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {database} TO {app}").format(**names))
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {app}").format(**names))
        newer = connection.info.server_version >= MAINTAIN_SINCE
        for grant in (*GRANTS, MAINTAIN) if newer else GRANTS:
            statement = sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public " + grant)
            connection.execute(statement.format(**names))
