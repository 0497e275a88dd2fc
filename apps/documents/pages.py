"""A PDF made harmless: its pages are drawn by a process of its own and kept as pictures; the file itself is not kept.

Scripts, actions, links, a second file inside, fields that change: none of them outlives being drawn. What drawing would
lose without a word (a file carried along, a form that builds itself, what a password hides) is refused in words.
"""

import hashlib
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import IO

from PIL import Image

from apps.core.errors import Refused
from apps.core.limited import said_by
from apps.documents.page_drawer import FAULT, HEAD, MOST_PAGES
from apps.documents.pictures import ENDINGS, Picture, fit, harmless, refuse_size, said

logger = logging.getLogger(__name__)

PDF = ".pdf"
ACCEPT = ",".join((*ENDINGS, PDF))
TYPES_TEXT = "JPG、PNG、WebP 图片或 PDF"
SIDE = 1600  # pixels of the longer side: 137 dpi of an A4 page
SECONDS = 60  # by the clock, should the process hang without working
_PROGRAM = Path(__file__).with_name("page_drawer.py")
_TWO_AT_A_TIME = threading.BoundedSemaphore(2)
_WORDS = {
    "encrypted": "加了密码，打不开；请解除密码后另存，或打印出来拍照上传。",
    "unreadable": "不是完整的 PDF，无法读出；请重新扫描或导出，或拍照上传。",
    "pages": f"超过 {MOST_PAGES} 页；请分成几个文件，或只上传与本件有关的页。",
    "attached": "里面还夹带着别的文件或音像；请把要用的材料打印成普通 PDF，或拍照上传。",
    "dynamic": "是动态表单，内容要由脚本生成；请打印成普通 PDF，或拍照上传。",
    "flood": "的内容过大，无法转成图片；请以 300 dpi 重新扫描，或拍照上传。",
}


def harmless_pages(data: bytes, name: str) -> list[Picture]:
    """A photograph drawn anew, or each page of a PDF as a picture. Refused like `harmless`, and as `_WORDS` says."""
    if PurePath(name).suffix.lower() != PDF:
        return [harmless(data, name, TYPES_TEXT)]
    refuse_size(data, name)
    if b"%PDF-" not in data[:1024]:
        raise Refused(
            "file_content", f"没有上传。{said(name)}的内容与扩展名不符；请重新扫描成 PDF，或拍照上传。"
        )
    digest = hashlib.sha256(data).hexdigest()
    with _TWO_AT_A_TIME, said_by(_PROGRAM, SIDE, data=data, seconds=SECONDS) as out:
        return [replace(page, source=digest) for page in _pages(out, name)]


def _pages(out: IO[bytes], name: str) -> Iterator[Picture]:
    """The pages as pictures. What ends in the middle was stopped by a limit: nothing of it is kept."""
    number, total = 0, 1
    while number < total:
        word, width, height, total = _head(out, name)
        if word == FAULT:
            raise _refused(out.read(20).decode(), name)
        pixels = out.read(width * height * 3)
        if len(pixels) < width * height * 3:
            raise _refused("flood", name)
        number += 1
        page = fit(Image.frombuffer("RGB", (width, height), pixels, "raw", "BGR", 0, 1))
        yield replace(page, page=f"第 {number} 页，共 {total} 页")


def _head(out: IO[bytes], name: str) -> tuple[bytes, int, int, int]:
    head = out.read(HEAD.size)
    if len(head) < HEAD.size:
        raise _refused("flood", name)
    word, width, height, total = HEAD.unpack(head)
    if word != FAULT and not (0 < width <= SIDE and 0 < height <= SIDE and 0 < total <= MOST_PAGES):
        raise _refused("unreadable", name)
    return word, width, height, total


def _refused(word: str, name: str) -> Refused:
    logger.warning("An uploaded PDF was not taken: %s", word)
    code = "file_content" if word == "unreadable" else f"pdf_{word}"
    return Refused(code, f"没有上传。{said(name)}{_WORDS[word]}")
