"""OpenFisca's country template as a peer, in an environment of its own below var/ that only this command makes."""

import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

from config.launcher import places

HERE = Path(__file__).parent
HOME = places.ROOT / "var" / "openfisca"
PYTHON = HOME / "bin" / "python"
HOUSEHOLDS = 200
RUNS = 8


def installed() -> bool:
    """Make the environment if it is not there; False, with a sentence, where it cannot be made."""
    stamp = HOME / "installed"
    if not stamp.exists():
        try:
            venv.create(HOME, with_pip=True)
            command = [PYTHON, "-m", "pip", "install", "--quiet", "openfisca-country-template"]
            subprocess.run(command, check=True, capture_output=True, timeout=600)
        except (subprocess.SubprocessError, OSError) as problem:
            sys.stderr.write(f"OpenFisca 装不上，不作比较：{str(problem)[:200]}\n")
            return False
        stamp.touch()
    return True


def whole() -> Iterator[Callable[[], int]]:
    """One household at a time, from its description to its taxes and benefits."""
    yield from _asked("whole", 0)


def traced() -> Iterator[Callable[[], int]]:
    """The same with OpenFisca's own explanation, its trace."""
    yield from _asked("traced", 0)


def built() -> Iterator[Callable[[], int]]:
    """The same without building the simulation, which OpenFisca needs for every household."""
    yield from _asked("built", RUNS * HOUSEHOLDS)


def _asked(word: str, ready: int) -> Iterator[Callable[[], int]]:
    if not installed():
        yield lambda: 0
        return
    command = [PYTHON, HERE / "openfisca_households.py", str(ready)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:

        def run(count: int = HOUSEHOLDS) -> int:
            child.stdin.write(f"{word} {count}\n")
            child.stdin.flush()
            return int(child.stdout.readline().split()[1])

        run(1)  # the system of rules is read once, before anything is measured
        yield run
        child.stdin.close()
