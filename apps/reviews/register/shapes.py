"""What was read of a register: its households line by line, and what is wrong in which cell."""

from dataclasses import dataclass, field
from typing import Any

from apps.reviews.register.columns import RELATIONS


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell."""

    row: int
    column: str
    message: str

    def to_plain(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "message": self.message}


@dataclass(slots=True)
class HouseholdRead:
    """One household: the line of its head and the texts of each of its lines by key."""

    place: int
    lines: list[dict[str, str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def head(self) -> dict[str, str]:
        return next((line for line in self.lines if RELATIONS.get(line["relation"]) == "head"), self.lines[0])
