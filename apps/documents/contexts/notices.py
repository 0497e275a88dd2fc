"""The notices: only what may be posted (民发〔2021〕57号 第二十四条)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.documents.contexts.head import fill
from apps.documents.words import basis_of


@dataclass(frozen=True)
class Contact:
    """Where to turn to. `side`: 户籍地, 居住地, 监督; the telephone is an office's, never a person's."""

    side: str
    name: str
    office_phone: str


@dataclass(frozen=True)
class Place:
    """Where a notice hangs. `side`: 户籍地 or 居住地."""

    side: str
    text: str


@dataclass(frozen=True)
class NoticeEntry:
    """One applicant on a notice; no amount where nothing is paid monthly."""

    applicant_name: str
    persons: int
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class PublicNotice:
    """审核公示: name, number of persons, proposed amount, period, places, objection lines; nothing else.

    `ends`: what is proposed is the end of the support (特困终止).
    """

    programme: str
    entries: tuple[NoticeEntry, ...]
    from_on: dt.date
    to_on: dt.date
    places: tuple[Place, ...]
    contacts: tuple[Contact, ...]
    ends: bool = False
    basis: str = ""

    def __post_init__(self) -> None:
        fill(self, basis=basis_of(self.programme, "stop_notice" if self.ends else "public_notice"))

    @property
    def word(self) -> str:
        """What its title says of the programme."""
        return "终止" if self.ends else "审核"

    @property
    def days(self) -> int:
        """Calendar days of the period, both ends included."""
        return (self.to_on - self.from_on).days + 1


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """审核确认公布: name, number of persons and amount, where it hangs and whom to call."""

    programme: str
    entries: tuple[NoticeEntry, ...]
    first_month: dt.date
    places: tuple[Place, ...]
    contacts: tuple[Contact, ...]
    basis: str = ""

    def __post_init__(self) -> None:
        fill(self, basis=basis_of(self.programme, "announcement"))
