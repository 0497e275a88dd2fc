"""The commands of the site's processes, the same for `make up` and for the containers.

python -m config.launcher.serve web | worker | beat | check_centre
"""

import os
import sys
from pathlib import Path


def commands() -> dict[str, list[str]]:
    """BIND and PORT say where the web listens; VAR_DIR is where beat remembers what it has sent."""
    address = f"{os.environ.get('BIND') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
    memory = Path(os.environ.get("VAR_DIR") or "var") / "beat-schedule"
    web = ["gunicorn", "config.wsgi", "--bind", address, "--workers", "2", "--threads", "4"]
    web += ["--graceful-timeout", "4", "--timeout", "120", "--no-control-socket", "--access-logfile", "-"]
    worker = ["celery", "-A", "config", "worker", "--pool", "threads", "--concurrency", "2"]
    worker += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    beat = ["celery", "-A", "config", "beat", "--loglevel", "WARNING", "--schedule", str(memory)]
    return {"web": web, "worker": worker, "beat": beat}


def check_centre(host: str, port: int) -> list[str]:
    """The reference check centre, a program of its own; the real one takes its place by address and key."""
    return ["config.check_centre", "--host", host, "--port", str(port)]


if __name__ == "__main__":
    known = commands() | {"check_centre": check_centre(os.environ.get("BIND") or "127.0.0.1", 8001)}
    command = [sys.executable, "-m", *known[sys.argv[1]]]
    os.execv(command[0], command)
