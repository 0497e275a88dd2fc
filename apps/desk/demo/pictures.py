"""Pictures of the demonstration, drawn by the program: nobody's home and nobody's hand."""

import io
from functools import cache

from PIL import Image, ImageDraw

from apps.documents.services import Upload

PAPER, INK, WALL, WOOD = (250, 250, 246), (30, 40, 60), (214, 208, 190), (122, 92, 60)


@cache
def signed_sheet() -> Upload:
    """A sheet with lines of writing and three strokes as signatures."""
    image = Image.new("RGB", (480, 640), PAPER)
    pen = ImageDraw.Draw(image)
    for line in range(60, 460, 28):
        pen.line((50, line, 430 - line % 90, line), fill=(150, 150, 150), width=3)
    for left in (60, 190, 320):
        pen.line((left, 560, left + 30, 530, left + 55, 570, left + 95, 535), fill=INK, width=4)
    return _as_upload(image, "签字页.jpg")


@cache
def payslip() -> Upload:
    """A slip with a table of figures and a stamp."""
    image = Image.new("RGB", (640, 420), PAPER)
    pen = ImageDraw.Draw(image)
    for row in range(80, 360, 56):
        pen.line((40, row, 600, row), fill=(120, 120, 120), width=2)
        pen.line((60, row + 30, 60 + 90 + row % 130, row + 30), fill=INK, width=5)
        pen.line((430, row + 30, 560, row + 30), fill=INK, width=5)
    pen.ellipse((400, 230, 560, 390), outline=(190, 50, 50), width=6)
    return _as_upload(image, "工资条.jpg")


@cache
def room(place: int) -> Upload:
    """A room with a door and a bed; another `place` has other colours."""
    image = Image.new("RGB", (640, 480), tuple(shade - 12 * place for shade in WALL))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 380, 640, 480), fill=(150 - 10 * place, 140, 126))
    pen.rectangle((60 + 40 * place, 120, 190 + 40 * place, 380), fill=WOOD)
    pen.rectangle((320, 300, 600, 390), fill=(180, 190, 205))
    return _as_upload(image, "照片.jpg")


@cache
def board(place: int) -> Upload:
    """A notice board with sheets on it."""
    image = Image.new("RGB", (640, 480), (96, 110, 112))
    pen = ImageDraw.Draw(image)
    for left in (60, 250, 440):
        pen.rectangle((left, 90, left + 140, 300), fill=PAPER)
        pen.line((left + 20, 120 + 6 * place, left + 120, 120 + 6 * place), fill=INK, width=4)
    return _as_upload(image, "公示栏.jpg")


def _as_upload(image: Image.Image, name: str) -> Upload:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=70)
    return Upload(name, made.getvalue())
