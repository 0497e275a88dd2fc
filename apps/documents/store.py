"""Files named by their hash, outside the web root: written once, whole or not at all, verified on every reading."""

import hashlib
import logging
import os
import tempfile
from pathlib import Path

from django.conf import settings

from apps.core.errors import Refused

logger = logging.getLogger(__name__)


# Media type -> the ending under which we keep it.
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def keep(data: bytes, ending: str = "pdf") -> str:
    """Write `data` (0600, folders 0700) and return its SHA-256; the same bytes are one file."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest, ending)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(path, data)
    return digest


def read(digest: str, ending: str = "pdf") -> bytes:
    """The bytes of `digest`; a missing file (`original_missing`) or a changed one (`original_damaged`) is refused."""
    try:
        data = path_of(digest, ending).read_bytes()
    except FileNotFoundError:
        logger.exception("The original %s is missing", digest)
        raise Refused(
            "original_missing",
            "没有打开原件。存放的文件不见了；请立即报告系统管理员，从备份恢复后再看。",
        ) from None
    if hashlib.sha256(data).hexdigest() != digest:
        logger.critical("The original %s was changed on disk", digest)
        raise Refused(
            "original_damaged",
            "没有打开原件。存放的文件与签发时的校验值不符，可能被改动；请立即报告系统管理员，从备份恢复后再看。",
        )
    return data


def path_of(digest: str, ending: str = "pdf") -> Path:
    """Where the file of `digest` lies."""
    return Path(settings.PAPERS_DIR) / digest[:2] / f"{digest}.{ending}"


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside the place and move there, so that nobody ever reads half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent)  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
