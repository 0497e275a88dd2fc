"""临时救助: who takes it in, how much at most, who approves, until when; and the street's reserve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .amounts import money, shown
from .errors import RuleError
from .facts.household import at_least_one, take
from .standards import Standards

NEW_METHOD = date(2025, 1, 1)


@dataclass(frozen=True)
class Reserve:
    """备用金: hukou population of the street and the year's movements in yuan."""

    hukou_population: int
    payments: tuple[Decimal, ...] = ()
    replenishments: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class ReserveState:
    opening: Decimal
    balance: Decimal
    alert: bool


@dataclass(frozen=True)
class TemporaryFacts:
    type: str
    hukou_region: str
    persons: int
    requested: Decimal
    received_at: datetime
    emergency_office: str | None = None
    hukou_office: str | None = None
    residence_permit: bool = False
    reserve: Reserve | None = None

    def __post_init__(self) -> None:
        if self.type not in ("emergency", "expenditure"):
            raise RuleError("unknown_type", self.type)
        at_least_one(self.persons)
        take(self, money, "requested")


@dataclass(frozen=True)
class TemporaryAssistance:
    """Ceilings in yuan; `case_deliberation` is 一事一议."""

    accepted: bool
    reasons: tuple[str, ...]
    office: str | None = None
    per_person_ceiling: Decimal | None = None
    household_ceiling: Decimal | None = None
    street_authority: Decimal | None = None
    approver: str | None = None
    case_deliberation: bool = False
    reply_due_at: datetime | None = None
    warning_at: datetime | None = None
    reserve: ReserveState | None = None
    warnings: tuple[str, ...] = ()


def temporary_assistance(facts: TemporaryFacts, standards: Standards, day: date) -> TemporaryAssistance:
    """《社会救助暂行办法》第四十七条「国家对因火灾、交通事故等意外事件，家庭成员突发重大疾病等原因，导致基本生活暂时出现严重困难的家庭…
    给予临时救助」; 《措施》14.

    Where it is accepted, the ceilings, the approver and for emergencies the moments of reply and warning.
    """
    reserve = reserve_state(facts.reserve, standards, day) if facts.reserve else None
    refusal = _refusal(facts, standards, day)
    if refusal:
        return TemporaryAssistance(False, (refusal,), reserve=reserve)
    emergency = facts.type == "emergency"
    return TemporaryAssistance(
        accepted=True,
        reasons=(),
        office=facts.emergency_office if emergency else facts.hukou_office,
        **_ceilings(facts, standards, day),
        reply_due_at=_after(facts, "emergency_hours", standards, day) if emergency else None,
        warning_at=_after(facts, "emergency_warning_hours", standards, day) if emergency else None,
        reserve=reserve,
        warnings=("temporary_amounts_possibly_superseded",) if day >= NEW_METHOD else (),
    )


def _refusal(facts: TemporaryFacts, standards: Standards, day: date) -> str | None:
    if facts.hukou_region == standards.region:
        return None
    if facts.type == "expenditure":
        return "hukou_only"
    scope = standards.choice("emergency_scope", day, ("HUKOU_OR_PERMIT", "ANYONE"))
    return "no_hukou_or_permit" if scope == "HUKOU_OR_PERMIT" and not facts.residence_permit else None


def _ceilings(facts: TemporaryFacts, standards: Standards, day: date) -> dict[str, Any]:
    """天津临时救助（2021）: 3 months of S per person, 6 months of S per case for the street; above that the district, 一事一议."""
    standard, requested = standards.dibao(day), Fraction(facts.requested)
    person = standards.ratio("temp_living_cap", day) * standard
    household = person * facts.persons
    street = standards.ratio("temp_street_authority", day) * standard
    return {
        "per_person_ceiling": shown(person),
        "household_ceiling": shown(household),
        "street_authority": shown(street),
        "approver": "street" if requested <= min(street, household) else "district",
        "case_deliberation": requested > household,
    }


def _after(facts: TemporaryFacts, code: str, standards: Standards, day: date) -> datetime:
    """津民发〔2020〕19号「24小时内完成审核审批手续」: clock hours."""
    return facts.received_at + timedelta(hours=standards.integer(code, day))


def reserve_state(reserve: Reserve, standards: Standards, day: date) -> ReserveState:
    """《措施》14「备用金」: a yuan per hukou resident and year; alert strictly below a share of the opening balance."""
    opening = standards.money("reserve_fund_min", day) * reserve.hukou_population
    spent = sum(Fraction(money(amount)) for amount in reserve.payments)
    balance = opening - spent + sum(Fraction(money(amount)) for amount in reserve.replenishments)
    alert = balance < standards.ratio("reserve_alert_ratio", day) * opening
    return ReserveState(shown(opening), shown(balance), alert)
