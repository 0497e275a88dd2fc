"""A file from outside is opened by a small program of its own: whatever it does there, it does not do to the site.

The program has no word of ours but its arguments; before it reads, it sets its own limits of memory and processor time.
"""

import subprocess  # nosec B404
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast


@contextmanager
def said_by(program: Path, *arguments: object, data: bytes, seconds: float) -> Iterator[IO[bytes]]:
    """What the program says about `data`. It is ended with the block, and after `seconds` by the clock."""
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603  # nosec B603 - our own program, no shell, no word from outside
        [sys.executable, "-I", str(program), *map(str, arguments)],
        stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env={}, cwd="/",
    ) as running:  # fmt: skip
        alarm = threading.Timer(seconds, running.kill)
        alarm.start()
        try:
            with suppress(BrokenPipeError), cast("IO[bytes]", running.stdin) as into:
                into.write(data)
            yield cast("IO[bytes]", running.stdout)
        finally:
            alarm.cancel()
            running.kill()
