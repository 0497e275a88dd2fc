"""调标测算: what a new standard would do to every household on record, before it is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .amounts import money
from .assess.judge import Judgement, Totals, judge
from .errors import RuleError
from .facts import Property
from .facts.household import ZERO as NOTHING
from .facts.household import at_least_one, take
from .measure import Measure
from .standards import Standards

ZERO = Decimal("0.00")
TEKUN_STANDARDS = (
    "tekun_standard_urban",
    "tekun_standard_rural_centralized",
    "tekun_standard_rural_dispersed",
)


@dataclass(frozen=True)
class StoredHousehold:
    """The stored totals of one case: n, Y in yuan a month, money owned in yuan."""

    case: str
    current_programme: str
    members: int
    income: Decimal
    monetary: Decimal = NOTHING
    cash_condition: bool = False

    def __post_init__(self) -> None:
        at_least_one(self.members)
        take(self, money, "income", "monetary")

    @property
    def totals(self) -> Totals:
        owned = Property(monetary=self.monetary)
        return Totals(self.members, Fraction(self.income), owned, self.cash_condition)


@dataclass(frozen=True)
class HouseholdChange:
    case: str
    before: Decimal
    programme_after: str
    after: Decimal
    difference: Decimal


@dataclass(frozen=True)
class Rehearsal:
    """Costs in yuan a month; `monthly_cost_after` counts only those whose programme stays, since others must apply."""

    households: tuple[HouseholdChange, ...]
    gains: tuple[str, ...]
    newly_qualifies_dibao: tuple[str, ...]
    newly_edge: tuple[str, ...]
    drops: tuple[str, ...]
    monthly_cost_before: Decimal
    monthly_cost_after: Decimal
    monthly_cost_if_all_apply: Decimal
    tekun_floor_ok: dict[str, bool]


def rehearse(
    value: Decimal, start: date, households: Iterable[StoredHousehold], standards: Standards, day: date
) -> Rehearsal:
    """《措施》6: judge every stored household twice, by today's standard and by the new one from `start`, with the same formula.

    Old: S of the month of `day`, parameters on `day`; new: `value` (yuan per person and month), parameters on `start`.
    """
    if start <= day:
        raise RuleError("parameter_out_of_range", "new_standard.from")
    new = Fraction(money(value))
    pairs = [(one, _change(one, new, start, standards, day)) for one in households]
    changes = [change for _, change in pairs]
    return Rehearsal(
        tuple(changes),
        gains=_cases(pairs, _gains),
        newly_qualifies_dibao=_cases(pairs, _newly_dibao),
        newly_edge=_cases(pairs, _newly_edge),
        drops=_cases(pairs, _drops),
        monthly_cost_before=sum((change.before for change in changes), ZERO),
        monthly_cost_after=sum((change.after for one, change in pairs if _stays(one, change)), ZERO),
        monthly_cost_if_all_apply=sum((change.after for change in changes), ZERO),
        tekun_floor_ok=_tekun_floor_ok(new, start, standards),
    )


def _change(
    one: StoredHousehold, new: Fraction, start: date, standards: Standards, day: date
) -> HouseholdChange:
    old: Judgement = judge(one.totals, Measure(standards, day, one.members))
    after = judge(one.totals, Measure(standards, start, one.members, new))
    before = old.amount if one.current_programme == old.programme else ZERO
    return HouseholdChange(one.case, before, after.programme, after.amount, after.amount - before)


def _cases(pairs: list[tuple[StoredHousehold, HouseholdChange]], holds) -> tuple[str, ...]:
    return tuple(one.case for one, change in pairs if holds(one, change))


def _stays(one: StoredHousehold, change: HouseholdChange) -> bool:
    return one.current_programme == change.programme_after


def _gains(one: StoredHousehold, change: HouseholdChange) -> bool:
    return _stays(one, change) and change.after > change.before


def _newly_dibao(one: StoredHousehold, change: HouseholdChange) -> bool:
    return change.programme_after == "dibao" and one.current_programme != "dibao"


def _newly_edge(one: StoredHousehold, change: HouseholdChange) -> bool:
    return one.current_programme == "none" and change.programme_after == "edge_household"


def _drops(one: StoredHousehold, change: HouseholdChange) -> bool:
    if one.current_programme == "dibao":
        return change.programme_after != "dibao"
    return one.current_programme == "edge_household" and change.programme_after == "none"


def _tekun_floor_ok(new: Fraction, start: date, standards: Standards) -> dict[str, bool]:
    """《措施》5「特困人员供养标准原则上不低于低保标准的1.3倍」: for each tekun standard on the day of the new one."""
    floor = standards.ratio("tekun_floor_multiple", start) * new
    return {code: standards.money(code, start) >= floor for code in TEKUN_STANDARDS}
