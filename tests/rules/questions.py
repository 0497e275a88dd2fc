"""One function per kind of example: facts as written → a call of the core → the answer as a plain mapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from apps.rules.assess import assess
from apps.rules.calendar import WorkCalendar
from apps.rules.deadlines import deadline
from apps.rules.facts import from_plain
from apps.rules.id_number import check_digit, parse_id_number
from apps.rules.payment_start import payment_start
from apps.rules.plain import plain
from apps.rules.routing import route
from apps.rules.standard_lookup import derive, look_up
from apps.rules.standards import Standards

from .loading import day


@dataclass(frozen=True)
class Question:
    facts: dict[str, Any]
    standards: Standards
    day: date
    calendar: WorkCalendar


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
    facts["event_date"] = day(facts.get("event_date"))
    return plain(payment_start(**facts, standards=question.standards))


def ask_standard_lookup(question: Question) -> Any:
    facts, standards = question.facts, question.standards
    if "derive" in facts:
        return {"value": plain(derive(facts["derive"], standards, question.day))}
    found = plain(look_up(facts["code"], standards, question.day))
    return {**found, "from": found["valid_from"]}


QUESTIONS: dict[str, Callable[[Question], Any]] = {
    "assess": ask_assess,
    "deadline": ask_deadline,
    "routing": ask_routing,
    "id_number": ask_id_number,
    "payment_start": ask_payment_start,
    "standard_lookup": ask_standard_lookup,
}
