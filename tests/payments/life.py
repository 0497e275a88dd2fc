"""The whole life of awards as a state machine: opened, changed, tapered, stopped, held, paid, sent back, recovered, in any order.

Beside the services runs a plain reckoning in dictionaries, which knows nothing of SQL: what each month is worth by the
ledger, and what was listed for it. After every draft both must name the same yuan for every household.
"""

import datetime as dt
from decimal import Decimal

from django.db import DatabaseError, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from apps.benefits import services as benefits
from apps.benefits.queries import Part
from apps.payments import services
from apps.payments.models import BankFile, Payment
from apps.rules.calendar import Month, month_of
from apps.rules.taper import TaperPlan, TaperRow
from tests.benefits import makers
from tests.payments.debts import ACTS, AFTER, AMOUNTS, BACK, STEPS, Debts
from tests.payments.makers import answer, award, case_of, decision_of
from tests.payments.reckoning import (
    FIRST,
    NEVER,
    POSTED,
    TAMPERING,
    ZERO,
    Home,
    SentBack,
    attempt,
    month_at,
)

REFUSALS = ("draft_outdated", "nothing_listed", "register_differs")


class Life(Debts):
    """Rules are what people do; a rule that is refused has to be refused by the reckoning too."""

    w = None  # the people, made once for all runs

    def __init__(self) -> None:
        super().__init__()
        type(self).w = self.w or makers.world()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.homes: list[Home] = []
        self.month, self.stage, self.made = FIRST, "", None
        self.seals: dict[int, str] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize(amount=AMOUNTS)
    def begin(self, amount: Decimal) -> None:
        self.open(amount, 0)

    @property
    def day(self) -> dt.date:
        return self.month.first.replace(day=20)

    def home(self, place: int) -> Home:
        return self.homes[place % len(self.homes)]

    def decision(self, home: Home, amount: Decimal, first: Month):
        STEPS["decisions"] += 1
        case = case_of(home.award.household, self.w.hukou, f"变更 {STEPS['decisions']}")
        return decision_of(self.w, case, str(amount), first.first, on=self.day)

    # --- what decisions do -----------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.homes) < 4)
    @rule(amount=AMOUNTS, ago=st.integers(0, 3))
    def open(self, amount: Decimal, ago: int) -> None:
        first = max(FIRST, self.month.plus(-ago))
        made = award(self.w, f"户{len(self.homes)}", str(amount), first=first.first)
        worth = {month: amount for month in map(month_at, range(241)) if month >= first}
        self.homes.append(Home(made, worth, account=made.household.accounts.get().pk))
        ACTS["open"] += 1

    @rule(place=st.integers(0, 3), amount=AMOUNTS, move=st.integers(-3, 3), after=AFTER)
    def change(self, place: int, amount: Decimal, move: int, after: set[int] | None) -> None:
        home, first = self.home(place), self.month.plus(move)
        if min(home.worth) <= first <= home.last:
            self.give(home, amount, first)
            ACTS["change"] += 1
        self._goes_on(after)

    def give(self, home: Home, amount: Decimal, first: Month) -> None:
        benefits.change_amount(
            home.award,
            [Part("dibao", amount)],
            decision=self.decision(home, amount, first),
            first_month=first.first,
            by=self.w.approver,
            on=self.day,
        )
        home.give(first, amount, home.last)

    @rule(place=st.integers(0, 3), amount=AMOUNTS, ahead=st.integers(0, 2), after=AFTER)
    def taper(self, place: int, amount: Decimal, ahead: int, after: set[int] | None) -> None:
        home, first = self.home(place), self.month.plus(ahead)
        if not min(home.worth) <= first <= home.last:
            self._goes_on(after)
            return
        halves = [amount] * 3 + [(amount / 2).quantize(Decimal("0.01"))] * 3
        rows = tuple(
            TaperRow(first.plus(k), "taper", k + 1, Decimal(1), each) for k, each in enumerate(halves)
        )
        plan = TaperPlan("taper", amount, rows, exit_month=first.plus(6))
        benefits.schedule_taper(
            home.award, plan, decision=self.decision(home, amount, first), by=self.w.approver, on=self.day
        )
        home.last = first.plus(5)
        home.give(first, ZERO)
        for row in rows:
            home.worth[row.month] = row.amount
        ACTS["taper"] += 1
        self._goes_on(after)

    @rule(place=st.integers(0, 3), move=st.integers(-3, 2), after=AFTER)
    def stop(self, place: int, move: int, after: set[int] | None) -> None:
        home, last = self.home(place), self.month.plus(move)
        if not min(home.worth) <= last < home.last:
            self._goes_on(after)
            return
        decision = self.decision(home, Decimal("0.01"), last)
        benefits.stop_award(
            home.award, decision=decision, last_month=last.first, by=self.w.approver, on=self.day
        )
        home.last = last
        home.give(last.plus(1), ZERO)
        ACTS["stop"] += 1
        self._goes_on(after)

    @rule(place=st.integers(0, 3), new=st.booleans(), after=AFTER)
    def correct_account(self, place: int, new: bool, after: set[int] | None) -> None:
        """The account ends; another one takes its place, or none for now."""
        home = self.home(place)
        household = home.award.household
        household.accounts.filter(valid_to=None).update(valid_to=makers.SINCE)
        number = f"9999{household.accounts.count():03d}{household.pk:010d}"
        home.account = makers.bank_account(household, number).pk if new else None
        self._goes_on(after)

    # --- what the month does ---------------------------------------------------------------------------------------

    def draft(self) -> None:
        """Drafted, or written anew with what is known today; held against the reckoning line by line."""
        again = self.stage == "draft"
        known = self.made.pk if again else None
        for home in self.homes:
            home.listed = dict(home.posted)
        due = [home.due(self.month) for home in self.homes]
        returning = [
            one
            for home in self.homes
            for one in home.sent_back
            if one.batch in (None, known) and home.account not in (None, one.account)
        ]
        act, subject = (services.redraft_batch, [self.made]) if again else (self.draft_first, [])
        made, refused = attempt(act, *subject, by=self.w.hukou_clerk, on=self.day)
        if refused:
            assert (refused, any(due), returning) == ("nothing_due", False, [])
            self.relist()
            return
        self.made, self.stage = made, "draft"
        self.compare(due, returning)
        ACTS["draft"] += 1

    def draft_first(self, *, by, on: dt.date):
        return services.draft_batch(self.w.hukou, on, by=by, on=on)

    def relist(self) -> None:
        """What a draft that was refused to be written anew still lists."""
        for home in self.homes:
            for line in self.made.payments.filter(award=home.award) if self.made else ():
                month = month_of(line.month)
                home.listed[month] = home.listed.get(month, ZERO) + line.amount

    def compare(self, due: list[dict[Month, Decimal]], returning: list[SentBack]) -> None:
        for home, months in zip(self.homes, due, strict=True):
            rows = self.made.payments if home.account else self.made.held
            found: dict[Month, Decimal] = {}
            for line in rows.filter(award=home.award):
                assert isinstance(line.amount, Decimal)
                found[month_of(line.month)] = found.get(month_of(line.month), ZERO) + line.amount
            if found != months:
                STEPS.setdefault("noticed", STEPS["made"])
            assert found == months, (home.award, found, months)
            held = home.hold_back(months.get(self.month, ZERO) if home.account else ZERO)
            lines = self.made.payments.filter(award=home.award)
            assert sum((line.set_off for line in lines), ZERO) == held, (home.award, held)
            for month, amount in months.items() if home.account else ():
                home.listed[month] = home.listed.get(month, ZERO) + amount
            for one in home.sent_back:
                if one.batch in (None, self.made.pk):
                    one.batch = self.made.pk if one in returning else None
        assert self.made.retries.count() == len(returning)
        assert self.made.payments.count() + self.made.held.count() >= sum(map(len, due))

    def approve(self) -> None:
        """Refused only with a code that a clerk can do something about; then it is written anew and tried again."""
        made, refused = attempt(services.approve_batch, self.made, by=self.w.approver, on=self.day)
        if refused:
            assert refused in REFUSALS, refused
            ACTS[refused] += 1
            return
        self.made = made
        for home in self.homes:
            home.posted = dict(home.listed)
            ACTS["held back"] += bool(home.holding[1])
            home.posted_back()
        self.seals[self.made.pk], self.stage = "", "approved"
        self.seals = self.posted()

    def settle(self, failed: set[int], twice: bool) -> None:
        """Exported, answered by the bank, some lines sent back; the same answer may come twice."""
        file = services.export_batch(self.made, by=self.w.approver, on=self.day)
        services.make_bank_file(file.pk, chunk=2)
        self.stage = "settled"
        if not file.transfers.exists():
            return
        file = BankFile.objects.select_related("batch", "run").get(pk=file.pk)
        said = {"name": "x", "content": answer(file, *failed), "by": self.w.hukou_clerk, "on": self.day}
        services.match_return(services.receive_return(file, **said).pk)
        for back in file.transfers.filter(line__in=failed).select_related("payment"):
            home = next(home for home in self.homes if home.award.pk == back.payment.award_id)
            home.sent_back.append(SentBack(back.account_id))
            ACTS["sent back"] += 1
        if twice:
            assert attempt(services.receive_return, file, **said)[1] == "already_imported"
        ACTS["settled"] += 1

    def next_month(self) -> None:
        self.month, self.stage, self.made = self.month.plus(1), "", None

    def _goes_on(self, failed: set[int] | None, twice: bool = False) -> None:
        """The next thing of the month: draft, approval, bank, the month after; None for nothing."""
        if failed is None:
            return
        if self.stage == "":
            self.draft()
            if self.stage == "":
                self.next_month()
        elif self.stage == "draft":
            self.approve()
            if self.stage == "draft":
                self.draft()
        elif self.stage == "approved":
            self.settle(failed, twice)
        else:
            self.next_month()

    @rule(failed=BACK, twice=st.booleans())
    def goes_on(self, failed: set[int], twice: bool) -> None:
        self._goes_on(failed, twice)

    @precondition(lambda self: self.stage == "draft")
    @rule()
    def draft_anew(self) -> None:
        self.draft()

    @precondition(lambda self: self.seals)
    @rule(which=st.sampled_from(TAMPERING), place=st.integers(0, 99))
    def tamper(self, which: str, place: int) -> None:
        posted = sorted(self.seals)[place % len(self.seals)]
        if not Payment.objects.filter(batch=posted).exists():
            return
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(which, [posted])
        except DatabaseError as error:
            if not any(words in str(error) for words in ("批次已经批准", "只增不改")):
                raise  # refused, but not for what it is
            ACTS["tampering refused"] += 1
            return
        raise AssertionError(f"not refused: {which}")

    # --- what always holds -----------------------------------------------------------------------------------------

    def posted(self) -> dict[int, str]:
        with connection.cursor() as cursor:
            cursor.execute(POSTED, [list(self.seals)])
            return dict(cursor.fetchall())

    @invariant()
    def books_agree_and_what_was_posted_stays(self) -> None:
        STEPS["made"] += 1
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(NEVER))
            assert cursor.fetchone() is None
        if self.seals:
            assert self.posted() == self.seals
