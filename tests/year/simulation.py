"""A year night by night: every night opens what falls due, every working day works off what waits, every month is paid.

What happens to whom is planned in `happenings`. Beside the services runs a ledger that is kept by hand (`ledger`); `judging`
compares both.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from apps.benefits import rehearsal as rehearsing
from apps.documents.services import originals_by_first_readers
from apps.payments.services import approve_batch, draft_batch
from apps.reviews.models import Campaign, Found, Review
from apps.reviews.services import (
    ChangeEntry,
    close_campaign,
    decide,
    exclude_row,
    open_campaign,
    open_reviews,
    report_change,
    submit_review,
    submit_verification,
)
from apps.routing.models import Case
from apps.routing.services import advance, take_step
from apps.rules.calendar import Month, month_of
from apps.standards.models import Standard
from apps.standards.queries import work_calendar
from apps.standards.services import withdraw_standard
from tests.benefits.caseload import draft, policy, second
from tests.benefits.makers import user, world
from tests.year.happenings import HIDDEN, PUBLISHED, family, happenings
from tests.year.ledger import AFTER, CHANGED, Home
from tests.year.people import settle_in

PAID_ON = 7  # the working day of the month
WORKED_BEFORE_DUE = dt.timedelta(days=4)


@dataclass
class Year:
    """One run from `first` to `last` day; with `every_tenth_missed` the nights are caught up by the next."""

    households: int
    first: dt.date = dt.date(2025, 1, 1)
    last: dt.date = dt.date(2025, 12, 31)
    every_tenth_missed: bool = False
    settled: Callable[[], object] = bool  # called once when everybody has settled in
    homes: list[Home] = field(default_factory=list)
    done: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @originals_by_first_readers()
    def run(self) -> "Year":
        self._begin()
        self.settled()
        day, night = self.first, 0
        while day <= self.last:
            night += 1
            if not (self.every_tenth_missed and night % 10 == 0):
                self._night(day)
            if self.calendar.is_working_day(day):
                self._working_day(day)
            day += dt.timedelta(days=1)
        self._night(self.last)
        self._close_list()
        return self

    def _begin(self) -> None:
        self.w = w = world()
        w.far_reviewer, w.far_clerk = user("外街初审", w.elsewhere, "reviewer"), w.stranger
        self.calendar, self.until = work_calendar(), month_of(self.last)
        self.before = _standard_of_before()
        self._settle_in()
        self.worked: Counter[Month] = Counter()
        self.events = happenings(self.homes, self.calendar, self.first, self.last)
        self.campaign: Campaign = open_campaign(
            w.hukou.parent, title="定期核查", due_from=self.first, due_to=self.last - dt.timedelta(days=60),
            by=w.supervisor, on=self.first,
        )  # fmt: skip

    def _settle_in(self) -> None:
        families = [family(place, self.first) for place in range(self.households)]
        awards = settle_in(self.w, families, self.first)
        for place, (award, one) in enumerate(zip(awards, families, strict=True)):
            home = Home(
                place, award.household, self.w.hukou, one.members, one.income, one.steady, one.decided, self.until
            )  # fmt: skip
            home.settle(month_of(self.first))
            self.homes.append(home)
        self.by_household = {home.household.pk: home for home in self.homes}

    # Nights and days ------------------------------------------------------------------------------------------

    def _night(self, day: dt.date) -> None:
        """What the night opens is what the ledger says, no household more and none less."""
        expected = {home.household.pk for home in self.homes if home.falls_due(day)}
        open_reviews(day)
        opened = set(
            Review.objects.filter(
                reviewed_on=None, cancelled_on=None, opened_on=day, case__household__in=expected | {0}
            ).values_list("case__household_id", flat=True)
        )
        many = Review.objects.filter(opened_on=day, case__isnull=False).count()
        known = sum(1 for home in self.homes if home.under_review == day)
        if opened != expected or many != len(expected) + known:
            self.wrong.append(f"{day}：应开始核查 {len(expected)} 户，开始 {many - known} 户")
        for pk in opened:
            self.by_household[pk].under_review = day
        self.done["nights"] += 1

    def _working_day(self, day: dt.date) -> None:
        self.worked[month_of(day)] += 1
        if day == PUBLISHED:
            self._publish(day)
        for home, kind in self.events.get(day, ()):
            self._happens(home, kind, day)
        for home in self.homes:
            if home.under_review and home.next_due <= day + WORKED_BEFORE_DUE:
                self._review(home, day)
        if self.worked[month_of(day)] == PAID_ON:
            self._pay(day)

    def _publish(self, day: dt.date) -> None:
        """The new standard: drafted, tried on everybody, published by a second person, every live award recalculated."""
        made = rehearsing.draft_rehearsal([draft(str(AFTER), CHANGED, on=day)], by=policy(), on=day)
        rehearsing.rehearse(made.pk)
        rehearsing.publish_rehearsal(made, by=second(), on=day)
        self.rehearsal = rehearsing.recalculate(made.pk)
        self.done["recalculated"] = self.rehearsal.recalculation.done if self.rehearsal.recalculation else 0

    def _pay(self, day: dt.date) -> None:
        w = self.w
        payers = {w.hukou: (w.hukou_clerk, w.approver)}
        moved = [home for home in self.homes if home.paid_here_from and home.paid_here_from <= month_of(day)]
        if moved:
            payers[w.elsewhere] = (w.far_clerk, w.far_approver)
        for office, (clerk, approver) in payers.items():
            approve_batch(draft_batch(office, day, by=clerk, on=day), by=approver, on=day)
        self.done["batches"] += len(payers)

    def _deciders(self, home: Home):
        w = self.w
        return (w.reviewer, w.approver) if home.office == w.hukou else (w.far_reviewer, w.far_approver)

    def _review(self, home: Home, day: dt.date) -> None:
        reviewer, approver = self._deciders(home)
        case = Review.objects.select_related("case").get(
            case__household=home.household, reviewed_on=None, cancelled_on=None
        ).case  # fmt: skip
        if case.split and case.steps.filter(name="home_visit", done_on=None).exists():
            self._visit(case, day)
        submit_review(case, text="核查完毕。", by=reviewer, on=day)
        decide(case, agree=True, text="同意。", by=approver, on=day)
        home.reviewed(day)
        self.done["reviews"] += 1

    # What happens to a household ------------------------------------------------------------------------------

    def _happens(self, home: Home, kind: str, day: dt.date) -> None:
        next_month = month_of(day).plus(1)
        match kind:
            case "birth":
                self._report(home, day, kind, name="新生儿", sex="female")
                home.members += 1
            case "death":
                self._report(home, day, kind, who=1)
                home.members -= 1
            case "job_start":
                home.income = Decimal(2000 * home.members)
                self._report(home, day, kind, who=0, amount=str(home.income))
            case "job_end":
                home.income = Decimal(0)
                self._report(home, day, kind, who=0)
            case "hukou":
                self._report(home, day, kind, office=self.w.elsewhere.code)
                home.office, home.last_review, home.under_review = self.w.elsewhere, day, None
                home.paid_here_from = next_month
            case "residence":
                self._report(home, day, kind, office=self.w.residence.code, address="迁入地")
            case "hidden_job":
                self._find_out(home, day)
                return
        home.settle(next_month)

    def _find_out(self, home: Home, day: dt.date) -> None:
        """A job of weeks ago that came up by a comparison of data."""
        amount, happened = Decimal(2000 * home.members), day - HIDDEN
        paid_until = month_of(day) if self.worked[month_of(day)] > PAID_ON else month_of(day).plus(-1)
        self._report(home, happened, "job_start", on=day, found=Found.DISCOVERED, who=0, amount=str(amount))
        home.income, home.under_review = amount, None
        home.found_out(happened, paid_until)

    def _report(
        self, home: Home, day: dt.date, kind: str, *, on: dt.date | None = None, found: Found = Found.REPORTED,
        who: int | None = None, **detail: str,
    ) -> None:  # fmt: skip
        on = on or day
        reviewer, approver = self._deciders(home)
        by = self.w.hukou_clerk if home.office == self.w.hukou else self.w.far_clerk
        people = list(home.household.memberships.filter(valid_to=None).order_by("position"))
        person = people[who].person_id if who is not None else None
        entry = ChangeEntry(kind, day, found=found, person=person, detail=detail)
        report = report_change(home.household, entry, at=home.office, by=by, on=on)
        if kind == "residence":
            self._visit(report.case, on)
        submit_verification(report.case, text="属实。", by=reviewer, on=on)
        decide(report.case, agree=True, text="同意。", by=approver, on=on)
        self.done[kind if found == Found.REPORTED else "hidden_job"] += 1

    @transaction.atomic
    def _visit(self, case: Case, day: dt.date) -> None:
        """The street of the residence cooperates."""
        by = self.w.clerk if case.front_office == self.w.residence else self.w.hukou_clerk
        advance(take_step(case, "home_visit", by=by, on=day), by=by, on=day, summary="已入户。")

    def _close_list(self) -> None:
        """Whoever is not reviewed any more is left out with the reason; then the list closes, or it does not add up."""
        gone = {
            home.household.pk: home for home in self.homes if home.last_month or home.office != self.w.hukou
        }
        rows = self.campaign.rows.select_related("campaign__office", "grant__case")
        for row in rows.filter(grant__case__household__in=gone):
            if not Review.objects.filter(
                grant=row.grant, due_on=row.due_on, reviewed_on__isnull=False
            ).exists():
                reason = "待遇已停发或者已转移到迁入地街道"
                exclude_row(row, reason=reason, by=self.w.supervisor, on=self.last)
        self.campaign = close_campaign(self.campaign, by=self.w.supervisor, on=self.last)


def _standard_of_before() -> Standard:
    """Tianjin's standard as it stood at the beginning of 2025, without an end."""
    live = Standard.objects.filter(code__code="dibao_standard", jurisdiction__code="TJ", withdrawn_at=None)
    old, new = live.get(valid_to=dt.date(2025, 8, 31)), live.get(valid_from=CHANGED)
    for row in (new, old):
        withdraw_standard(row, reason="模拟年初", by=None, on=dt.date(2025, 1, 1))
    old.pk, old.withdrawn_at, old.withdrawn_by, old.valid_to = None, None, None, None
    old._state.adding = True
    old.save()
    return old
