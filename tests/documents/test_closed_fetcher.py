"""A paper reaches nothing: no address, no file, no attachment, whatever stands in its HTML."""

import io
import logging
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pypdf import PdfReader
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetchingError

from apps.documents.pdf import ClosedFetcher, make_pdf

SECRET = "a-secret-that-no-paper-may-hold"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'

# {url}: the canary on loopback; {file}: a file beside the papers; {path}: its path without a scheme.
PAYLOADS = {
    "img http": '<img src="{url}">',
    "img upper case scheme": '<img src="HTTP:{url_rest}">',
    "img scheme without slashes": '<img src="http:{url_rest}">',
    "img with user": '<img src="http://user:word@{host}/x">',
    "img with blanks": '<img src="  {url}  ">',
    "img with tab in scheme": '<img src="ht&#9;tp:{url_rest}">',
    "img full-width scheme": '<img src="ｈｔｔｐ:{url_rest}">',
    "img protocol relative": '<base href="http://{host}/"><img src="//{host}/x">',
    "img relative to base": '<base href="{url}/"><img src="x.png">',
    "img file": '<img src="{file}">',
    "img file upper case": '<img src="FILE:{file_rest}">',
    "img file with host": '<img src="file://localhost{path}">',
    "img file with query": '<img src="{file}?x#y">',
    "img bare path": '<base href="file:///"><img src="{path}">',
    "img ftp": '<img src="ftp://{host}/x">',
    "img gopher": '<img src="gopher://{host}/x">',
    "img jar": '<img src="jar:{url}!/x">',
    "img data": '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">',
    "img data that leads on": '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cimage href=%22{url}%22/%3E%3C/svg%3E">',
    "img srcset": '<img srcset="{url} 2x">',
    "picture": '<picture><source srcset="{url}"><img src="{url}"></picture>',
    "embed": '<embed src="{url}" type="image/png">',
    "embed file": '<embed src="{file}">',
    "object": '<object data="{url}" type="image/svg+xml"></object>',
    "object file": '<object data="{file}"></object>',
    "iframe": '<iframe src="{url}"></iframe>',
    "iframe file": '<iframe src="{file}"></iframe>',
    "video poster": '<video poster="{url}" src="{url}"></video>',
    "audio": '<audio src="{url}"></audio>',
    "input image": '<input type="image" src="{url}">',
    "body background": '<body background="{url}">x',
    "table background": '<table background="{url}"><tr><td>x</table>',
    "script": '<script src="{url}"></script>',
    "meta refresh": '<meta http-equiv="refresh" content="0;url={url}">',
    "link stylesheet": '<link rel="stylesheet" href="{url}">',
    "link stylesheet file": '<link rel="stylesheet" href="{file}">',
    "link alternate stylesheet": '<link rel="alternate stylesheet" href="{url}">',
    "link icon": '<link rel="icon" href="{url}">',
    "link attachment": '<link rel="attachment" href="{url}">',
    "link attachment file": '<link rel="attachment" href="{file}">',
    "link attachment data": '<link rel="attachment" href="data:,{secret}">',
    "link attachment system file": '<link rel="attachment" href="file:///etc/passwd">',
    "a attachment": '<a rel="attachment" href="{url}">x</a>',
    "a attachment file": '<a rel="attachment" href="{file}">x</a>',
    "a attachment data": '<a rel="attachment" href="data:,{secret}">x</a>',
    "style import": '<style>@import "{url}";</style>',
    "style import url": "<style>@import url({url});</style>",
    "style import file": '<style>@import "{file}";</style>',
    "style import data that leads on": '<style>@import "data:text/css,@import%20%22{url}%22";</style>',
    "style background": "<style>body {{ background: url({url}) }}</style>",
    "style background file": "<style>body {{ background: url({file}) }}</style>",
    "style escaped url": r"<style>body {{ background: \75 rl({url}) }}</style>",
    "style list image": "<style>li {{ list-style-image: url({url}) }}</style><ul><li>x</ul>",
    "style border image": "<style>p {{ border: 1px solid; border-image-source: url({url}) }}</style><p>x",
    "style content": "<style>p::before {{ content: url({url}) }}</style><p>x",
    "style margin box": "<style>@page {{ @top-left {{ content: url({url}) }} }}</style>",
    "style page background": "<style>@page {{ background: url({url}) }}</style>",
    "style font": "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style><p>x",
    "style font file": "<style>@font-face {{ font-family: x; src: url({file}) }} p {{ font-family: x }}</style><p>x",
    "style colour profile": "<style>@color-profile --x {{ src: url({url}) }}</style>",
    "style image set": "<style>p {{ background: image-set('{url}' 1x) }}</style><p>x",
    "style cursor": "<style>p {{ cursor: url({url}), auto }}</style><p>x",
    "attribute style": '<p style="background: url({url})">x',
    "attribute style file": '<p style="content: url({file})">x',
    "svg image": SVG.format('<image href="{url}" width="9" height="9"/>'),
    "svg image xlink": SVG.format('<image xlink:href="{url}" width="9" height="9"/>'),
    "svg image file": SVG.format('<image href="{file}" width="9" height="9"/>'),
    "svg use": SVG.format('<use href="{url}#a"/>'),
    "svg style import": SVG.format('<style>@import "{url}";</style>'),
    "svg fill": SVG.format('<rect width="9" height="9" fill="url({url}#a)"/>'),
    "svg entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "{file}">]>' + SVG.format("<text>&e;</text>"),
    "xml stylesheet": '<?xml-stylesheet href="{url}"?><p>x',
}

