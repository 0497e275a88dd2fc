"""Templates and style sheets: nothing unused, nothing inline, colours only as tokens."""

import re
from pathlib import Path

from .sources import ROOT, files, place

# Django asks for these by name.
BY_NAME = re.compile(r"^(\d{3}(_csrf)?\.html|django/forms/.*|registration/.*|admin/.*|rest_framework/.*)$")
# Drawn ahead of the code that will use them. Only shrinks: one that is used must leave the list.
NOT_YET = Path(__file__).with_name("templates_not_yet_used.txt")
# A paper is a document of its own and may fetch nothing, so its style stands in it.
PAPERS = ("templates/documents/", "apps/documents/templates/")

COLOUR = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|oklch|lab|lch)\(", re.I)
INLINE = re.compile(r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.I)
COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.S)


def templates() -> list[Path]:
    return files("templates", ".html") + files("apps", ".html")


def name_of(template: Path) -> str:
    parts = template.relative_to(ROOT).parts
    return "/".join(parts[parts.index("templates") + 1 :])


def blanked(text: str) -> str:
    """The text without comments, its lines kept."""
    return COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)


def matches(path: Path, pattern: re.Pattern) -> list[str]:
    lines = blanked(path.read_text()).splitlines()
    return [
        f"{place(path)}:{number}: {line.strip()[:80]}"
        for number, line in enumerate(lines, 1)
        if pattern.search(line)
    ]


def test_every_template_is_used():
    texts = [
        path.read_text()
        for path in files("apps", ".py", ".html") + files("templates", ".html") + files("config", ".py")
    ]
    everything = "\n".join(texts)
    unused = {
        name
        for template in templates()
        if not BY_NAME.match(name := name_of(template))
        and f'"{name}"' not in everything
        and f"'{name}'" not in everything
    }
    not_yet = set(NOT_YET.read_text().split()) if NOT_YET.exists() else set()
    assert unused - not_yet == set(), "no view and no template names these"
    assert not_yet - unused == set(), "these are used by now (or gone): take them off the list"


def test_there_is_no_inline_style_or_script():
    pages = [path for path in templates() if not str(path.relative_to(ROOT)).startswith(PAPERS)]
    assert [found for path in pages for found in matches(path, INLINE)] == []


def test_colours_stand_in_the_tokens_only():
    sheets = [path for path in files("static", ".css") if path.name != "tokens.css"]
    assert [found for path in sheets for found in matches(path, COLOUR)] == []


def test_the_checks_see_a_colour_and_an_inline_script(tmp_path):
    assert COLOUR.search("a { color: #B3261E }")
    assert COLOUR.search("border: 1px solid rgb(1 2 3)")
    assert not COLOUR.search("a { color: var(--ink) } #refusal {}")
    assert INLINE.search('<a onclick="go()">')
    assert INLINE.search("<script>go()</script>")
    assert not INLINE.search('<script type="module" src="/x.js"></script>')
