"""An embedded PostgreSQL and Redis under var/<name>: how they are made, started and addressed.

Unix sockets only, no TCP; every role has a generated password (scram) in var/<name>/secrets. One process at a time owns
a cluster (a file lock); whoever holds the lock may clear what a power cut left behind.
"""

import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config.launcher import places
from config.launcher.processes import Trouble, account
from config.launcher.supervisor import Child, last_lines

ADMIN, OWNER, APP, DATABASE = "postgres", "jiuzhu_owner", "app", "jiuzhu"
SAFE = {"shared_buffers": "128MB", "max_connections": "60"}
# What dies with the test need not survive a power cut.
QUICK = {
    "shared_buffers": "128MB",
    "max_connections": "120",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum_naptime": "60s",
}
PLAIN = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "Asia/Shanghai"}
ALWAYS = {"listen_addresses": "", "jit": "off", "timezone": "Asia/Shanghai", "log_timezone": "Asia/Shanghai"}


@dataclass
class Cluster:
    """The places and addresses of one embedded cluster; nothing runs until its children are started."""

    name: str
    quick: bool = False

    def __post_init__(self) -> None:
        self.user = places.server_account()
        self.home = places.cluster_home(self.name)
        self.data = self.home / "data"
        self.var = places.VAR / self.name
        self.log_folder = self.var / "log"
        self.log_folder.mkdir(exist_ok=True)
        self._lock_file = None

    # --- who owns it -------------------------------------------------------------------------------------------

    def lock(self) -> bool:
        """Become the one process that runs this cluster; False when another one is."""
        handle = open(self.var / "lock", "a")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            handle.close()
            return False
        self._lock_file = handle
        return True

    def release(self) -> None:
        if self._lock_file:
            self._lock_file.close()

    def prepare(self) -> None:
        """Make what is missing and clear what a power cut left; only under the lock."""
        self.postgres, self.redis = places.programs(self.home)
        self._check_owner()
        self.passwords = places.keep_secrets(
            self.var / "secrets", {role: secrets.token_urlsafe(24) for role in (ADMIN, OWNER, APP)}
        )
        self.run = places.socket_folder(self.home, self.user)
        if not self.data.exists():
            self._initialise()
        for log in self.log_folder.glob("*.log"):
            if log.stat().st_size > 5_000_000:
                log.replace(log.with_suffix(".log.1"))

    def _check_owner(self) -> None:
        if self.user is None and self.data.exists() and self.data.stat().st_uid != os.geteuid():
            raise Trouble(f"{self.data} 属于另一个账号（上次可能用 root 启动）；请用原来的账号启动。")

    def _initialise(self) -> None:
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        places.private_folder(draft, self.user)
        password = self.run / "password"
        password.write_text(self.passwords[ADMIN])
        password.chmod(0o600)
        if self.user:
            shutil.chown(password, self.user)
        command = [self.postgres / "bin" / "initdb", "-D", draft, "-U", ADMIN, "-E", "UTF8", "--locale=C"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=scram-sha-256"]
        command += [f"--pwfile={password}", "--no-instructions", *(["--no-sync"] if self.quick else [])]
        log = self.log_folder / "initdb.log"
        with log.open("ab") as output:
            made = subprocess.run(
                command, stdout=output, stderr=output, cwd="/", env=PLAIN, check=False, **account(self.user)
            )
        password.unlink()
        if made.returncode != 0:
            raise Trouble(f"建立数据库没有成功（多为磁盘空间不足），日志末尾：\n{last_lines(log)}")
        draft.rename(self.data)

    # --- children ----------------------------------------------------------------------------------------------

    def postgres_child(self) -> Child:
        settings = ALWAYS | (QUICK if self.quick else SAFE) | {"unix_socket_directories": str(self.run)}
        command: list[str | Path] = [self.postgres / "bin" / "postgres", "-D", self.data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return Child(
            name="PostgreSQL",
            command=command,
            env=PLAIN,
            log=self.log_folder / "postgres.log",
            user=self.user,
            stop_signal=signal.SIGINT,  # "fast": roll back and leave
            grace=20,
            before=self._clear_postgres,
        )

    def redis_child(self) -> Child:
        command: list[str | Path] = [self.redis, "--port", "0", "--unixsocket", self.run / "redis.sock"]
        command += ["--unixsocketperm", "700", "--save", "", "--appendonly", "no", "--daemonize", "no"]
        command += ["--dir", self.run, "--maxmemory-policy", "noeviction"]
        return Child(
            name="Redis",
            command=command,
            env=PLAIN,
            log=self.log_folder / "redis.log",
            user=self.user,
            stop_signal=signal.SIGINT,
            grace=5,
        )

    def _clear_postgres(self) -> None:
        """After a power cut the pid file may be empty or name some other process; PostgreSQL alone would never start.

        A pid file whose process is simply gone stays: PostgreSQL itself checks that no backend is left over from it.
        """
        pid_file = self.data / "postmaster.pid"
        first = (pid_file.read_text().split() or [""])[0] if pid_file.exists() else "0"
        pid = int(first) if first.isdigit() else 0
        deadline = time.monotonic() + 10
        while self._is_our_postgres(pid):  # of a launcher that was killed a moment ago
            os.kill(pid, signal.SIGINT if time.monotonic() < deadline else signal.SIGKILL)
            time.sleep(0.2)
        if not first or Path(f"/proc/{pid}").exists():
            for leftover in (pid_file, *self.run.glob(".s.PGSQL.*")):
                leftover.unlink(missing_ok=True)

    def _is_our_postgres(self, pid: int) -> bool:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return b"postgres" in words[0] and os.fsencode(self.data) in words

    # --- addresses ---------------------------------------------------------------------------------------------

    def database_url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}:{quote(self.passwords[role])}@/{database}?host={quote(str(self.run), safe='/')}"

    @property
    def redis_url(self) -> str:
        return f"redis+socket://{self.run}/redis.sock"

    def postgres_answers(self) -> bool:
        import psycopg

        try:
            with psycopg.connect(self.database_url(ADMIN, "postgres"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False
