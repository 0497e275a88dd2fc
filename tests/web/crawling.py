"""Walking through the site as a reader does: every link of every page, once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

# Not followed: files of the frame, the admin (it has its own tests), the way out.
NOT_FOLLOWED = ("/static/", "/admin/", "/logout/", "/api/")
# A case at every stage is more than ten; of the rest (a list by another filter, one of 200 worked examples), a few of a
# kind tell as much as forty.
AT_MOST = {"desk:case": 20}
AT_MOST_ELSEWHERE = 4
# What a reader, or a machine that reads aloud, gets to know beside the text.
SHOWN = ("value", "placeholder", "title", "aria-label")


@dataclass
class Form:
    """A form of a page: how it is sent, where to, and what it asks."""

    method: str
    action: str
    names: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """The links, forms and words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.words: list[str] = []
        self._open: list[Form] = []
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "form":
            self._open = [Form(values.get("method", "get").lower(), values.get("action", ""))]
            self.forms += self._open
        if tag in ("input", "select", "textarea") and self._open:
            self._open[0].names.append(values.get("name", ""))
        told = () if values.get("name") == "csrfmiddlewaretoken" else SHOWN
        self.words += [values[name] for name in told if values.get(name)]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = []

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data.strip())


@dataclass(frozen=True)
class Visit:
    """One page that was looked at, and the page that led to it."""

    url: str
    came_from: str
    response: HttpResponse
    page: Page | None


def walk(client: Client, *starts: str) -> Iterator[Visit]:
    """The pages that can be reached by links from `starts`, breadth first; a few of one address but for its ids and values."""
    waiting = [(url, "") for url in starts]
    known, like = set(starts), Counter()
    while waiting:
        url, came_from = waiting.pop(0)
        response = client.get(url)
        html = response.get("Content-Type", "").startswith("text/html")
        page = Page(response.content.decode()) if html else None
        yield Visit(url, came_from, response, page)
        for link in [*(page.links if page else ()), response.get("Location", url)]:
            target = urldefrag(urljoin(url, link)).url
            if urlsplit(target).netloc or target in known or target.startswith(NOT_FOLLOWED):
                continue
            known.add(target)
            place = urlsplit(target)
            view = resolve(place.path).view_name
            kind = view, frozenset(parse_qs(place.query, keep_blank_values=True))
            like[kind] += 1
            if like[kind] > AT_MOST.get(view, AT_MOST_ELSEWHERE):
                continue
            waiting.append((target, url))
