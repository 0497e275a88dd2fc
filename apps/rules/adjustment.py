"""调整: what a new computation does to money that is already paid: keep, increase, reduce, taper, stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .amounts import money, shown
from .calendar import Month, month_of
from .facts.household import take
from .payment_start import payment_start
from .recovery import first_recovered_month
from .standards import Standards
from .taper import IncomeStep, TaperFacts, TaperPlan, plan_taper

ZERO = Decimal("0.00")
# Outcome of the taper rule -> what happens to the award.
EFFECTS = {
    "taper": "taper",
    "stop": "stop",
    "stop_and_recover": "stop",
    "moratorium_hold": "hold",
    "stays_dibao": "stop",
}


@dataclass(frozen=True)
class AdjustmentFacts:
    """What is paid now, what the household comes to today (yuan a month), and how it came about.

    `entitled`: today's computation gives the same programme. `income`: counted income of the household in yuan, where
    it is income that carries it over the standard (None: another reason). `changed_on`: the day of the change;
    `minor`: a change of income or property between two reviews that whoever verified it found not obvious.
    """

    programme: str
    amount: Decimal
    entitled: bool
    new_amount: Decimal
    counted_members: int = 1
    income: Decimal | None = None
    cause: str = "other"
    self_reported: bool = True
    changed_on: date | None = None
    died_on: date | None = None
    moratorium: bool = False
    minor: bool = False

    def __post_init__(self) -> None:
        take(self, money, "amount")
        take(self, money, "new_amount")


@dataclass(frozen=True)
class Adjustment:
    """`first_month`: of the new amount; for a stop the first month without payment. `recover_from`: the first month
    that was paid without right, None where nothing is to be recovered."""

    effect: str
    amount: Decimal
    first_month: Month
    plan: TaperPlan | None = None
    recover_from: Month | None = None


def adjust(facts: AdjustmentFacts, standards: Standards, day: date) -> Adjustment:
    """第三十二条「…家庭经济状况发生变化的…应当及时作出增发、减发、停发…决定」；津民发〔2020〕19号 二（二）「主动申报的…渐退期」.

    What happens to a standing award by the computation of `day`. Parameters of `day`.
    """
    if not facts.entitled:
        return _ended(facts, standards, day)
    frozen = facts.minor and freezes(standards, day, self_reported=facts.self_reported)
    if frozen or facts.new_amount == facts.amount:
        return Adjustment("keep", shown(facts.amount), month_of(day).plus(1))
    more = facts.new_amount > facts.amount
    if facts.died_on and not more:
        return _from_death(facts, "reduce", standards, day)
    start = payment_start(
        programme=facts.programme,
        change="increase" if more else "decrease",
        decision_date=day,
        amount=facts.new_amount,
        standards=standards,
    )
    first, late = start.first_month, None
    if not more:
        first, late = _earlier(facts, standards, day, first)
    return Adjustment("increase" if more else "reduce", shown(facts.new_amount), first, recover_from=late)


def freezes(standards: Standards, day: date, *, self_reported: bool) -> bool:
    """桥西区《实施意见》（八）、57号 第三十一条「复核期内救助对象家庭经济状况没有明显变化的，不再调整救助水平」.

    Whether a change that is not obvious waits for the next review; where reported changes are always worked off
    (`freeze_spares_reported`: Tianjin, whose texts do not say), only one that the office found itself.
    """
    if not standards.switch("freeze_between_reviews", day):
        return False
    return not (self_reported and standards.switch("freeze_spares_reported", day))


def _ended(facts: AdjustmentFacts, standards: Standards, day: date) -> Adjustment:
    """No longer entitled: held in a moratorium, tapered after a reported job, otherwise stopped."""
    if facts.died_on is not None:
        return _from_death(facts, "stop", standards, day)
    if facts.moratorium or standards.switch("exit_moratorium", day):
        return Adjustment("hold", shown(facts.amount), month_of(day).plus(1))
    if facts.programme == "dibao" and facts.income is not None:
        plan = plan_taper(_taper_facts(facts, day), standards, day)
        if EFFECTS[plan.outcome] == "taper":
            return Adjustment("taper", shown(facts.amount), plan.schedule[0].month, plan)
        late = plan.recovery_months[0].month if plan.recovery_months else None
        return Adjustment("stop", ZERO, month_of(day).plus(1), plan, late)
    start = payment_start(programme=facts.programme, change="stop", decision_date=day, standards=standards)
    first, late = _earlier(facts, standards, day, start.first_month)
    return Adjustment("stop", ZERO, first, recover_from=late)


def _from_death(facts: AdjustmentFacts, effect: str, standards: Standards, day: date) -> Adjustment:
    """民发〔2022〕83号: a death counts from the month after it, also when it becomes known late."""
    start = payment_start(
        programme=facts.programme,
        change="death",
        decision_date=day,
        event_date=facts.died_on,
        standards=standards,
    )
    late = start.first_month if start.first_month <= month_of(day) else None
    amount = shown(facts.new_amount) if effect == "reduce" else ZERO
    return Adjustment(effect, amount, start.first_month, recover_from=late)


def _earlier(
    facts: AdjustmentFacts, standards: Standards, day: date, first: Month
) -> tuple[Month, Month | None]:
    """《措施》7: what was not reported is recovered from the month after the change; the award itself changes now."""
    if facts.self_reported or facts.changed_on is None:
        return first, None
    since = first_recovered_month(month_of(facts.changed_on), standards, day)
    return first, since if since < first else None


def _taper_facts(facts: AdjustmentFacts, day: date) -> TaperFacts:
    since = month_of(facts.changed_on or day)
    return TaperFacts(
        counted_members=facts.counted_members,
        base_benefit=facts.amount,
        over_standard_from=since,
        cause=facts.cause,
        self_reported=facts.self_reported,
        income_steps=(IncomeStep(since, facts.income or ZERO),),
        decision_date=day,
        discovered=None if facts.self_reported else day,
    )
