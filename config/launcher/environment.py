"""The environment variables that the site's processes get, for the embedded servers and for given ones."""

import os
import sys

from config.launcher import places
from config.launcher.cluster import ADMIN, APP, OWNER, Cluster
from config.launcher.processes import Trouble

KEYS = ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEY")


def chosen_keys(has_data: bool) -> dict[str, str]:
    """The keys of the environment, or else those of var/secrets; with a database of one's own only the former.

    A generated file beside somebody's own database would get lost sooner or later, and the data with it.
    """
    given = {key: os.environ[key] for key in KEYS if os.environ.get(key)}
    if os.environ.get("DATABASE_URL"):
        if lacking := [key for key in KEYS if key not in given]:
            raise Trouble(f"设置了 DATABASE_URL 时，还必须设置 {'、'.join(lacking)}（见 README“正式部署”）。")
        return given
    return places.site_keys(has_data) | given


def embedded(cluster: Cluster, database: str, keys: dict[str, str]) -> dict[str, str]:
    """For processes that use this cluster; the owner's and administrator's addresses go to `prepare` alone."""
    return {
        **keys,
        "DATABASE_URL": cluster.database_url(APP, database),
        "REDIS_URL": cluster.redis_url,
        "VAR_DIR": str(cluster.var),
    }


def for_prepare(cluster: Cluster, database: str) -> dict[str, str]:
    return {
        "ADMIN_DATABASE_URL": cluster.database_url(ADMIN, "postgres"),
        "OWNER_DATABASE_URL": cluster.database_url(OWNER, database),
    }


def inherited(without: tuple[str, ...] = ("OWNER_DATABASE_URL", "ADMIN_DATABASE_URL")) -> dict[str, str]:
    """Our own environment for the site's processes; Python's own switches stay out."""
    kept = {name: value for name, value in os.environ.items() if name not in without}
    for name in ("PYTHONPATH", "PYTHONHOME", "MAKEFLAGS", "MAKELEVEL"):
        kept.pop(name, None)
    return kept | {"PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}


def python(*arguments: str) -> list[str]:
    return [sys.executable, "-m", *arguments]
