"""What is long finished, only computed: who lived by an award in which months, why it changed, where it was paid.

Two thirds were in payment before the first batch; each month brings a few new, changed and stopped households.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from apps.applications.entry import AccountEntry, Entry, IncomeEntry
from apps.applications.queries.preview import preview_of
from apps.desk.demo import households as h
from apps.desk.demo.days import Days, days_ago
from apps.desk.demo.people import Register
from apps.desk.demo.streets import Street
from apps.rules.calendar import add_months
from apps.standards.queries import standards_for

MONTHS = 24  # of batches
AT_FIRST = 50  # households of a street that are paid from the first month on
NEW, CHANGED, STOPPED = 0.62, 0.38, 0.25  # how likely each is in a street and month
SPLIT = 0.15  # how many live in another of the four streets
LATELY = 2  # in the last months each of the three happens in every street
WORDS = {
    "first": "符合条件，予以确认；标准调整时按新标准重新核定补差。",
    "taken_over": "符合条件，予以确认；自{month.year}年{month.month}月起列入本街道发放登记簿，标准调整时按新标准重新核定补差。",
    "raised": "家庭收入减少，重新核定补差，予以确认。",
    "lowered": "家庭收入增加，重新核定补差，予以确认。",
    "stopped": "家庭成员就业，人均收入超过标准，不再符合条件，自{month.year}年{month.month}月起停发。",
}


@dataclass
class Ruling:
    """One finished case: what was known, the day of each step, and the month from which it holds."""

    word: str
    entry: Entry
    dates: dict[str, dt.date]
    month: dt.date
    decided_on: dt.date

    @property
    def approve(self) -> bool:
        return self.word != "stopped"

    @property
    def text(self) -> str:
        return WORDS[self.word].format(month=self.month)


@dataclass
class Account:
    """Where a household was paid from `since` to `until`; `stranger` holds it where the holder is no member."""

    entry: AccountEntry
    since: dt.date
    until: dt.date | None = None
    stranger: str = ""


@dataclass
class Past:
    """One household with its rulings in order; `last_month` is the last one paid, if it was stopped."""

    residence: Street
    hukou: Street
    rulings: list[Ruling]
    last_month: dt.date | None = None
    accounts: list[Account] = field(default_factory=list)

    @property
    def entry(self) -> Entry:
        """As it applied first; incomes changed later, people and homes did not."""
        return self.rulings[0].entry

    @property
    def lives(self) -> bool:
        return self.last_month is None


class Planner:
    """Plans street by street and month by month; every choice comes from `rng`."""

    def __init__(
        self, streets: dict[str, Street], days: Days, rng: random.Random, register: Register
    ) -> None:
        self._streets, self._days, self._rng, self._register = streets, days, rng, register
        self.months = days.months(MONTHS)

    def plan(self) -> list[Past]:
        """All households, in the order of their streets."""
        return [past for street in self._streets.values() for past in self._plan_street(street)]

    def _plan_street(self, street: Street) -> list[Past]:
        pasts = [
            self._first(street, self._before_all(), "taken_over", self.months[0]) for _ in range(AT_FIRST)
        ]
        for month in self.months[1:]:
            lately = month in self.months[-LATELY:]
            for turn, likely in ((self._change, CHANGED), (self._stop, STOPPED)):
                if lately or self._rng.random() < likely:
                    turn(self._settled(pasts, month), month)
            if lately or self._rng.random() < NEW:
                pasts.append(self._first(street, self._early_in(month), "first", month))
        self._disturb_accounts(pasts)
        return pasts

    def _before_all(self) -> dt.date:
        """A decision in the ten months before the first batch."""
        return self._days.before(self.months[0], self._rng.randrange(3, 210))

    def _early_in(self, month: dt.date) -> dt.date:
        """One of the first working days: the batch of the month is drafted after it."""
        return self._days.of_month(month, self._rng.randint(1, 4))

    def _first(self, street: Street, decided_on: dt.date, word: str, month: dt.date) -> Past:
        others = [other for other in self._streets.values() if other is not street]
        residence = self._rng.choice(others) if self._rng.random() < SPLIT else street
        name = self._register.head()
        dates = self._dates(decided_on)
        while True:
            kind = h.draw_kind(self._rng, name)
            draft = h.draw(kind, name, rng=self._rng, register=self._register, day=self._days.day)
            entry = h.entry_of(
                draft,
                residence=residence,
                hukou=street,
                on=dates["submit"],
                applied=self._side(dates["submit"]),
            )
            if self._gives(entry, decided_on) and self._gives(entry, self._days.day):
                break
        past = Past(residence, street, [Ruling(word, entry, dates, month, decided_on)])
        past.accounts = [Account(entry.account, dates["submit"])]
        return past

    def _side(self, day: dt.date) -> str:
        """Where one applied: before 一城通办 only at the hukou street."""
        return "residence" if standards_for("TJ").switch("one_city", day) else "hukou"

    def _dates(self, decided_on: dt.date) -> dict[str, dt.date]:
        """The day of every step of a case that was decided on this day, announcement included."""
        return {
            name: self._days.before(decided_on, ago - 1) if name != "announce" else decided_on
            for name, ago in days_ago("announce", 0).items()
        }

    def _gives(self, entry: Entry, day: dt.date) -> bool:
        """Whether the rules give what was applied for, with money."""
        answer = preview_of(entry, day).assessment
        return answer is not None and answer.programme == entry.programme and answer.amount > 0

    def _settled(self, pasts: Sequence[Past], month: dt.date) -> Past:
        """A household that is paid and was not ruled on for half a year."""
        since = add_months(month, -6)
        found = [
            past
            for past in pasts
            if past.lives and past.rulings[-1].decided_on < since and past.entry.incomes
        ]
        return self._rng.choice(found)

    def _change(self, past: Past, month: dt.date) -> None:
        """The first income rose or fell; the new amount holds from the month after the decision."""
        last = past.rulings[-1].entry
        decided_on, income = self._early_in(month), last.incomes[0]
        for _ in range(8):
            step = Decimal(self._rng.choice((-1, 1)) * self._rng.randrange(60, 280, 10))
            entry = replace(
                last,
                incomes=(replace(income, amount=max(income.amount + step, Decimal(80))), *last.incomes[1:]),
            )
            if self._gives(entry, decided_on) and self._gives(entry, self._days.day):
                word = "lowered" if entry.incomes[0].amount > income.amount else "raised"
                past.rulings.append(self._ruling(word, entry, decided_on, month))
                return

    def _stop(self, past: Past, month: dt.date) -> None:
        """Somebody found work that carries the whole household; the month of the decision is still paid."""
        last, decided_on = past.rulings[-1].entry, self._early_in(month)
        wage = Decimal(self._rng.randrange(3300, 3700, 10)) * len(last.members)
        incomes = (IncomeEntry("m1", "W", wage, "monthly", note="新就业"), *last.incomes[1:])
        past.rulings.append(self._ruling("stopped", replace(last, incomes=incomes), decided_on, month))
        past.last_month = month

    def _ruling(self, word: str, entry: Entry, decided_on: dt.date, month: dt.date) -> Ruling:
        return Ruling(word, entry, self._dates(decided_on), add_months(month, 1), decided_on)

    def _disturb_accounts(self, pasts: Sequence[Past]) -> None:
        """A few accounts that cannot be paid: one that was put right since, and those of the batches of these days."""
        chosen = iter(self._rng.sample([past for past in pasts if past.lives], 5))
        middle, lately = self.months[MONTHS // 2], self.months[-1]
        self._renew(next(chosen), middle, add_months(middle, 2))
        self._renew(next(chosen), lately, None)
        stranger = self._succeed(next(chosen), lately, self._register.account())
        stranger.stranger = self._register.relative(self._register.surname(), male=True)
        shared = self._register.account()
        for past in chosen:
            self._succeed(past, lately, shared)

    def _renew(self, past: Past, since: dt.date, until: dt.date | None) -> None:
        """No account from `since` on, a new one from `until` on (None: none yet)."""
        past.accounts[-1].until = since
        if until is not None:
            entry = replace(past.entry.account, number=self._register.account())
            past.accounts.append(Account(entry, until))

    def _succeed(self, past: Past, since: dt.date, number: str) -> Account:
        """Another account from the day after `since` on."""
        past.accounts[-1].until = since
        entry = replace(past.entry.account, number=number)
        past.accounts.append(Account(entry, since + dt.timedelta(days=1)))
        return past.accounts[-1]


def all_rulings(pasts: Sequence[Past]) -> Iterator[tuple[Past, Ruling]]:
    """Every ruling with its household, the oldest application first: the order of the numbers."""
    pairs = [(past, ruling) for past in pasts for ruling in past.rulings]
    return iter(sorted(pairs, key=lambda pair: pair[1].dates["submit"]))
