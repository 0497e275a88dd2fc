"""待遇调整通知书 (D15) and 定期核查表 (D19)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.documents.contexts.calculation import Calculation
from apps.documents.contexts.head import fill
from apps.documents.words import adjustment_basis, duties_of, other_help_after
from apps.rules.amounts import in_words


@dataclass(frozen=True)
class TaperMonth:
    """One month of a taper: k of how many, the part of the frozen amount, yuan."""

    month: dt.date
    place: str
    ratio: str
    amount: Decimal


@dataclass(frozen=True)
class OverpaidMonth:
    """What was paid for a month and what was due, in yuan."""

    month: dt.date
    paid: Decimal
    due: Decimal
    difference: Decimal


@dataclass(frozen=True, kw_only=True)
class AdjustmentLetter:
    """What changes for the household, from when, why, by which law; the taper or the overpaid months as tables.

    `matter`: what it came from (定期核查, 主动报告的就业); `word`: stands in the title (调整, 停发, 渐退);
    `overpaid_open`: what the overpaid months rest on and nobody has confirmed, by name.
    """

    applicant_name: str
    programme: str
    matter: str
    effect: str
    word: str
    before: Decimal
    after: Decimal
    first_month: dt.date
    reasons: tuple[str, ...] = ()
    taper: tuple[TaperMonth, ...] = ()
    overpaid: tuple[OverpaidMonth, ...] = ()
    overpaid_total: Decimal = Decimal("0.00")
    overpaid_open: tuple[str, ...] = ()
    calculation: Calculation | None = None
    moved_to: str = ""
    next_review: dt.date | None = None
    after_in_words: str = ""
    duties: tuple[str, ...] = ()
    other_help: tuple[str, ...] = ()
    basis: str = ""

    def __post_init__(self) -> None:
        fill(
            self,
            after_in_words=in_words(self.after),
            duties=duties_of(self.programme),
            other_help=other_help_after(self.programme, self.effect),
            basis=adjustment_basis(self.programme, self.effect),
        )


@dataclass(frozen=True, kw_only=True)
class ReviewForm:
    """定期核查表: the period, what changed, what was checked and seen, the result, who and when next."""

    applicant_name: str
    programme: str
    kind: str
    last_review: dt.date
    reviewed_on: dt.date
    changes: tuple[str, ...] = ()
    check_text: str = ""
    visit_text: str = ""
    result: str
    reviewer: str
    decider: str
    next_review: dt.date
    basis: str = ""

    def __post_init__(self) -> None:
        fill(self, basis=adjustment_basis(self.programme, "review"))
