"""What stands on each paper: one frozen dataclass per kind, written as JSON when the paper is issued.

A context holds what is printed and nothing else: names, masked numbers, amounts, days, sentences. The notices
hold only what may be posted (民发〔2021〕57号 第二十四条). `papers.py` says which kind has which context.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from apps.documents.words import DUTIES, OTHER_HELP, basis_of
from apps.rules.amounts import in_words
from apps.rules.lines import PARTS


def _fill(context: object, **values: object) -> None:
    """Give empty fields of a frozen dataclass their derived values; what was stored stays."""
    for name, value in values.items():
        if getattr(context, name) in ("", ()):
            object.__setattr__(context, name, value)


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands on every paper; made by `issue_document`, kept because offices are renamed."""

    office_name: str
    title: str
    number: str
    check_code: str
    issued_on: dt.date
    case_number: str = ""
    office_window: str = ""
    office_address: str = ""
    office_phone: str = ""
    reconsideration_body: str = ""


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


@dataclass(frozen=True)
class MemberLine:
    """A member in a letter: masked number (`mask_id_number(…, birth_date_shown=False)`), no birth date."""

    name: str
    relation: str
    id_masked: str = ""


@dataclass(frozen=True)
class CalculationLine:
    """One row of the computation. `kind` as in `apps.rules.lines.KINDS`; `text` stands where there is no amount."""

    part: str
    kind: str
    label: str
    because: str = ""
    citation: str = ""
    amount: Decimal | None = None
    text: str = ""


@dataclass(frozen=True)
class EquationTerm:
    """One term: operator, words of the value, name."""

    operator: str
    text: str
    label: str


@dataclass(frozen=True)
class StandardUsed:
    """A dated standard of the computation. `confirmed` False: shown as 待确认."""

    name: str
    value: str
    source: str
    confirmed: bool = True


@dataclass(frozen=True)
class OpenPoint:
    """待确认: a reading or a value that nobody has settled."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Calculation:
    """The whole computation, yuan a month."""

    lines: tuple[CalculationLine, ...]
    equation: tuple[EquationTerm, ...] = ()
    standards: tuple[StandardUsed, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()

    @property
    def parts(self) -> list[tuple[str, list[tuple[int, CalculationLine]]]]:
        """The rows, numbered, under the titles of their parts."""
        numbered = enumerate(self.lines, start=1)
        return [(part, list(rows)) for part, rows in groupby(numbered, key=lambda row: row[1].part)]


def calculation_lines(rows: Iterable[Mapping[str, Any]]) -> tuple[CalculationLine, ...]:
    """The rows of an assessment's answer (`Assessment.lines`, as JSON) as they are printed."""
    return tuple(
        CalculationLine(
            part=PARTS.get(row["part"], row["part"]),
            kind=row["kind"],
            label=row["label"],
            because=row.get("because") or "",
            citation=row.get("citation") or "",
            amount=None if row.get("amount") is None else Decimal(row["amount"]),
            text=row.get("text") or "",
        )
        for row in rows
    )


def equation_terms(terms: Iterable[Mapping[str, Any]]) -> tuple[EquationTerm, ...]:
    """The equation of an assessment's answer (JSON) as it is printed."""
    return tuple(EquationTerm(term["operator"], term["text"], term["label"]) for term in terms)


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
    visit_started_by: dt.date | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        _fill(self, basis=basis_of(self.programme, "accept"))


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
        _fill(self, basis=basis_of(self.programme, "supplement"))


@dataclass(frozen=True, kw_only=True)
class PublicNotice:
    """审核公示: name, number of persons, proposed amount, period, places, objection lines; nothing else."""

    programme: str
    entries: tuple[NoticeEntry, ...]
    from_on: dt.date
    to_on: dt.date
    places: tuple[Place, ...]
    contacts: tuple[Contact, ...]
    basis: str = ""

    def __post_init__(self) -> None:
        _fill(self, basis=basis_of(self.programme, "public_notice"))

    @property
    def days(self) -> int:
        """Calendar days of the period, both ends included."""
        return (self.to_on - self.from_on).days + 1


@dataclass(frozen=True, kw_only=True)
class DecisionLetter:
    """审核确认通知书: the result with the whole calculation; `amount` zero where nothing is paid monthly."""

    applicant_name: str
    programme: str
    applied_on: dt.date
    applied_at: str
    first_month: dt.date
    amount: Decimal
    members: tuple[MemberLine, ...]
    calculation: Calculation
    review_months: int
    next_review: dt.date
    account_tail: str = ""
    objection_result: str = "公示期内无异议"
    duties: tuple[str, ...] = ()
    amount_in_words: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        _fill(
            self,
            amount_in_words=in_words(self.amount),
            duties=DUTIES,
            basis=basis_of(self.programme, "decision"),
        )


@dataclass(frozen=True)
class DenialReason:
    """Why not: reason code and words, the article, and the figures it rests on."""

    code: str
    text: str
    basis: str
    figures: str = ""


@dataclass(frozen=True, kw_only=True)
class DenialLetter:
    """不予确认通知书: reasons with law and figures, appeal, and what other help there is."""

    applicant_name: str
    programme: str
    applied_on: dt.date
    applied_at: str
    reasons: tuple[DenialReason, ...]
    calculation: Calculation | None = None
    other_help: tuple[str, ...] = ()
    basis: str = ""

    def __post_init__(self) -> None:
        _fill(self, other_help=OTHER_HELP, basis=basis_of(self.programme, "denial"))


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
        _fill(self, basis=basis_of(self.programme, "announcement"))
