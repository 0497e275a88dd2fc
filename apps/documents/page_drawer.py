"""A program of its own: a PDF comes in, the pixels of its pages go out. Nothing of the site is imported here.

Whatever a hostile file does, it does to this process, which has little memory, little time, no environment, and may
write no file. Out go bare pixels, which nobody has to parse: for each page `PAGE` with its width, its height, the number
of pages, and width × height × 3 bytes (blue, green, red); or `FAULT` with one word why there is no (other) page.
Its only argument is the longest side of a page in pixels.
"""

import ctypes
import math
import resource
import struct
import sys
from collections.abc import Iterator
from typing import Any

HEAD = struct.Struct("<4s3i")
PAGE, FAULT = b"page", b"none"
MOST_PAGES = 20
MOST_PIXELS = 72_000_000  # of the pictures of one page: A3 scanned at 600 dpi
MOST_OBJECTS = 20_000  # of one page; a scan has a handful, a bank statement a few thousand
MEMORY = 256 * 1024 * 1024
SECONDS_OF_A_PAGE, SECONDS = 3, 20  # of processor time
NEST = 8
DYNAMIC_FORMS = (2, 3)  # XFA: what is seen is made by the script of the form


class Stop(Exception):
    """Why nothing (more) is drawn; its argument is the word that goes out."""


def main() -> None:
    limit()
    data, side = sys.stdin.buffer.read(), int(sys.argv[1])
    import pypdfium2_raw as pdfium  # loaded under the limits

    out = sys.stdout.buffer
    try:
        for width, height, total, pixels in pages(pdfium, data, side):
            out.write(HEAD.pack(PAGE, width, height, total))
            out.write(pixels)
    except Stop as stop:
        out.write(HEAD.pack(FAULT, 0, 0, 0) + str(stop).encode())
    out.flush()


def limit() -> None:
    """Memory, processor time, no file written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    allow(SECONDS)


def allow(seconds: int) -> None:
    """So many seconds of processor time from now, and never more than SECONDS in all."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (min(until, SECONDS), SECONDS))


def pages(pdfium: Any, data: bytes, side: int) -> Iterator[tuple[int, int, int, Any]]:
    """Each page as width, height, how many there are, pixels. Scripts, links and forms are never carried out."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise Stop("encrypted" if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else "unreadable")
    total = pdfium.FPDF_GetPageCount(document)
    refuse(total < 1, "unreadable")
    refuse(total > MOST_PAGES, "pages")
    refuse(pdfium.FPDFDoc_GetAttachmentCount(document), "attached")
    refuse(pdfium.FPDF_GetFormType(document) in DYNAMIC_FORMS, "dynamic")
    for number in range(total):
        allow(SECONDS_OF_A_PAGE)
        page = pdfium.FPDF_LoadPage(document, number)
        refuse(not page, "unreadable")
        look_at(pdfium, page)
        width, height = size_of(pdfium, page, side)
        yield width, height, total, drawn(pdfium, page, width, height)
        pdfium.FPDF_ClosePage(page)


def refuse(fault: Any, word: str) -> None:
    if fault:
        raise Stop(word)


def look_at(pdfium: Any, page: Any) -> None:
    """Before anything is drawn: no file hangs on the page, and its pictures claim no flood of pixels."""
    carried = (
        pdfium.FPDF_ANNOT_FILEATTACHMENT,
        pdfium.FPDF_ANNOT_SOUND,
        pdfium.FPDF_ANNOT_MOVIE,
        pdfium.FPDF_ANNOT_SCREEN,
        pdfium.FPDF_ANNOT_RICHMEDIA,
        pdfium.FPDF_ANNOT_THREED,
    )
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_OBJECTS)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        refuse(pdfium.FPDFAnnot_GetSubtype(note) in carried, "attached")
        pdfium.FPDFPage_CloseAnnot(note)
    one_of = [pdfium.FPDFPage_GetObject(page, place) for place in within(pdfium.FPDFPage_CountObjects(page))]
    refuse(pixels_of(pdfium, one_of) > MOST_PIXELS, "flood")


def within(many: int) -> range:
    refuse(many > MOST_OBJECTS, "flood")
    return range(many)


def pixels_of(pdfium: Any, objects: list[Any], depth: int = 0) -> int:
    """Pixels that the pictures among `objects`, and in what nests in them, say they have."""
    refuse(depth > NEST, "flood")
    total, wide, high = 0, ctypes.c_uint(), ctypes.c_uint()
    for one in objects:
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFImageObj_GetImagePixelSize(one, wide, high)
            total += wide.value * high.value
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = within(pdfium.FPDFFormObj_CountObjects(one))
            total += pixels_of(
                pdfium, [pdfium.FPDFFormObj_GetObject(one, place) for place in inner], depth + 1
            )
    return total


def size_of(pdfium: Any, page: Any, side: int) -> tuple[int, int]:
    """Width and height in pixels, the longer one `side`."""
    size = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    refuse(not all(math.isfinite(one) and one > 0 for one in size), "unreadable")
    wide, high = (max(1, round(one / max(size) * side)) for one in size)
    return wide, high


def drawn(pdfium: Any, page: Any, width: int, height: int) -> bytes:
    """The page on white, with what was written into its fields; 3 bytes for each pixel."""
    pixels = (ctypes.c_ubyte * (width * height * 3))()
    sheet = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, pixels, width * 3)
    refuse(not sheet, "unreadable")
    pdfium.FPDFBitmap_FillRect(sheet, 0, 0, width, height, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(sheet, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(sheet)
    return bytes(pixels)


if __name__ == "__main__":
    main()
