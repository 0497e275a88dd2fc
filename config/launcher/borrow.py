"""Lend an embedded cluster to whoever needs one for a while: tests, benchmarks, screenshots.

    with borrowed("test") as cluster: ...

Every borrower holds a shared lock; a keeper process owns the servers and stops them when the last lock is gone,
however its holder ended. Several test runs of one checkout share a cluster, and nothing is left behind.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from config.launcher import environment, places
from config.launcher.cluster import ADMIN, Cluster
from config.launcher.processes import Trouble
from config.launcher.supervisor import Stop, Supervisor, last_lines

LINGER = 3.0  # seconds that an unused cluster waits for the next borrower
PASSING = "passing_"  # databases with this beginning do not outlive the cluster


@contextmanager
def borrowed(name: str) -> Iterator[Cluster]:
    """A running cluster of that name, started if nobody else has it."""
    cluster = Cluster(name, quick=True)
    with open(cluster.var / "users", "a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper is stopping
        log = cluster.log_folder / "keeper.log"
        if not is_ready(cluster):
            start_keeper(name, cluster)
        deadline = time.monotonic() + 90
        while not is_ready(cluster):
            if time.monotonic() > deadline:
                raise Trouble(f"数据库 {name} 没有启动成功：\n{last_lines(log)}\n（全文：{log}）")
            time.sleep(0.05)
        yield cluster


def is_ready(cluster: Cluster) -> bool:
    """Whether the keeper has said so and the database answers; attaches to it if so."""
    if not (cluster.var / "ready").exists():
        return False
    cluster.passwords = places.read_secrets(cluster.var / "secrets")
    cluster.run = places.socket_folder(cluster.home, cluster.user)
    return cluster.postgres_answers()


def start_keeper(name: str, cluster: Cluster) -> None:
    with (cluster.log_folder / "keeper.log").open("ab") as log:
        subprocess.run(
            environment.python("config.launcher.borrow", name),
            cwd=places.ROOT,
            env=environment.inherited(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=True,
        )


def keep(name: str) -> int:
    """Own the servers while somebody uses them; at once done when another keeper does."""
    cluster = Cluster(name, quick=True)
    if not cluster.lock():
        return 0
    ready = cluster.var / "ready"
    ready.unlink(missing_ok=True)
    supervisor = Supervisor()
    with open(cluster.var / "users", "a") as users:
        try:
            cluster.prepare()
            supervisor.start(cluster.postgres_child())
            supervisor.start(cluster.redis_child())
            supervisor.wait_until(
                cluster.postgres_answers, seconds=60, otherwise="PostgreSQL does not answer."
            )
            drop_passing(cluster)
            ready.touch()
            last_used = time.monotonic()
            while time.monotonic() - last_used < LINGER or not take(users):
                supervisor.tick()
                if not take(users):
                    last_used = time.monotonic()
                fcntl.flock(users, fcntl.LOCK_UN)
        except Stop:
            pass
        finally:
            ready.unlink(missing_ok=True)
            supervisor.stop()
    return 0


def take(users) -> bool:
    """Whether nobody uses the cluster; while the lock is ours nobody can begin to."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def drop_passing(cluster: Cluster) -> None:
    """Remove the databases of runs that were killed."""
    with psycopg.connect(cluster.database_url(ADMIN, "postgres"), autocommit=True) as admin:
        names = admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PASSING])
        for (database,) in names.fetchall():
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))


if __name__ == "__main__":
    if os.fork() == 0:  # nobody's child, so that it survives the borrower who started it
        os.setsid()
        sys.exit(keep(sys.argv[1]))
