"""Uploaded pictures made harmless: looked at before they are drawn, drawn anew, and nothing else kept.

A picture that we draw ourselves holds no script, no second file behind the pixels, no place where it was taken.
What cannot be drawn anew (SVG, office files, archives) is not taken at all; a PDF is drawn page by page (`pages`).
"""

import io
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from apps.core.errors import Refused

logger = logging.getLogger(__name__)

# Ending -> what the content must then be.
ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
ACCEPT = ",".join(ENDINGS)
TYPES_TEXT = "JPG、PNG 或 WebP 图片"

MOST_BYTES = 12 * 1024 * 1024  # as it comes from a telephone
KEPT_BYTES = 300 * 1024
# Pixels that may have to be held in memory at once. A plain JPEG is read at a fraction of its size, so it may be larger.
MOST_PIXELS = 12_000_000
MOST_PIXELS_JPEG = 64_000_000
MOST_SIDE = 16_000
_UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
# Longest side and quality, tried in turn until the picture is small enough.
STEPS = ((1600, 80), (1600, 65), (1280, 60), (1024, 50), (800, 40))
SIGNATURE_SIDE = 900
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """What is kept: bytes of our own making, with the size in pixels; `page` of which PDF (`source`: its SHA-256)."""

    data: bytes
    media_type: str
    width: int
    height: int
    page: str = ""
    source: str = ""


def harmless(data: bytes, name: str, types: str = TYPES_TEXT) -> Picture:
    """The photograph drawn anew: upright, at most 1,600 px, at most 300 KB, without any metadata.

    Refuses what is too large, what is no picture, and what is something else than its name says; `types` is what may
    come in its place, in words.
    """
    with _opened(data, name, types) as image:
        image.draft("RGB", (STEPS[0][0], STEPS[0][0]))
        drawn = _drawn(image, name)
    return fit(ImageOps.exif_transpose(drawn).convert("RGB"))


def harmless_signature(data: bytes, name: str = "签名.png") -> Picture:
    """A signature drawn on the screen: grey, on white, as PNG. Refuses an empty one (`signature_blank`)."""
    with _opened(data, name) as image:
        drawn = _drawn(image, name).convert("RGBA")
    sheet = Image.new("RGBA", drawn.size, "white")
    sheet.alpha_composite(drawn)
    grey = sheet.convert("L")
    if grey.getextrema()[0] > 200:
        raise Refused("signature_blank", "没有保存。签名是空白的；请在框内签名后再提交。")
    grey.thumbnail((SIGNATURE_SIDE, SIGNATURE_SIDE))
    return Picture(_encoded(grey, "PNG", optimize=True), "image/png", *grey.size)


def refuse_size(data: bytes, name: str) -> None:
    """Nothing at all, or more than is read into memory."""
    if not data:
        raise Refused("file_empty", f"没有上传。{said(name)}是空文件；请重新拍照或选择文件。")
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise Refused(
            "file_too_large", f"没有上传。{said(name)}超过 {most} MB；请降低拍照、扫描的分辨率后再传。"
        )


def _opened(data: bytes, name: str, types: str = TYPES_TEXT) -> Image.Image:
    """The picture with its head read and nothing drawn; refused by size, name and content."""
    refuse_size(data, name)
    expected = ENDINGS.get(PurePath(name).suffix.lower())
    if expected is None:
        raise Refused("file_type", f"没有上传。{said(name)}不是{types}；纸质材料请拍照上传。")
    try:
        image = Image.open(io.BytesIO(data), formats=tuple(set(ENDINGS.values())))
    except _UNREADABLE as error:
        raise _unreadable(name) from error
    if image.format != expected:
        raise Refused(
            "file_content", f"没有上传。{said(name)}的内容与扩展名不符；请用手机或相机拍的原图重新上传。"
        )
    _refuse_flood(image, name)
    return image


def _refuse_flood(image: Image.Image, name: str) -> None:
    """A few bytes can claim billions of pixels; they are counted before any is drawn."""
    plain = image.format == "JPEG" and not image.info.get("progressive")
    most = MOST_PIXELS_JPEG if plain else MOST_PIXELS
    if image.width * image.height > most or max(image.size) > MOST_SIDE:
        raise Refused(
            "picture_too_large",
            f"没有上传。{said(name)}有 {image.width}×{image.height} 像素，超过上限；请缩小后再传。",
        )


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Half a picture is an error here. WeasyPrint tells Pillow otherwise for the whole process when it is imported."""
    with _ONE_AT_A_TIME:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _drawn(image: Image.Image, name: str) -> Image.Image:
    try:
        with _whole_pictures_only():
            image.load()
    except _UNREADABLE as error:
        raise _unreadable(name) from error
    return image


def _unreadable(name: str) -> Refused:
    logger.warning("An upload was no readable picture")
    return Refused(
        "file_content", f"没有上传。{said(name)}不是完整的图片，无法读出；请重新拍照，或换一张再传。"
    )


def fit(image: Image.Image) -> Picture:
    """The picture as JPEG, made smaller until it may be kept."""
    for side, quality in STEPS:
        image.thumbnail((side, side))
        data = _encoded(image, "JPEG", quality=quality)
        if len(data) <= KEPT_BYTES:
            break
    return Picture(data, "image/jpeg", *image.size)


def _encoded(image: Image.Image, format: str, **options) -> bytes:
    made = io.BytesIO()
    plain = Image.new(image.mode, image.size)
    plain.paste(image)  # pixels only: nothing that the file said about itself goes along
    plain.save(made, format, **options)
    return made.getvalue()


def said(name: str) -> str:
    """The name as it may stand in a sentence: without what turns text round or breaks lines."""
    plain = "".join(character for character in PurePath(name).name if character.isprintable())
    return f"“{plain[:40]}”"
