"""A paper from its frozen context: the body for the screen, the PDF for paper. One template serves both."""

from collections.abc import Callable
from functools import cache, lru_cache

import segno
from django.conf import settings
from django.template.loader import render_to_string

from apps.core.errors import Refused
from apps.documents.contexts import Head
from apps.documents.models import Document, DocumentKind
from apps.documents.papers import PAPERS
from apps.documents.plain import from_plain
from apps.documents.words import PROGRAMMES

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk"


class UnclosedPaper(Exception):
    """A template of ours tried to fetch something; a defect, so nothing is kept."""


def body_of(document: Document, *, heading: str = "h2", body: object = None) -> str:
    """The HTML of the sheet, as it stands in the preview and in the PDF; `body`: a part of the context instead of all."""
    paper = PAPERS[DocumentKind(document.kind)]
    body = body or context_of(document)
    context = {
        "head": from_plain(Head, document.context["head"]),
        "body": body,
        "words": PROGRAMMES.get(getattr(body, "programme", "")),
        "qr": _qr_of(document),
        "heading": heading,
    }
    return render_to_string(paper.template, context)


def context_of(document: Document):
    """What stands on a paper, as the dataclass of its kind."""
    return from_plain(PAPERS[DocumentKind(document.kind)].context, document.context["body"])


def pdf_of(document: Document, *, body: object = None) -> bytes:
    """The PDF of a paper, or of the part of it that is given as `body`.

    Refuses by name what is missing on this machine: Pango, or a font with every character.
    """
    return checked(document.kind, *drawer()(ready_to_draw(document, body=body)))


def ready_to_draw(document: Document, *, body: object = None) -> tuple[str, str, str, bytes]:
    """All that drawing needs, as plain values: HTML, style, and the address and body of the QR code."""
    sheet = body_of(document, heading="h1", body=body)
    html = render_to_string("documents/paper.html", {"document": document, "sheet": sheet})
    return html, _css(), _qr_of(document), _svg_of(document)


def drawer() -> Callable[[tuple[str, str, str, bytes]], tuple[bytes, list[str], list[str]]]:
    """The function that draws; it knows neither Django nor the database, so another process may run it."""
    try:
        from apps.documents.pdf import draw
    except OSError as error:
        raise Refused(
            "papers_not_available",
            f"没有生成 PDF。这台机器缺少排版所需的系统组件；文书内容已经保存，请系统管理员安装 {PACKAGES} 后再打开。",
        ) from error
    return draw


def checked(kind: str, data: bytes, missing: list[str], denied: list[str]) -> bytes:
    """The PDF if nothing was fetched and every character was drawn."""
    if denied:
        raise UnclosedPaper(f"{kind} asked for {denied[0][:80]}")
    if missing:
        raise Refused("characters_without_font", _without_font(missing))
    return data


def _without_font(missing: list[str]) -> str:
    named = "、".join(f"{character}（U+{ord(character):04X}）" for character in missing[:10])
    return (
        f"没有生成 PDF。字体里没有这 {len(missing)} 个字：{named}；文书内容已经保存，"
        f"请系统管理员安装含有这些字的中文字体（{PACKAGES.split()[-1]}）后再打开。"
    )


def _code_of(document: Document) -> segno.QRCode:
    """Case number and check code as QR; nothing else is in it."""
    case_number = document.context["head"].get("case_number") or document.number
    return _code_with(f"{case_number} {document.check_code}")


@lru_cache(maxsize=8)
def _code_with(words: str) -> segno.QRCode:
    """Kept for a moment: a paper asks for its code three times, and choosing its pattern is what takes long."""
    return segno.make(words, error="m", micro=False)


def _qr_of(document: Document) -> str:
    return _code_of(document).svg_data_uri(scale=4, border=0)


def _svg_of(document: Document) -> bytes:
    return _code_of(document).svg_inline(scale=4, border=0).encode()


@cache
def _css() -> str:
    """The style of a paper with the tokens it uses, read once; both files are ours and name no address."""
    folder = settings.BASE_DIR / "static" / "css"
    tokens = (folder / "tokens.css").read_text(encoding="utf-8")
    for_every_medium, _, _ = tokens.partition("@media")
    return for_every_medium + (folder / "paper.css").read_text(encoding="utf-8")
