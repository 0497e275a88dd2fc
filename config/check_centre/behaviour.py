"""What the centre can be told to do: be slow, leave sources out, be wrong, be down, answer twice, sign badly."""

import json
import time
from threading import Lock
from typing import Any

KINDS = ("slow", "partial", "wrong_person", "malformed", "down", "twice", "bad_signature", "other_number")
SECONDS = 3.0  # how slow; the site waits less by its own setting
PARTIAL = ("bank", "securities", "internet_fin")


class Behaviour:
    """The order of the day: one kind, for the next `times` requests (None: until told otherwise)."""

    def __init__(self) -> None:
        self.kind, self.times, self.seconds = "", None, SECONDS
        self.lock = Lock()

    def order(self, kind: str, times: int | None = None, seconds: float = SECONDS) -> None:
        if kind and kind not in KINDS:
            raise ValueError(f"one of {KINDS}")
        with self.lock:
            self.kind, self.times, self.seconds = kind, times, seconds

    def take(self) -> str:
        """The kind for this request."""
        with self.lock:
            if not self.kind or self.times == 0:
                return ""
            if self.times is not None:
                self.times -= 1
            return self.kind

    def spoil(self, kind: str, answer: dict[str, Any]) -> dict[str, Any]:
        """The right answer as this kind would have it."""
        answers = answer["answers"]
        match kind:
            case "slow":
                time.sleep(self.seconds)
            case "partial":
                for one in answers:
                    if one["source"] in PARTIAL:
                        one |= {"state": "offline", "items": []}
            case "wrong_person":
                for one in answers[:1]:
                    one["id_number"] = "129999190001010001"
            case "malformed":
                for one in answers[:1]:
                    one |= {"state": "found", "items": [{"item": "income", "form": "W", "amount": "-12.345"}]}
            case "twice":
                changed = json.loads(json.dumps(answers))
                for one in changed:
                    for item in one["items"]:
                        item |= {"amount": "999999.00"} if "amount" in item else {}
                answer["answers"] = [*answers, *changed]
            case "other_number":
                answer["number"] = "HC-0000"
        return answer
