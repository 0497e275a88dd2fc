"""The year by hand: what each household should get and when it should be reviewed, with plain arithmetic.

Nothing here asks the system; the figures are those of the documents (1,010 and from 2025-09-01 1,045 yuan, six months of
taper, reviews every six or twelve months that open thirty days before they fall due).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from apps.rules.calendar import Month, add_months, month_of

CHANGED = dt.date(2025, 9, 1)
BEFORE, AFTER = Decimal(1010), Decimal(1045)
TAPER = (Decimal(1), Decimal(1), Decimal(1), Decimal("0.5"), Decimal("0.5"), Decimal("0.5"))
LEAD = dt.timedelta(days=30)
FEN = Decimal("0.01")


def standard(month: Month) -> Decimal:
    return AFTER if month.first >= CHANGED else BEFORE


def months(first: Month, until: Month) -> Iterator[Month]:
    while first <= until:
        yield first
        first = first.plus(1)


@dataclass
class Home:
    """`due`: yuan by month; `last_month`: the last month of an award that ends; `office`: who reviews now, and pays
    from `paid_here_from` on."""

    place: int
    household: object
    office: object
    members: int
    income: Decimal
    steady: bool
    last_review: dt.date
    until: Month
    due: dict[Month, Decimal] = field(default_factory=dict)
    overpaid: dict[Month, Decimal] = field(default_factory=dict)
    tapered: list[Month] = field(default_factory=list)
    last_month: Month | None = None
    paid_here_from: Month | None = None
    under_review: dt.date | None = None
    reviews: int = 0

    @property
    def next_due(self) -> dt.date:
        return add_months(self.last_review, 12 if self.steady else 6)

    def falls_due(self, day: dt.date) -> bool:
        """Whether a review has to be open on the day that is not: never one after the award has ended."""
        ended = self.last_month is not None and self.last_month < month_of(self.next_due)
        return self.under_review is None and self.next_due - LEAD <= day and not ended

    def reviewed(self, day: dt.date) -> None:
        self.last_review, self.under_review = day, None
        self.reviews += 1

    def settle(self, first: Month) -> None:
        """From `first` on what the standard of each month gives; above it six months of taper, and then nothing."""
        self.tapered = [month for month in self.tapered if month < first]
        if standard(first) * self.members > self.income:
            self.last_month = None
            for month in months(first, self.until):
                self.due[month] = standard(month) * self.members - self.income
            return
        base = self.due[first.plus(-1)]
        for place, month in enumerate(months(first, first.plus(len(TAPER) - 1))):
            self.due[month] = (base * TAPER[place]).quantize(FEN)
            self.tapered.append(month)
        self._end(first.plus(len(TAPER) - 1))

    def found_out(self, happened: dt.date, paid_until: Month) -> None:
        """A job that nobody reported: nothing is due from the month after, and what was paid is asked back."""
        since = month_of(happened).plus(1)
        self.overpaid = {month: self.due[month] for month in months(since, paid_until)}
        self._end(since.plus(-1))

    def _end(self, last: Month) -> None:
        self.last_month = last
        for month in months(last.plus(1), self.until):
            self.due[month] = Decimal(0)

    def paid(self) -> dict[Month, Decimal]:
        """What must have been paid, month by month, when the year is over."""
        sums = {
            month: amount + self.overpaid.get(month, Decimal(0))
            for month, amount in self.due.items()
            if month <= self.until
        }
        return {month: amount for month, amount in sums.items() if amount}
