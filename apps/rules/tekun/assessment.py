"""特困供养测算: eligible or not, the standard in full and the care subsidy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..amounts import shown
from ..facts.tekun import TekunFacts
from ..lines import Line, Term, term
from ..plain import plain
from ..standards import StandardRow, Standards
from .explain import explain
from .work import SupporterAnswer, work_out


@dataclass(frozen=True)
class TekunAssessment:
    """Amounts in yuan a month; `monthly_total` is what would be paid, the floor is a check only."""

    person: str
    eligible: bool
    reasons: tuple[str, ...]
    no_labour_capacity: bool
    counted_income: Decimal
    supporters: tuple[SupporterAnswer, ...]
    self_care_level: str
    standard_code: str
    standard: Decimal
    care_subsidy: Decimal
    monthly_total: Decimal
    care_paid_to: str
    floor: Decimal
    floor_ok: bool
    lines: tuple[Line, ...]
    used: tuple[StandardRow, ...]

    @property
    def programme(self) -> str:
        return "tekun_support" if self.eligible else "none"

    @property
    def amount(self) -> Decimal:
        return self.monthly_total

    @property
    def equation(self) -> tuple[Term, ...]:
        """1,870.00 + 400.00 = 2,270.00; nothing for who is not eligible."""
        if not self.eligible:
            return ()
        return (
            term("", self.standard, "供养标准（元/人）"),
            term("+", self.care_subsidy, "照料护理补贴"),
            term("=", self.monthly_total, "每月供养金（元）"),
        )

    @property
    def counted_members(self) -> tuple[str, ...]:
        """Who lives by it: the person alone."""
        return (self.person,)

    def to_plain(self) -> dict[str, Any]:
        answer = {"programme": self.programme, "amount": plain(self.amount)}
        return {**plain(self), **answer, "counted_members": plain(self.counted_members)}


def assess_tekun(facts: TekunFacts, standards: Standards, day: date) -> TekunAssessment:
    """《特困人员认定办法》第四条「同时具备以下条件的老年人、残疾人和未成年人，应当依法纳入特困人员救助供养范围」.

    One person on a day; the standard is paid in full, not as a gap, with the care subsidy of the self-care level.
    """
    standards = standards.recording()
    work = work_out(facts, standards, day)
    eligible = not work.reasons
    return TekunAssessment(
        person=facts.person.person,
        eligible=eligible,
        reasons=work.reasons,
        no_labour_capacity=work.no_labour_capacity,
        counted_income=shown(work.income),
        supporters=work.supporters,
        self_care_level=work.level,
        standard_code=work.standard_code,
        standard=shown(work.standard),
        care_subsidy=shown(work.care),
        monthly_total=shown(work.standard + work.care if eligible else 0),
        care_paid_to="institution" if facts.mode == "centralized" else "person",
        floor=shown(work.floor),
        floor_ok=work.standard >= work.floor,
        lines=explain(work),
        used=standards.used,
    )
