"""Folders, the account that the servers run under, and the secrets.

As root the servers run as an unprivileged account. Where that account cannot reach the checkout (for instance under
/root), the cluster and a copy of the programs live in a folder of our own under /var/lib; nothing outside the checkout
ever changes its mode.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from config.launcher import binaries
from config.launcher.keys import fresh_keys
from config.launcher.processes import Trouble, account

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
LONGEST_SOCKET_FOLDER = 80  # bytes; the kernel allows 107 with the file's name


def server_account() -> str | None:
    """The account for PostgreSQL and Redis: our own, or `nobody` when we are root."""
    if os.geteuid() != 0:
        return None
    return next((name for name in ("nobody", "daemon") if _exists(name)), None) or _no_account()


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _no_account() -> str:
    raise Trouble("系统中没有 nobody 账号，数据库不能以 root 运行；请换一个普通账号执行。")


def can_enter(folder: Path, user: str | None) -> bool:
    """Whether the account reaches this folder, tried rather than computed."""
    if user is None:
        return True
    tried = subprocess.run(["/usr/bin/test", "-x", str(folder)], check=False, cwd="/", **account(user))  # type: ignore[call-overload]
    return bool(tried.returncode == 0)


def cluster_home(name: str) -> Path:
    """Where data and sockets of a cluster lie: var/<name>, or outside where the servers' account cannot enter."""
    user = server_account()
    VAR.mkdir(mode=0o755, exist_ok=True)
    inside = VAR / name
    inside.mkdir(mode=0o755, exist_ok=True)
    if user:
        for folder in (VAR, inside):  # ours, whatever the umask
            folder.chmod(0o755)
    if can_enter(inside, user):
        return inside
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    outside = Path("/var/lib") / f"jiuzhu-{mark}" / name
    outside.mkdir(mode=0o755, parents=True, exist_ok=True)
    return outside


def programs(home: Path) -> tuple[Path, Path]:
    """The PostgreSQL folder and the Redis program, copied beside the cluster where the account cannot read ours."""
    user = server_account()
    postgres, redis = binaries.postgres_folder(), binaries.redis_server()
    if can_enter(postgres / "bin" / "postgres", user) and can_enter(redis, user):
        return postgres, redis
    copy = home.parent / "programs"
    wanted = (
        copy / hashlib.sha256(f"{postgres.stat().st_mtime_ns}{postgres}{redis}".encode()).hexdigest()[:12]
    )
    if not wanted.exists():
        copy.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=copy))
        shutil.copytree(
            postgres, fresh / "wheel" / postgres.name, ignore=shutil.ignore_patterns("include", "*.a")
        )
        # The programs look for their libraries relative to themselves: ../../../<name>.libs
        shutil.copytree(libraries := binaries.postgres_libraries(), fresh / libraries.name)
        shutil.copy2(redis, fresh / "redis-server")
        subprocess.run(["chmod", "-R", "a+rX", str(fresh)], check=True)
        fresh.rename(wanted)
    return wanted / "wheel" / postgres.name, wanted / "redis-server"


def private_folder(folder: Path, user: str | None) -> Path:
    """Make a folder that only the servers' account (and root) enters."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if user:
        entry = pwd.getpwnam(user)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    folder.chmod(0o700)
    return folder


def socket_folder(home: Path, user: str | None) -> Path:
    """home/run, or a private folder under the temporary folder when the path is too long for a socket."""
    folder = home / "run"
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return private_folder(folder, user)
    note = home / "run-folder"
    owner = pwd.getpwnam(user).pw_uid if user else os.geteuid()
    if note.exists():
        known = Path(note.read_text())
        if known.is_dir() and not known.is_symlink() and known.stat().st_uid == owner:
            return private_folder(known, user)
    fresh = Path(tempfile.mkdtemp(prefix="jiuzhu-", dir="/tmp"))  # nosec B108 (0700, and its name cannot be guessed)
    note.write_text(str(fresh))
    return private_folder(fresh, user)


def read_secrets(path: Path) -> dict[str, str]:
    lines = path.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def keep_secrets(path: Path, made: dict[str, str]) -> dict[str, str]:
    """Write these secrets once (0600) and return what the file holds; an existing file is never written again."""
    if not path.exists():
        draft = Path(tempfile.mkstemp(dir=path.parent, prefix=".secrets-")[1])  # 0600
        with draft.open("w") as handle:
            handle.write("".join(f"{name}={value}\n" for name, value in made.items()))
            handle.flush()
            os.fsync(handle.fileno())
        try:
            os.link(draft, path)  # the first of two that start at once wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    kept = read_secrets(path)
    if lacking := made.keys() - kept.keys():
        raise Trouble(
            f"密钥文件 {path} 缺少 {'、'.join(sorted(lacking))}；请从备份恢复，不要删除后重建（已加密的数据将无法读出）。"
        )
    return kept


def site_keys(has_data: bool) -> dict[str, str]:
    """The keys of the site, made at the first start; refused when data exist whose keys are gone."""
    path = VAR / "secrets"
    if has_data and not path.exists():
        raise Trouble(f"已有数据，但密钥文件 {path} 不见了；请从备份恢复，否则已加密的数据无法读出。")
    return keep_secrets(path, fresh_keys())
