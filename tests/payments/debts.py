"""What comes after too much was paid, as rules of a state machine: recovered, held back as the district says, paid back."""

import datetime as dt
from collections import Counter
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from apps.benefits import services as benefits
from apps.payments import services
from tests.payments.reckoning import ZERO, Debt, attempt

AMOUNTS = st.decimals(Decimal("0.01"), Decimal("3000.00"), places=2)
MONTHLY = st.decimals(Decimal("0.01"), Decimal("100.00"), places=2)  # held back of a month
BACK = st.sets(st.integers(1, 6), max_size=2)  # lines of the bank file that come back
AFTER = BACK | st.none()  # whether the month goes on after a change
STEPS = {"made": 0, "decisions": 0}  # really made, since Hypothesis ends some runs early
ACTS: Counter[str] = Counter()  # what the services really did


class Debts(RuleBasedStateMachine):
    """Needs `home`, `give`, `day` and `_goes_on` of the life that it belongs to."""

    @rule(place=st.integers(0, 3), again=st.none() | AMOUNTS, monthly=st.none() | MONTHLY)
    def recover(self, place: int, again: Decimal | None, monthly: Decimal | None) -> None:
        """Told, heard, decided; `again`: the months are then given another amount, as a corrected decision does."""
        home = self.home(place)
        if home.award.recoveries.filter(state="noticed").exists():
            return
        paid = {month: sum_ - home.ordered.get(month, ZERO) for month, sum_ in home.posted.items()}
        too_much = {
            month: sum_ - home.worth[month] for month, sum_ in paid.items() if sum_ > home.worth[month]
        }
        found = services.overpaid_by_ledger(home.award)
        assert {row.month: row.difference for row in found.months} == too_much
        if not too_much:
            return
        order = services.recover_by_ledger(home.award, reason="核对", by=self.w.reviewer, on=self.day)
        benefits.hear_household(order, statement="没有陈述", by=self.w.reviewer, on=self.day)
        plan = [(self.day + dt.timedelta(days=30), order.total)]
        order = benefits.decide_recovery(
            order, recover=True, text="同意", instalments=plan, by=self.w.approver, on=self.day
        )
        home.debts.append(Debt(order, order.total))
        for month, sum_ in too_much.items():
            home.ordered[month] = home.ordered.get(month, ZERO) + sum_
        ACTS["recover"] += 1
        first = min(too_much)
        if again and first <= home.last:
            self.give(home, again, first)
            ACTS["recovered and given again"] += 1
        if monthly:
            self.hold_back(home.debts[-1], monthly)

    @property
    def open_debts(self) -> list[Debt]:
        return [debt for home in self.homes for debt in home.debts if debt.left]

    @precondition(lambda self: self.open_debts)
    @rule(which=st.integers(0, 9), monthly=st.just(ZERO) | MONTHLY, after=AFTER)
    def set_off(self, which: int, monthly: Decimal, after: set[int] | None) -> None:
        """The district lets something be held back of each month, or ends that."""
        self.hold_back(self.open_debts[which % len(self.open_debts)], monthly)
        self._goes_on(after)

    def hold_back(self, debt: Debt, monthly: Decimal) -> None:
        STEPS["decisions"] += 1
        _, refused = attempt(
            benefits.decide_set_off,
            debt.order,
            monthly=monthly,
            from_month=self.day,
            reference=f"区 {STEPS['decisions']}",
            text="同意",
            by=self.w.supervisor,
            on=self.day,
        )
        assert refused in ("", "nothing_left", "nothing_to_stop"), refused
        if not refused:
            debt.monthly = monthly
            ACTS["set off" if monthly else "set off ended"] += 1

    @precondition(lambda self: self.open_debts)
    @rule(which=st.integers(0, 9), amount=MONTHLY)
    def pay_back(self, which: int, amount: Decimal) -> None:
        debt = self.open_debts[which % len(self.open_debts)]
        STEPS["decisions"] += 1
        amount = min(amount, debt.left)
        benefits.receive_repayment(
            debt.order, amount, number=f"收 {STEPS['decisions']}", by=self.w.hukou_clerk, on=self.day
        )
        debt.left -= amount
        refused = attempt(
            benefits.receive_repayment,
            debt.order,
            debt.left + 1,
            number=f"多 {STEPS['decisions']}",
            by=self.w.hukou_clerk,
            on=self.day,
        )[1]
        assert refused == ("too_much" if debt.left else "not_open")
        ACTS["paid back"] += 1
