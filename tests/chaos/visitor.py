"""Somebody at a browser: signed in over HTTP, asking for pages and sending forms, also when many do so at once."""

import http.client
import http.cookiejar
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

PASSWORD = "only-for-chaos-1"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class _Stay(urllib.request.HTTPRedirectHandler):
    """Where an answer leads is what we want to know, not what is there."""

    def redirect_request(self, *_: object) -> None:
        return None


class Visitor:
    """One session."""

    def __init__(self, port: int, username: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar, _Stay)
        page = self.ask("/login/")
        self.token = (TOKEN.search(page[2]) or sys.exit(f"no login page: {page}")).group(1)
        status, _, text = self.ask("/login/", {"username": username, "password": PASSWORD})
        assert status == 302, (status, text[:500])
        self.token = TOKEN.search(self.ask("/payments/")[2]).group(1)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads, text; status 0 when nobody answers."""
        body = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": self.token}).encode() if form else None
        try:
            answer = self.opener.open(self.base + path, body, timeout=110)
        except urllib.error.HTTPError as other:
            answer = other
        except (OSError, http.client.HTTPException) as nobody:
            return 0, "", str(nobody)
        with answer:
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()
