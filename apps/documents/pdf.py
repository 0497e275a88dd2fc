"""HTML to PDF with WeasyPrint, which reaches nothing: no network, no file, no attachment.

Importing this module needs Pango from the system; `rendering.pdf_of` says so where it is missing.
"""

import logging
import re
import threading
from collections.abc import Mapping
from contextlib import contextmanager
from functools import lru_cache

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

_NOT_DRAWN = re.compile(r"\(U\+([0-9A-F]{4,6})\)")


class ClosedFetcher(URLFetcher):
    """Gives what is in its table, by the exact address; everything else is denied and remembered in `denied`.

    A subclass, never a function: WeasyPrint 70 reads attributes of the fetcher when one raises.
    """

    def __init__(self, allowed: Mapping[str, tuple[str, bytes]] | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._allowed = dict(allowed or {})
        self.denied: list[str] = []

    def fetch(self, url, headers=None):
        """The allowed body with its media type; raises ValueError for any other address."""
        if url not in self._allowed:
            self.denied.append(url)
            raise ValueError("a paper fetches nothing")
        media_type, body = self._allowed[url]
        return URLFetcherResponse(url, body, {"Content-Type": media_type})


def make_pdf(html: str, css: str, fetcher: ClosedFetcher) -> tuple[bytes, list[str]]:
    """A tagged PDF (PDF/UA-1), and the characters for which no font has a glyph. Same input, same bytes."""
    with _missing_characters() as missing:
        sheet, denied = _sheet(css)
        fetcher.denied += denied
        page = HTML(string=html, url_fetcher=fetcher)
        data = page.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1", pdf_identifier=True)
    return data, sorted(set(missing))


@lru_cache(maxsize=4)
def _sheet(css: str) -> tuple[CSS, tuple[str, ...]]:
    """The style read once for all papers, and the addresses that it asked for in vain."""
    fetcher = ClosedFetcher()
    return CSS(string=css, url_fetcher=fetcher), tuple(fetcher.denied)


def draw(ready: tuple[str, str, str, bytes]) -> tuple[bytes, list[str], list[str]]:
    """PDF, characters without a glyph, addresses that were denied; from HTML, style, address and body of the QR code."""
    html, css, qr, svg = ready
    fetcher = ClosedFetcher({qr: ("image/svg+xml", svg)})
    data, missing = make_pdf(html, css, fetcher)
    return data, missing, fetcher.denied


@contextmanager
def _missing_characters():
    """Collect what WeasyPrint reports as not drawable in this thread."""
    collector = _Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield collector.characters
    finally:
        logger.removeHandler(collector)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread and "notdef" in record.msg:
            self.characters += [chr(int(code, 16)) for code in _NOT_DRAWN.findall(record.getMessage())]
