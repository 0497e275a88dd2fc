"""A real worker on a real broker: it makes up for a lost wake-up as it starts, a call that arrives does the work at once."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from apps.benefits import rehearsal as rehearsing
from apps.benefits.models import Rehearsal
from config.launcher import environment, places
from tests.benefits import makers
from tests.benefits.caseload import ON, caseload, draft, policy, second

PUBLISH = """
import datetime as dt
from apps.benefits.models import Rehearsal
from apps.benefits.rehearsal import publish_rehearsal
from apps.offices.models import User
publish_rehearsal(Rehearsal.objects.get(), by=User.objects.get(username="second"), on=dt.date(2025, 11, 18))
"""


@contextmanager
def worker(env: dict[str, str], folder) -> Iterator[None]:
    """The worker as the launcher starts it."""
    pool = ("--pool", "threads", "--concurrency", "2")
    command = environment.python("celery", "-A", "config", "worker", *pool, "--loglevel", "INFO")
    with (folder / "worker.log").open("wb") as log:
        running = subprocess.Popen(command, env=env, cwd=places.ROOT, stdout=log, stderr=log)
        try:
            yield
        finally:
            running.terminate()
            running.wait(30)


def site_runs(env: dict[str, str], module: str, *arguments: str) -> None:
    """A process of the site, to its end."""
    command = environment.python(module, *arguments)
    subprocess.run(command, env=env, cwd=places.ROOT, check=True, capture_output=True, timeout=120)


def eventually(state: str, folder, seconds: int = 120) -> Rehearsal:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = Rehearsal.objects.get()
        if found.state == state:
            return found
        time.sleep(0.2)
    pytest.fail(f"it is {found.state}, not {state}:\n{(folder / 'worker.log').read_text()[-2000:]}")


def test_a_lost_wake_up_is_made_up_for_and_the_next_one_arrives(site_environment, tmp_path):
    caseload(makers.world())
    second()
    rehearsing.draft_rehearsal(
        [draft()], by=policy(), on=ON
    )  # the broker of the tests is away: nobody is woken
    assert Rehearsal.objects.get().state == "waiting"
    with worker(site_environment, tmp_path):
        assert eventually("ready", tmp_path).rows.count() == 5  # it looks for what was left as it starts
        site_runs(site_environment, "django", "shell", "--command", PUBLISH)
        made = eventually("published", tmp_path)
    assert (made.recalculation.total, made.recalculated.filter(outcome="changed").count()) == (2, 2)
