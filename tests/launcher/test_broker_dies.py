"""Redis dies while the worker is at a long task: the worker goes on, and takes the next call from the next Redis."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from config.celery import app
from config.launcher import binaries, environment, places
from config.launcher.processes import spawn
from config.launcher.serve import commands

LONG = 120  # seconds; only a stuck worker waits so long


@pytest.fixture
def folder():
    """A short path: the address of a socket has room for some hundred characters."""
    made = Path(tempfile.mkdtemp(prefix="redis"))
    yield made
    shutil.rmtree(made)


def redis(folder: Path) -> subprocess.Popen:
    (folder / "redis.sock").unlink(missing_ok=True)
    command = [binaries.redis_server(), "--port", "0", "--unixsocket", folder / "redis.sock", "--save", ""]
    started = spawn([*command, "--dir", folder], env=os.environ, log=folder / "redis.log")
    wait_for(folder / "redis.sock", folder)
    return started


def wait_for(mark: Path, folder: Path) -> None:
    deadline = time.monotonic() + LONG
    while not mark.exists():
        if time.monotonic() > deadline:
            log = folder / "worker.log"
            pytest.fail(f"no {mark.name}: {log.read_text()[-3000:] if log.exists() else ''}")
        time.sleep(0.05)


def call(env: dict[str, str], *marks: Path) -> None:
    code = "import sys; from tests.machinery.napping import nap; nap.delay(*sys.argv[1:])"
    subprocess.run(
        [sys.executable, "-c", code, *map(str, marks)],
        env=env,
        cwd=places.ROOT,
        check=True,
        timeout=LONG,
    )


def test_the_worker_outlives_its_broker_and_does_not_wait_for_what_it_has_in_hand(site_environment, folder):
    env = site_environment | {"REDIS_URL": f"redis+socket://{folder / 'redis.sock'}"}
    command = ["tests.machinery.napping" if part == "config" else part for part in commands()["worker"]]
    broker = redis(folder)
    worker = spawn(environment.python(*command), env=env, log=folder / "worker.log", cwd=places.ROOT)
    try:
        call(env, folder / "long", folder / "enough")
        wait_for(folder / "long", folder)
        broker.kill()
        broker.wait()
        broker = redis(folder)
        call(env, folder / "next", folder)
        wait_for(folder / "next", folder)
        assert worker.poll() is None
    finally:
        (folder / "enough").touch()
        for process in (worker, broker):
            process.kill()
            process.wait()


@pytest.mark.parametrize("answer", ["ack", "reject", "requeue"])
def test_a_call_of_a_connection_that_is_gone_is_let_go(folder, answer):
    """A thread begins a task at the moment in which Redis dies: ticking the call off must not stop the worker."""
    broker = redis(folder)
    try:
        with app.connection_for_read(f"redis+socket://{folder / 'redis.sock'}") as connection:
            calls = connection.SimpleQueue("calls")
            calls.put("wake up")
            taken = calls.get(timeout=LONG)
            broker.kill()
            broker.wait()
            taken.channel.close()
            getattr(taken, answer)()
    finally:
        broker.kill()
        broker.wait()
