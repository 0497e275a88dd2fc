"""Pictures as telephones make them, and files that are something else."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageDraw

from apps.documents.services import Upload

GPS = "39 deg 7' 12\" N"
CANARY = b"<script>alert(document.cookie)</script>"


def photo(shade: int = 120, *, size: tuple[int, int] = (640, 480), format: str = "JPEG", **options) -> bytes:
    """A small picture with something on it."""
    image = Image.new("RGB", size, (shade, 160, 90))
    ImageDraw.Draw(image).rectangle((20, 20, size[0] // 2, size[1] // 2), fill=(shade // 2, 40, 40))
    made = io.BytesIO()
    image.save(made, format, **options)
    return made.getvalue()


def upload(shade: int = 120, name: str = "IMG_0001.jpg", **options) -> Upload:
    return Upload(name, photo(shade, **options))


def with_place() -> bytes:
    """A photograph that says where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Somebody's telephone"
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 7.0, 12.0), 3: "E", 4: (117.0, 10.0, 3.0)})
    return photo(exif=exif, comment=CANARY)


def signature() -> bytes:
    """What the canvas sends: dark strokes on nothing."""
    image = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    ImageDraw.Draw(image).line((40, 180, 200, 60, 320, 190, 540, 80), fill=(10, 20, 30, 255), width=6)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that claim a picture of that size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def zip_of(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name.replace("__", "/"), body)
    return made.getvalue()
