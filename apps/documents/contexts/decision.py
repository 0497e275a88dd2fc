"""The letters of a decision."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.documents.contexts.calculation import Calculation
from apps.documents.contexts.head import fill
from apps.documents.words import OTHER_HELP, basis_of, duties_of
from apps.rules.amounts import in_words


@dataclass(frozen=True)
class MemberLine:
    """A member in a letter: masked number (`mask_id_number(…, birth_date_shown=False)`), no birth date."""

    name: str
    relation: str
    id_masked: str = ""


@dataclass(frozen=True)
class AmountPart:
    """One kind of money of a decision, yuan a month; `payee` where it does not go to the household."""

    label: str
    amount: Decimal
    payee: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionLetter:
    """审核确认通知书: the result with the whole calculation; `amount` zero where nothing is paid monthly.

    `applied_for`: the programme asked for, where it is another one. `parts`: the kinds of money, where there are
    several. `valid_to`: the last day of a recognition for a time. `choice_text`: what the family chose and what
    follows. `care_text`: self-care level and placement.
    """

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
    applied_for: str = ""
    parts: tuple[AmountPart, ...] = ()
    valid_to: dt.date | None = None
    choice_text: str = ""
    care_text: str = ""
    objection_result: str = "公示期内无异议"
    duties: tuple[str, ...] = ()
    amount_in_words: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        fill(
            self,
            amount_in_words=in_words(self.amount),
            duties=duties_of(self.programme),
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
        fill(self, other_help=OTHER_HELP, basis=basis_of(self.programme, "denial"))
