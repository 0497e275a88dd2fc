"""Children come back when they die, and go when we do, however we go."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from config.launcher.places import ROOT

# Two children that each start a grandchild, as gunicorn does; the pids are written where the test can read them.
SCRIPT = """
    import pathlib, sys
    from config.launcher.supervisor import Child, Stop, Supervisor
    folder = pathlib.Path(sys.argv[1])
    supervisor = Supervisor()
    for name in ("one", "two"):
        code = f"echo $$ >> {folder}/{name}; sleep 600 & echo $! >> {folder}/{name}-grandchild; wait"
        supervisor.start(Child(name=name, command=["sh", "-c", code], env={"PATH": "/usr/bin:/bin"}, log=folder / "log"))
    try:
        supervisor.run()
    except Stop:
        pass
    finally:
        supervisor.stop()
"""


def eventually(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def pids(folder, name):
    path = folder / name
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _as_from_a_terminal() -> None:
    """The suite itself may run under `nohup`, which the launcher respects: it then lives on after SIGHUP."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def launcher(tmp_path):
    code = textwrap.dedent(SCRIPT)
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=_as_from_a_terminal,
    ) as process:
        eventually(lambda: pids(tmp_path, "one-grandchild") and pids(tmp_path, "two-grandchild"))
        yield process
        process.kill()


def all_pids(folder):
    return [pid for path in folder.iterdir() if path.name != "log" for pid in pids(folder, path.name)]


def test_a_child_that_is_killed_comes_back(launcher, tmp_path):
    (first,) = pids(tmp_path, "one")
    os.kill(first, signal.SIGKILL)
    eventually(lambda: len(pids(tmp_path, "one")) == 2)
    assert launcher.poll() is None
    assert len(pids(tmp_path, "two")) == 1, "the others are left alone"
    assert not is_running(pids(tmp_path, "one-grandchild")[0]), "what the dead one had started is swept up"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(launcher, tmp_path, number):
    launcher.send_signal(number)
    assert launcher.wait(10) == 0
    eventually(lambda: not any(map(is_running, all_pids(tmp_path))))


def test_children_go_when_the_launcher_is_killed_outright(launcher, tmp_path):
    launcher.kill()
    eventually(lambda: not any(is_running(pid) for name in ("one", "two") for pid in pids(tmp_path, name)))


def test_the_pause_before_a_return_grows_and_shrinks_again(tmp_path, monkeypatch):
    from config.launcher.supervisor import CALM, LONGEST_PAUSE, Child

    child = Child(name="x", command=["false"], env={}, log=tmp_path / "log")
    pauses = []
    for _ in range(7):
        child.process, child.started = subprocess.Popen(["/bin/false"], process_group=0), time.monotonic()
        child.process.wait()
        child.note_end()
        pauses.append(round(child.due - time.monotonic()))
    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]
    child.process, child.started = (
        subprocess.Popen(["/bin/false"], process_group=0),
        time.monotonic() - CALM - 1,
    )
    child.process.wait()
    child.note_end()
    assert round(child.due - time.monotonic()) == 1
