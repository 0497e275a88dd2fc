"""法定义务人: what each of them is to pay by judgment, agreement or formula, in the words of the calculation."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from apps.benefits import queries as benefits
from apps.core.errors import Refused
from apps.rules import facts as rules
from apps.rules.errors import RuleError
from apps.standards.queries import standards_for


@dataclass(frozen=True, slots=True)
class SupportLine:
    """One supporter: what counts as income of the household a month (None: nothing does), and why."""

    label: str
    amount: Decimal | None
    because: str


def support_lines(case, on: dt.date) -> tuple[SupportLine, ...]:
    """The lines of the day's calculation about obliged supporters; () where there is none or nothing can be computed.

    For tekun support they are judged by their ability, not by what they pay (43号 第八条).
    """
    try:
        facts = benefits.facts_of(case, on)
        if not isinstance(facts, rules.HouseholdFacts) or not facts.obliged_supporters:
            return ()
        standards = standards_for(case.hukou_office.jurisdiction.code)
        answer = benefits.answer_of(facts, case.programme, standards, on)
    except (Refused, RuleError):
        return ()
    lines = (line for line in answer.lines if line.code == "support")
    return tuple(SupportLine(line.label, line.amount, line.because) for line in lines)
