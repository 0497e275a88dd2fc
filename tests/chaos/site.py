"""The product's own processes in the cluster var/chaos, kept alive as `make up` keeps them, and killed from here."""

import os
import shutil
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from config.launcher import environment, supervisor
from config.launcher.cluster import ADMIN, DATABASE, Cluster
from config.launcher.environment import python
from config.launcher.processes import spawn
from config.launcher.serve import commands
from config.launcher.supervisor import Child, Supervisor

ROOT = Path(__file__).resolve().parent.parent.parent
KEYS = {
    "SECRET_KEY": "only-for-chaos",
    "FIELD_KEYS": "chaos:" + "0123456789abcdef" * 4,
    "INDEX_KEY": "fedcba9876543210" * 4,
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """PostgreSQL, Redis, web, worker and beat, on a database that is made anew."""

    def __init__(self) -> None:
        supervisor.LONGEST_PAUSE = (
            supervisor.FIRST_PAUSE
        )  # fifty kills would otherwise wait thirty seconds each
        self.cluster = Cluster("chaos", quick=True)
        if not self.cluster.lock():
            raise SystemExit("另一个 make chaos 正在运行。")
        shutil.rmtree(self.cluster.data, ignore_errors=True)
        self.news: list[str] = []
        self.supervisor = Supervisor(self.news.append)
        self.port = free_port()
        self.env: dict[str, str] = {}
        self.line: psycopg.Connection | None = None  # our own look at the database

    def __enter__(self) -> "Site":
        self.cluster.prepare()
        self.postgres, self.redis = self.cluster.postgres_child(), self.cluster.redis_child()
        self.supervisor.start(self.postgres)
        self.supervisor.start(self.redis)
        self.supervisor.wait_until(self.cluster.postgres_answers, seconds=90, otherwise="数据库没有启动。")
        os.environ |= {"VAR_DIR": str(self.cluster.var), "PORT": str(self.port)}
        self.env = (
            environment.inherited() | environment.embedded(self.cluster, DATABASE, KEYS) | {"DEMO": "1"}
        )
        prepare = self.env | environment.for_prepare(self.cluster, DATABASE)
        self.run("prepare", python("config.launcher.prepare", "migrate", "reference", "static"), env=prepare)
        return self

    def __exit__(self, *_: object) -> None:
        self.supervisor.stop()
        self.cluster.release()

    def serve(self, *, deaf: bool = False) -> None:
        """Start web, worker and beat, whichever does not run; `deaf`: a worker that does not look for what broke off."""
        for name, command in commands().items():
            if name not in {child.name for child in self.supervisor.children}:
                if deaf and name == "worker":
                    command = ["tests.chaos.deaf" if part == "config" else part for part in command]
                log = self.cluster.log_folder / f"{name}.log"
                self.supervisor.start(Child(name=name, command=python(*command), env=self.env, log=log))

    def run(self, name: str, command: list[str], *, env: dict[str, str] | None = None) -> None:
        log = self.cluster.log_folder / f"{name}.log"
        self.supervisor.run_once(name, command, env=env or self.env, log=log)

    def step(self, name: str, rows: int = 0, month: str = "november") -> None:
        """One act of a person, to its end; `fill` is the administrator's."""
        env = self.env | {"ADMIN_URL": self.cluster.database_url(ADMIN, DATABASE)}
        self.run(f"step-{name}", python("tests.chaos.step", name, str(rows), month), env=env)

    def begin(self, name: str):
        """One act of a person, not waited for."""
        log = self.cluster.log_folder / f"step-{name}.log"
        return spawn(python("tests.chaos.step", name, "0", "november"), env=self.env, log=log)

    def child(self, name: str) -> Child:
        return next(child for child in self.supervisor.children if child.name == name)

    def without(self, name: str) -> None:
        """Let one of the children be dead until `serve` is called again."""
        child = self.child(name)
        self.supervisor.children.remove(child)
        if child.process is not None:
            os.kill(child.process.pid, signal.SIGKILL)
            child.process.wait()

    def kill(self, name: str) -> bool:
        """SIGKILL one of the children; False when it is dead already."""
        process = self.child(name).process
        if process is None:
            return False
        os.kill(process.pid, signal.SIGKILL)
        return True

    def ask(self, query: str, *values: object) -> tuple:
        """One row, as the administrator; waits through restarts of the database. () for what gives none."""
        while True:
            try:
                if self.line is None or self.line.closed:
                    address = self.cluster.database_url(ADMIN, DATABASE)
                    self.line = psycopg.connect(address, connect_timeout=2, autocommit=True)
                found = self.line.execute(query, values or None)
                return found.fetchone() or () if found.description else ()
            except psycopg.OperationalError:
                self.line = None
                self.supervisor.tick(0.1)

    def until(self, done: Callable[[], bool], *, seconds: float) -> float:
        """Look after the children until it is done; the seconds that it took. SystemExit when it takes too long."""
        begun = time.monotonic()
        while not done():
            if time.monotonic() - begun > seconds:
                raise SystemExit(f"没有在 {seconds:.0f} 秒内完成；日志：{self.cluster.log_folder}")
            self.supervisor.tick(0.02)
        return time.monotonic() - begun
