"""The worker of the site with a task that takes as long as it is told, and says in files when it began and ended."""

import time
from pathlib import Path

from config.celery import app


@app.task
def nap(mark: str, until: str) -> None:
    """Touch `mark`, then sleep until a file `until` is there."""
    Path(mark).touch()
    while not Path(until).exists():
        time.sleep(0.05)
