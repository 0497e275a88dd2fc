"""A year night by night: every night opens what falls due, every working day works off what waits, every month is paid.

Beside the services runs a ledger of its own, kept with plain arithmetic; at the end both must say the same.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from apps.benefits.models import Award
from apps.documents.services import originals_by_first_readers
from apps.payments.models import Payment
from apps.payments.services import draft_batch
from apps.reviews.models import Review
from apps.reviews.services import (
    ChangeEntry,
    decide,
    open_reviews,
    report_change,
    submit_review,
    submit_verification,
)
from apps.routing.models import Case
from apps.rules.calendar import Month, add_months, month_of
from apps.standards.queries import work_calendar
from tests.reviews.makers import standing, world

STANDARD = ((dt.date(2025, 9, 1), Decimal(1045)), (dt.date(2020, 9, 1), Decimal(1010)))
TAPER = (Decimal(1), Decimal(1), Decimal(1), Decimal("0.5"), Decimal("0.5"), Decimal("0.5"))
PAID_ON = 7  # the working day of the month
WORKED_BEFORE_DUE = dt.timedelta(days=4)


def standard(day: dt.date) -> Decimal:
    return next(amount for since, amount in STANDARD if since <= day)


@dataclass
class Home:
    """What the household should get, by hand: yuan by month; `steady`: reviewed once a year."""

    award: Award
    members: int
    income: Decimal
    steady: bool
    last_review: dt.date
    due: dict[Month, Decimal] = field(default_factory=dict)
    tapered: bool = False
    reviewed: list[dt.date] = field(default_factory=list)

    def settle(self, day: dt.date, first: Month, until: Month) -> None:
        """From `first` on what the standard of the day gives; above it six months of taper and then nothing."""
        amount = standard(day) * self.members - self.income
        before = self.due.get(first.plus(-1), Decimal(0))
        if amount > 0:
            self.due |= dict.fromkeys(_months(first, until), amount)
            return
        self.tapered = True
        rows = [(before * ratio).quantize(Decimal("0.01")) for ratio in TAPER]
        for place, month in enumerate(_months(first, until)):
            self.due[month] = rows[place] if place < len(rows) else Decimal(0)

    @property
    def next_due(self) -> dt.date:
        return add_months(self.last_review, 12 if self.steady else 6)


def _months(first: Month, until: Month):
    while first <= until:
        yield first
        first = first.plus(1)


@dataclass
class Year:
    """One run: from `first` to `last` day; `missed(n)` says whether night n is missed."""

    households: int
    first: dt.date = dt.date(2025, 1, 1)
    last: dt.date = dt.date(2025, 12, 31)
    every_tenth_missed: bool = False
    homes: list[Home] = field(default_factory=list)
    done: Counter = field(default_factory=Counter)

    @originals_by_first_readers()
    def run(self) -> "Year":
        self.w = world()
        self.until = month_of(self.last)
        self.homes = [self._settle_in(place) for place in range(self.households)]
        self.by_household = {home.award.household_id: home for home in self.homes}
        calendar, day, night = work_calendar(), self.first, 0
        working_days: Counter = Counter()
        while day <= self.last:
            night += 1
            if not (self.every_tenth_missed and night % 10 == 0):
                open_reviews(day)
                self.done["nights"] += 1
            if calendar.is_working_day(day):
                working_days[month_of(day)] += 1
                self._work(day)
                if working_days[month_of(day)] == PAID_ON:
                    draft_batch(self.w.hukou, day, by=self.w.hukou_clerk, on=day)
            day += dt.timedelta(days=1)
        open_reviews(self.last)
        return self

    def _settle_in(self, place: int) -> Home:
        """A household that was decided in the half year before, so that reviews spread over the year."""
        decided = self.first - dt.timedelta(days=5 + place * 37 % 170)
        steady, members = place % 4 == 0, 1 + place % 2
        income = Decimal(0) if steady else Decimal(200 + place * 70 % 500)
        names = (f"户主{place}", f"家人{place}")[:members]
        amount = standard(decided) * members - income
        award = standing(
            self.w, *names, amount=str(amount), wage=str(income), fixed=steady, able=not steady, split=False,
            decided=decided,
        )  # fmt: skip
        home = Home(award, members, income, steady, decided)
        home.due = dict.fromkeys(_months(month_of(decided), self.until), amount)
        return home

    # What happens on a working day ----------------------------------------------------------------------------

    def _work(self, day: dt.date) -> None:
        for place, home in enumerate(self.homes):
            if day == self._event_day(place):
                self._happens(place, home, day)
        ready = Case.objects.filter(
            kind="periodic_review",
            state="open",
            due_on__lte=day + WORKED_BEFORE_DUE,
            steps__name="periodic_review",
        )
        for case in ready.order_by("due_on", "household_id").distinct():
            self._review(case, day)

    def _event_day(self, place: int) -> dt.date:
        """A working day of one of the first three months (2025), the same in every run."""
        calendar = work_calendar()
        return calendar.working_days_after(self.first + dt.timedelta(days=10 + place * 13 % 70), 1)[0]

    def _review(self, case: Case, day: dt.date) -> None:
        home = self.by_household[case.household_id]
        submit_review(case, text="核查完毕。", by=self.w.reviewer, on=day)
        decide(case, agree=True, text="同意。", by=self.w.approver, on=day)
        home.last_review = day
        home.reviewed.append(day)
        self.done["reviews"] += 1
        if not home.tapered:
            home.settle(day, month_of(day).plus(1), self.until)

    def _happens(self, place: int, home: Home, day: dt.date) -> None:
        """Births, deaths, jobs found and lost; the other households have a quiet year."""
        match place % 10:
            case 1:
                self._report(home, day, "birth", name=f"新生{place}", sex="female")
                home.members += 1
            case 3 if home.members == 2:
                self._report(home, day, "death", who=1)
                home.members -= 1
            case 5:
                self._report(home, day, "job_start", who=0, amount=str(2000 * home.members))
                home.income = Decimal(2000 * home.members)
            case 7:
                self._report(home, day, "job_end", who=0)
                home.income = Decimal(0)
            case _:
                return
        home.settle(day, month_of(day).plus(1), self.until)

    def _report(self, home: Home, day: dt.date, kind: str, *, who: int | None = None, **detail: str) -> None:
        household = home.award.household
        people = list(household.memberships.filter(valid_to=None).order_by("position"))
        entry = ChangeEntry(
            kind, day, person=people[who].person_id if who is not None else None, detail=detail
        )
        report = report_change(household, entry, at=self.w.hukou, by=self.w.hukou_clerk, on=day)
        submit_verification(report.case, text="属实。", by=self.w.reviewer, on=day)
        decide(report.case, agree=True, text="同意。", by=self.w.approver, on=day)
        self.done[kind] += 1

    # What came of it ------------------------------------------------------------------------------------------

    def paid(self) -> dict[tuple[int, str], Decimal]:
        """Yuan by place of the household and month; a month that was paid twice would be an error of `twice`."""
        place_of = {home.award.pk: place for place, home in enumerate(self.homes)}
        found: dict[tuple[int, str], Decimal] = {}
        for payment in Payment.objects.filter(month__gte=self.first):
            key = (place_of[payment.award_id], f"{payment.month:%Y-%m}")
            found[key] = found.get(key, Decimal(0)) + payment.amount
        return found

    def differences(self) -> list[str]:
        """Everything that is not as the ledger kept by hand has it; empty when the year is right."""
        paid, wrong = self.paid(), []
        for place, home in enumerate(self.homes):
            for month in _months(month_of(self.first), self.until):
                expected = home.due.get(month, Decimal(0))
                got = paid.get((place, str(month)), Decimal(0))
                if got != expected:
                    wrong.append(f"第 {place} 户 {month}：应 {expected}，付 {got}")
            if home.tapered:
                many = Payment.objects.filter(award=home.award, kind="taper").count()
                left = sum(
                    1
                    for month in _months(month_of(self.first), self.until)
                    if home.due.get(month) and month >= self._taper_from(home)
                )
                if many != min(6, left):
                    wrong.append(f"第 {place} 户渐退付了 {many} 个月")
        return wrong

    def _taper_from(self, home: Home) -> Month:
        rows = home.award.amounts.filter(kind="taper").order_by("from_month")
        return month_of(rows.first().from_month)

    def overlooked(self) -> list[str]:
        """Households that were not reviewed when the rule says, or whose open review is later than it may be."""
        wrong = []
        for place, home in enumerate(self.homes):
            home.award.refresh_from_db()
            ended = home.award.to_month is not None and home.award.to_month < home.next_due.replace(day=1)
            open_one = Review.objects.filter(
                grant=home.award.decision, reviewed_on=None, cancelled_on=None
            ).first()
            if home.next_due <= self.last and not ended:
                wrong.append(f"第 {place} 户应于 {home.next_due} 核查，没有核查")
            if (
                home.next_due - dt.timedelta(days=30) <= self.last < home.next_due
                and not ended
                and open_one is None
            ):
                wrong.append(f"第 {place} 户 {home.next_due} 到期，没有开始核查")
        return wrong
