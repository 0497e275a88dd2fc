"""What the sources hold about a person: from the population file, else drawn from the identity number, always the same.

The population file is JSON: identity number → source → list of items. An item is `item` (income, monetary, home,
vehicle, company, expense, marriage, death), `form` (the word of the rules), `amount` (yuan, as text), `area`, `text`.
"""

import json
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

Item = dict[str, Any]
ADULT = 18


class Records:
    """The synthetic population; the file is read anew when it has changed."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.read_at = 0.0
        self.people: dict[str, dict[str, list[Item]]] = {}
        self.told: dict[str, dict[str, list[Item]]] = {}

    def of(self, number: str, source: str) -> list[Item]:
        """The items of one source about one person; () for no record."""
        self._refresh()
        known = self.told.get(number) or self.people.get(number)
        return list(known.get(source, ())) if known is not None else drawn(number, source)

    def tell(self, people: dict[str, dict[str, list[Item]]]) -> None:
        """Replace what is known of these people (tests and rehearsals)."""
        self.told |= people

    def _refresh(self) -> None:
        try:
            changed = self.path.stat().st_mtime if self.path else 0.0
        except OSError:
            return
        if self.path and changed != self.read_at:
            self.people, self.read_at = json.loads(self.path.read_text()), changed


def drawn(number: str, source: str) -> list[Item]:
    """Whoever stands in no file: one adult in six earns a wage, one in nine owns a second flat; nobody has died."""
    draw = int.from_bytes(sha256(number.encode()).digest()[:4], "big")
    adult = number[6:10].isdigit() and date.today().year - int(number[6:10]) >= ADULT  # noqa: DTZ011
    if not adult:
        return []
    if source == "tax" and draw % 6 == 0:
        return [
            {"item": "income", "form": "W", "amount": f"{1800 + draw % 17 * 100}.00", "text": "单位代扣代缴"}
        ]
    if source == "realestate" and draw % 9 == 0:
        return [{"item": "home", "form": "owned", "area": f"{38 + draw % 40}.50", "text": "不动产登记"}]
    if source == "bank":
        return [
            {"item": "monetary", "form": "deposit", "amount": f"{draw % 4000 + 100}.00", "text": "活期存款"}
        ]
    return []


def as_of(day: str) -> str:
    """The sources are a day behind the business day of the request."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
