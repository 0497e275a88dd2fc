"""追回决定书 (D15b): the months, the total, when and where it is paid back, what follows; and what is held back of later months."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.documents.contexts.adjustment import OverpaidMonth
from apps.documents.contexts.head import fill
from apps.documents.words import recovery_basis
from apps.rules.amounts import in_words


@dataclass(frozen=True)
class Instalment:
    """Yuan that are due on a day."""

    due_on: dt.date
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class RecoveryLetter:
    """What was found, month by month what was paid and due, the plan. `fraud`: the district may fine besides.

    `open_points`: what the months rest on and nobody has confirmed, by name.
    """

    applicant_name: str
    programme: str
    reason: str
    statement: str
    text: str
    months: tuple[OverpaidMonth, ...]
    total: Decimal
    instalments: tuple[Instalment, ...]
    good_faith: bool = False
    fraud: bool = False
    open_points: tuple[str, ...] = ()
    total_in_words: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        fill(self, total_in_words=in_words(self.total), basis=recovery_basis(fraud=self.fraud))


@dataclass(frozen=True, kw_only=True)
class SetOffLetter:
    """What the district lets be held back of each month from `from_month` on; `monthly` of 0 yuan ends it.

    `left`: yuan that were still to come back on the day of the letter.
    """

    applicant_name: str
    programme: str
    order_number: str
    order_day: dt.date
    reference: str
    text: str
    total: Decimal
    left: Decimal
    monthly: Decimal
    from_month: dt.date
    months: int = 0
    monthly_in_words: str = ""

    def __post_init__(self) -> None:
        fill(self, monthly_in_words=in_words(self.monthly))
