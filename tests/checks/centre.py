"""The reference check centre as a real process on loopback, and what one says to it."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEY = "k1:" + "5a" * 32


@dataclass
class Centre:
    """A running centre; `people` of an order: identity number → source → items."""

    process: subprocess.Popen
    url: str

    def order(self, behaviour: str = "", *, times: int | None = None, **more: Any) -> None:
        body = json.dumps({"behaviour": behaviour, "times": times, **more}).encode()
        request = urllib.request.Request(f"{self.url}/control", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=5) as answer:
            assert answer.status == 200

    def knows(self, **people: Any) -> None:
        self.order(people=people)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(5)


@contextmanager
def running(port: int = 0, key: str = KEY) -> Iterator[Centre]:
    """A centre on a free port of this machine."""
    env = {**os.environ, "CHECK_CENTRE_KEY": key, "CHECK_CENTRE_CONTROL": "1", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "config.check_centre", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        address = process.stdout.readline().split()[-1]
        yield Centre(process, f"http://{address}")
    finally:
        process.kill()
        process.wait(5)
        process.stdout.close()


def nothing(*numbers: str) -> dict[str, dict]:
    """Nobody of these has a record anywhere."""
    return {number: {} for number in numbers}


WAGE = {"item": "income", "form": "W", "amount": "2600.00", "text": "物流公司"}
FLAT = {"item": "home", "form": "owned", "area": "54.30", "text": "不动产登记"}
