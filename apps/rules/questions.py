"""测算问题: one function per kind of question: facts as written → a call of the rules → the answer as a plain mapping.

The only translator between the words of the contract (fixtures/golden/README.md) and the rules. The worked examples,
the calculator and the interface all ask through `ask`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .assess import assess
from .calendar import Month, WorkCalendar
from .deadlines import deadline
from .employment_deduction import Earner, employment_deductions
from .errors import RuleError
from .expenditure import RigidItem, expenditure_2020, rigid_expenditure
from .facts import built, from_plain
from .facts.tekun import tekun_from_plain
from .id_number import check_digit, parse_id_number
from .other_allowances import funeral, heating, refuse_unknown_item, year_end
from .payment_start import payment_start
from .plain import plain
from .price_subsidy import price_subsidy
from .recovery import TrueFacts, recover
from .rehearsal import StoredHousehold, rehearse
from .review_cycle import review_cycle
from .routing import route
from .standard_lookup import derive, look_up
from .standards import Standards
from .taper import IncomeStep, TaperFacts, plan_taper
from .tekun import assess_tekun
from .temporary import Reserve, TemporaryFacts, temporary_assistance


@dataclass(frozen=True)
class Question:
    """What is asked of a kind: its facts as written, the standards of the region, the day, the working calendar."""

    facts: dict[str, Any]
    standards: Standards
    day: date
    calendar: WorkCalendar


day, month = date.fromisoformat, Month.parse


def day_or_none(text: str | None) -> date | None:
    return day(text) if text else None


def month_or_none(text: str | None) -> Month | None:
    return month(text) if text else None


def ask_assess(question: Question) -> Any:
    return assess(from_plain(question.facts), question.standards, question.day).to_plain()


def ask_deadline(question: Question) -> Any:
    facts = question.facts
    start = datetime.fromisoformat(facts["start"]) if "T" in facts["start"] else day(facts["start"])
    return plain(
        deadline(
            facts["rule"],
            start,
            question.calendar,
            question.standards,
            count=facts.get("count"),
            extended_reasons=tuple(facts.get("extended_reasons") or ()),
        )
    )


def ask_routing(question: Question) -> Any:
    return plain(route(**question.facts, standards=question.standards, day=question.day))


def ask_id_number(question: Question) -> Any:
    if "body" in question.facts:
        return {"check_digit": check_digit(question.facts["body"])}
    return plain(parse_id_number(question.facts["number"], question.day))


def ask_payment_start(question: Question) -> Any:
    facts = {**question.facts, "decision_date": day(question.facts["decision_date"])}
    facts["event_date"] = day_or_none(facts.get("event_date"))
    return plain(payment_start(**facts, standards=question.standards))


def ask_standard_lookup(question: Question) -> Any:
    facts, standards = question.facts, question.standards
    if "derive" in facts:
        return {"value": plain(derive(facts["derive"], standards, question.day))}
    found = plain(look_up(facts["code"], standards, question.day))
    return {**found, "from": found["valid_from"]}


def ask_tekun(question: Question) -> Any:
    return assess_tekun(tekun_from_plain(question.facts), question.standards, question.day).to_plain()


def ask_employment_deduction(question: Question) -> Any:
    earners = [
        Earner(
            row["person"],
            tuple((month(wage["month"]), wage["amount"]) for wage in row["wages"]),
            month_or_none(row.get("first_start")),
            row.get("migrant_return", False),
        )
        for row in question.facts["members"]
    ]
    programme = question.facts["current_programme"]
    members = plain(employment_deductions(earners, programme, question.standards, question.day))
    for row in members:
        row["window"] = row["window"] and {"from": row["window"]["first"], "to": row["window"]["last"]}
    return {"members": members}


def ask_taper(question: Question) -> Any:
    facts = question.facts
    steps = [
        IncomeStep(month(row["from"]), row["amount"], day_or_none(row.get("reported")))
        for row in facts["income_steps"]
    ]
    plan = plan_taper(
        TaperFacts(
            counted_members=facts["counted_members"],
            base_benefit=facts["base_benefit"],
            over_standard_from=month(facts["over_standard_from"]),
            cause=facts["cause"],
            self_reported=facts["self_reported"],
            income_steps=tuple(steps),
            decision_date=day_or_none(facts.get("decision_date")),
            discovered=day_or_none(facts.get("discovered")),
        ),
        question.standards,
        question.day,
    )
    return plain(plan)


def ask_review_cycle(question: Question) -> Any:
    facts = {**question.facts, "last_review": day(question.facts["last_review"])}
    return plain(review_cycle(**facts, standards=question.standards, day=question.day))


def ask_recovery(question: Question) -> Any:
    facts = question.facts
    true_facts = [
        TrueFacts(month(row["from"]), row["members"], row["income"], row.get("property_ok", True))
        for row in facts["true_facts"]
    ]
    paid = [(month(row["month"]), row["amount"]) for row in facts["paid"]]
    fraud = facts.get("fraud", False)
    change = month(facts["change_month"])
    return plain(recover(change, paid, true_facts, question.standards, question.day, fraud=fraud))


def ask_expenditure(question: Question) -> Any:
    facts = dict(question.facts)
    around: dict[str, Any] = {"standards": question.standards, "day": question.day}
    rule = facts.pop("rule")
    if rule == "expenditure_2020":
        nursing = facts.pop("nursing", None) or {"amount": "0.00", "approved": False}
        approved: Any = nursing["amount"] if nursing["approved"] else "0.00"
        year = int(facts.pop("year"))
        return plain(expenditure_2020(**facts, year=year, approved_nursing=approved, **around))
    if rule == "rigid":
        items = [built(RigidItem, row) for row in facts.pop("items")]
        return plain(rigid_expenditure(**facts, items=items, **around))
    raise RuleError("unknown_rule", rule)


def ask_temporary(question: Question) -> Any:
    facts = dict(question.facts)
    reserve = facts.pop("reserve", None)
    facts["received_at"] = datetime.fromisoformat(facts["received_at"])
    facts["reserve"] = built(Reserve, reserve) if reserve else None
    asked = built(TemporaryFacts, facts)
    return plain(temporary_assistance(asked, question.standards, question.day))


def ask_price_subsidy(question: Question) -> Any:
    facts = question.facts
    groups = [(row["group"], row["persons"]) for row in facts["groups"]]
    return plain(
        price_subsidy(month(facts["index_month"]), facts["cpi"], facts["food"], groups, question.standards)
    )


def ask_other_allowances(question: Question) -> Any:
    facts = dict(question.facts)
    item = facts.pop("item")
    refuse_unknown_item(item)
    if item == "funeral":
        days: dict[str, Any] = {name: day_or_none(facts.pop(name)) for name in ("cremation_date", "applied")}
        return plain(funeral(**facts, **days, standards=question.standards))
    if item == "year_end":
        groups = [(row["hukou_nature"], row["persons"]) for row in facts["groups"]]
        return plain(year_end(groups, question.standards, question.day))
    return plain(heating(**facts, standards=question.standards, day=question.day))


def ask_rehearsal(question: Question) -> Any:
    new = question.facts["new_standard"]
    households = [built(StoredHousehold, row) for row in question.facts["households"]]
    return plain(rehearse(new["value"], day(new["from"]), households, question.standards, question.day))


QUESTIONS: dict[str, Callable[[Question], Any]] = {
    "assess": ask_assess,
    "deadline": ask_deadline,
    "routing": ask_routing,
    "id_number": ask_id_number,
    "payment_start": ask_payment_start,
    "standard_lookup": ask_standard_lookup,
    "tekun": ask_tekun,
    "employment_deduction": ask_employment_deduction,
    "taper": ask_taper,
    "review_cycle": ask_review_cycle,
    "recovery": ask_recovery,
    "expenditure": ask_expenditure,
    "temporary": ask_temporary,
    "price_subsidy": ask_price_subsidy,
    "other_allowances": ask_other_allowances,
    "rehearsal": ask_rehearsal,
}


@dataclass(frozen=True)
class Answer:
    """A plain answer, and the rows of standards that it rests on as plain mappings."""

    values: dict[str, Any]
    used: tuple[dict[str, Any], ...]


def ask(kind: str, question: Question) -> Answer:
    """The answer to a question of a kind.

    Raises RuleError for a refusal, and KeyError, TypeError, ValueError or AttributeError for facts of another shape.
    """
    view = question.standards.recording()
    values = QUESTIONS[kind](Question(question.facts, view, question.day, question.calendar))
    return Answer(values, tuple(values["used"] if "used" in values else plain(view.used)))
