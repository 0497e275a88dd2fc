"""The HTTP side: POST /v1/checks answers a signed request; GET /healthz; POST /control tells it how to behave.

/control takes `{"behaviour": kind, "times": n, "seconds": s, "people": {…}}` and is open only with CHECK_CENTRE_CONTROL=1
and to this machine: it exists for tests and rehearsals.
"""

import ipaddress
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from config.check_centre.behaviour import Behaviour
from config.check_centre.records import Records, as_of
from config.check_centre.signing import Doorkeeper, Unsigned, signed

LONGEST = 1_000_000  # bytes of a request
PATH = "/v1/checks"


def answer_to(request: dict[str, Any], records: Records) -> dict[str, Any]:
    """Every source that was asked about every person, answered."""
    answers = []
    for subject in request["subjects"]:
        for source in subject["sources"]:
            items = records.of(subject["id_number"], source)
            answers.append(
                {
                    "ref": subject["ref"],
                    "id_number": subject["id_number"],
                    "source": source,
                    "state": "found" if items else "none",
                    "as_of": as_of(request["day"]),
                    "items": items,
                }
            )
    return {"number": request["number"], "answers": answers}


class CheckCentre(ThreadingHTTPServer):
    """The server with what it knows."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], *, key: str, records: Records, control: bool) -> None:
        self.key, self.records, self.control = key, records, control
        self.behaviour, self.doorkeeper = Behaviour(), Doorkeeper(key)
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: CheckCentre
    timeout = 30

    def do_GET(self) -> None:
        self.reply(200 if self.path == "/healthz" else 404, {"ok": self.path == "/healthz"})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 < length <= LONGEST:
            return self.reply(413, {"error": "too long"})
        body = self.rfile.read(length)
        try:
            match self.path:
                case "/control" if self.server.control and self.is_local():
                    self.obey(json.loads(body))
                case p if p == PATH:
                    self.check(body)
                case _:
                    self.reply(404, {"error": "unknown"})
        except (ValueError, KeyError, TypeError) as problem:
            self.reply(400, {"error": str(problem)})

    def is_local(self) -> bool:
        return ipaddress.ip_address(self.client_address[0]).is_loopback

    def obey(self, order: dict[str, Any]) -> None:
        behaviour = self.server.behaviour
        behaviour.order(
            order.get("behaviour", ""), order.get("times"), order.get("seconds", behaviour.seconds)
        )
        self.server.records.tell(order.get("people", {}))
        self.reply(200, {"ok": True})

    def check(self, body: bytes) -> None:
        try:
            self.server.doorkeeper.check(f"POST {PATH}", self.headers, body)
        except Unsigned as reason:
            return self.reply(401, {"error": str(reason)})
        kind = self.server.behaviour.take()
        if kind == "down":
            return self.reply(503, {"error": "maintenance"})
        answer = self.server.behaviour.spoil(kind, answer_to(json.loads(body), self.server.records))
        self.reply(200, answer, nonce=self.headers["X-Nonce"], spoiled=kind == "bad_signature")

    def reply(self, status: int, content: dict[str, Any], *, nonce: str = "", spoiled: bool = False) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        headers = signed(self.server.key, f"RESPONSE {status}", body, nonce) if nonce else {}
        if spoiled:
            headers["X-Signature"] = "0" * 64
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        """No identity number is ever in a line: only method, path and status."""
        super().log_message(format, *values)