_opened: list[str] = []
_watching = threading.local()


def _watch(event: str, arguments: tuple) -> None:
    if event == "open" and getattr(_watching, "on", False):
        _opened.append(str(arguments[0]))


sys.addaudithook(_watch)


class Canary(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.hits.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(SECRET.encode())

    def log_message(self, *arguments) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def canary():
    server = HTTPServer(("127.0.0.1", 0), Canary)
    server.hits = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def bait(tmp_path):
    """A file whose opening and whose words would be noticed."""
    path = tmp_path / "bait.txt"
    path.write_text(SECRET)
    return path


def filled(payload: str, canary, bait) -> str:
    host = f"127.0.0.1:{canary.server_port}"
    words = payload.format(
        url=f"http://{host}/hit", url_rest=f"//{host}/hit", host=host, secret=SECRET,
        file=f"file://{bait}", file_rest=f"//{bait}", path=bait,
    )  # fmt: skip
    return f"<!DOCTYPE html><html lang=zh-CN><title>x</title>{words}</html>"


def embedded(data: bytes) -> list:
    reader = PdfReader(io.BytesIO(data))
    found = [item for item in reader.trailer["/Root"].get("/Names", {}) if item == "/EmbeddedFiles"]
    for page in reader.pages:
        found += [
            note for note in page.get("/Annots", []) if note.get_object().get("/Subtype") == "/FileAttachment"
        ]
    return found


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_is_fetched_read_or_embedded(payload, canary, bait):
    canary.hits.clear()
    _opened.clear()
    _watching.on = True
    try:
        data, _ = make_pdf(filled(payload, canary, bait), "", ClosedFetcher())
    except URLFetchingError:  # a colour profile: the library gives up, so there is no paper at all
        data = make_pdf("<p>x</p>", "", ClosedFetcher())[0]
    finally:
        _watching.on = False
    assert canary.hits == []
    assert str(bait) not in _opened
    assert "/etc/passwd" not in _opened
    assert embedded(data) == []
    assert SECRET.encode() not in data
    assert b"/EmbeddedFile" not in data


def test_the_stylesheet_of_a_paper_reaches_nothing_either(canary, bait):
    canary.hits.clear()
    css = filled(
        '@import "{url}"; p {{ background: url({url}) }} @font-face {{ font-family: x; src: url({file}) }}',
        canary,
        bait,
    )
    make_pdf("<p>x</p>", css, ClosedFetcher())
    assert canary.hits == []


def test_the_canary_sings_for_the_fetcher_that_comes_with_the_library(canary, bait):
    """The negative control: the same payloads reach the canary and the bait where nothing is denied."""
    canary.hits.clear()
    reached, attached = 0, 0
    for name in ("img http", "link stylesheet", "style import url", "svg image", "link attachment file"):
        before = len(canary.hits)
        html = filled(PAYLOADS[name], canary, bait)
        data = HTML(string=html, url_fetcher=URLFetcher()).write_pdf(stylesheets=[CSS(string="")])
        reached += len(canary.hits) > before
        attached += len(embedded(data))
    assert reached == 4
    assert attached == 1


def test_what_was_asked_for_is_remembered_and_only_the_table_is_served():
    fetcher = ClosedFetcher({"paper:mark": ("image/svg+xml", SVG.format("").encode())})
    make_pdf('<img src="paper:mark" alt="x"><img src="paper:other" alt="y">', "", fetcher)
    assert fetcher.denied == ["paper:other"]


def test_the_library_reports_denials_without_stopping(caplog):
    with caplog.at_level(logging.ERROR, "weasyprint"):
        data, missing = make_pdf('<p>x<img src="http://127.0.0.1:9/x" alt="">', "", ClosedFetcher())
    assert data.startswith(b"%PDF")
    assert missing == []
