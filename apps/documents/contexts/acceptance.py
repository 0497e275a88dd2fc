"""The slip of acceptance and the one notice of what is missing."""

import datetime as dt
from dataclasses import dataclass

from apps.documents.contexts.head import fill
from apps.documents.words import basis_of


@dataclass(frozen=True, kw_only=True)
class AcceptanceSlip:
    """受理通知书: from when the limits run, who does what next, how to ask."""

    applicant_name: str
    programme: str
    persons: int
    submitted_on: dt.date
    submitted_at: str
    accepted_on: dt.date
    materials: tuple[str, ...]
    front_office: str
    deciding_office: str
    limit_days: int
    decided_by: dt.date | None = None
    provisional: bool = False
    extended_because: str = ""
    limit_text: str = ""
    visit_started_by: dt.date | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        fill(self, basis=basis_of(self.programme, "accept"))


@dataclass(frozen=True)
class MissingItem:
    """A paper to bring. `where`: how it is got."""

    name: str
    reason: str = ""
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class SupplementNotice:
    """一次性补正告知书: everything that is missing, told once."""

    applicant_name: str
    programme: str
    submitted_on: dt.date
    submitted_at: str
    items: tuple[MissingItem, ...]
    due_on: dt.date | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        fill(self, basis=basis_of(self.programme, "supplement"))
