"""What an assessment comes to once the family has chosen: which money, for whom, how much a month."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from apps.benefits.models import Assessment, Choice, Kind, SingleChoice
from apps.benefits.queries.computing import computed_reasons, counted_persons, person_id, reason_words
from apps.routing.models import Case, Programme
from apps.rules.amounts import format_money
from apps.rules.calendar import month_of
from apps.rules.lines import term
from apps.rules.payment_start import PaymentStart, payment_start
from apps.rules.plain import plain
from apps.standards.queries import standards_for

ZERO = Decimal("0.00")
KINDS = {Programme.DIBAO: Kind.DIBAO, Programme.EDGE_HOUSEHOLD: Kind.EDGE_CASH}


@dataclass(frozen=True, slots=True)
class Part:
    """Yuan a month of one kind; `person`: id of whose it is, None for the household's."""

    kind: Kind
    amount: Decimal
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """What is given: programme ("none": nothing), money by kind, the people who live by it."""

    programme: str
    parts: tuple[Part, ...]
    persons: tuple[int, ...]
    choice: str = ""

    @property
    def amount(self) -> Decimal:
        return sum((part.amount for part in self.parts), ZERO)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the two ways as the family sees it before it signs."""

    choice: str
    title: str
    status: str
    amount: Decimal
    rows: tuple[tuple[str, Decimal], ...]
    effects: tuple[str, ...]


def needs_choice(assessment: Assessment) -> bool:
    """Whether a member could go the single-person way, so that the family has to choose (《措施》4)."""
    return bool(assessment.answer.get("option_b"))


def last_choice(case: Case) -> SingleChoice | None:
    """What the family signed last."""
    return case.choices.select_related("signed_by").order_by("-id").first()


def chosen(assessment: Assessment) -> str:
    """The family's choice where one is needed; "" where none is, or none was signed yet."""
    if not needs_choice(assessment) or assessment.case_id is None:
        return ""
    signed = last_choice(assessment.case)
    return signed.choice if signed else ""


def grant_of(assessment: Assessment, choice: str | None = None) -> Grant:
    """What the assessment gives under a choice (None: the one that was signed)."""
    choice = chosen(assessment) if choice is None else choice
    if choice == Choice.SINGLE_PERSON and needs_choice(assessment):
        return _single_persons(assessment)
    persons = tuple(counted_persons(assessment))
    if assessment.programme == Programme.TEKUN_SUPPORT:
        answer = assessment.answer
        money = (
            Part(Kind.TEKUN_SUPPORT, Decimal(answer["standard"])),
            Part(Kind.CARE_SUBSIDY, Decimal(answer["care_subsidy"])),
        )
        return Grant(assessment.programme, tuple(part for part in money if part.amount), persons)
    kind = KINDS.get(assessment.programme)
    parts = (Part(kind, assessment.amount),) if kind and assessment.amount else ()
    return Grant(assessment.programme, parts, persons, choice)


def _single_persons(assessment: Assessment) -> Grant:
    """The ill and disabled alone; the household keeps the status that it has by the figures, its cash is off."""
    parts = tuple(
        Part(Kind.SINGLE_PERSON, Decimal(row["amount"]), person_id(row["person"]))
        for row in assessment.answer["single_person_route"]
    )
    edge = assessment.answer["option_b"]["edge_household"]
    programme = Programme.EDGE_HOUSEHOLD if edge else Programme.DIBAO
    return Grant(programme, parts, tuple(part.person for part in parts), Choice.SINGLE_PERSON)


def options_of(assessment: Assessment) -> tuple[Option, ...]:
    """Both ways side by side, with their figures; () where there is nothing to choose."""
    if not needs_choice(assessment):
        return ()
    edge = assessment.answer["option_a"]["edge_household"]
    household, single = (grant_of(assessment, choice) for choice in Choice.values)
    names = names_of(assessment)
    kept = "全家保留低保边缘家庭身份，不发边缘家庭救助金。" if edge else "家庭其他成员不享受待遇。"
    return (
        Option(
            Choice.HOUSEHOLD,
            "甲　以家庭为单位",
            "低保边缘家庭" if edge else "不符合条件",
            household.amount,
            tuple((part.kind.label, part.amount) for part in household.parts),
            ("全家为低保边缘家庭，可申请相应的专项救助。",) if edge else ("家庭收入或者财产不符合条件。",),
        ),
        Option(
            Choice.SINGLE_PERSON,
            "乙　按单人户",
            "单人户低保",
            single.amount,
            tuple((f"{names.get(part.person, '')} 单人户低保金", part.amount) for part in single.parts),
            (kept, "不叠加享受分类救助。"),
        ),
    )


def names_of(assessment: Assessment) -> dict[int, str]:
    """Names of the members by id, as frozen."""
    rows = assessment.facts.get("members", ())
    return {person_id(row["person"]): row["name"] for row in rows}


def eligible(assessment: Assessment) -> bool:
    """Whether something is given by the figures and the choice."""
    return grant_of(assessment).programme != "none"


def verdict(assessment: Assessment) -> str:
    """One line: 符合低保，每月 1,241.00 元."""
    grant = grant_of(assessment)
    if grant.programme == "none":
        return "不符合条件，" + "、".join(map(reason_words, computed_reasons(assessment)))
    words = Programme(grant.programme).label
    paid = f"每月 {format_money(grant.amount)} 元" if grant.amount else "不按月发放"
    if grant.choice == Choice.SINGLE_PERSON:
        status = f"保留{words}身份，" if grant.programme == Programme.EDGE_HOUSEHOLD else ""
        return f"{status}{len(grant.persons)} 人按单人户享受低保，{paid}"
    return f"符合{words}，{paid}"


def equation_rows(assessment: Assessment) -> list[Mapping[str, Any]]:
    """The terms of the formula as plain mappings; after the choice of single persons those of their amounts."""
    grant = grant_of(assessment)
    if grant.choice != Choice.SINGLE_PERSON:
        return assessment.equation
    names = names_of(assessment)
    terms = [
        term("+" if place else "", part.amount, f"{names.get(part.person, '')} 单人户")
        for place, part in enumerate(grant.parts)
    ]
    return plain([*terms, term("=", grant.amount, "每月低保金（元）")])


def start_of(assessment: Assessment, on: dt.date, amount: Decimal | None = None) -> PaymentStart:
    """From which month an amount (None: all) would be paid if it were approved on the day, and how much in that month."""
    grant = grant_of(assessment)
    if not grant.parts and grant.programme == Programme.RIGID_EXPENDITURE:
        return PaymentStart(month_of(on), ZERO)
    return payment_start(
        programme=grant.programme,
        change="new_award",
        decision_date=on,
        amount=grant.amount if amount is None else amount,
        standards=standards_for(assessment.jurisdiction),
    )


def valid_to(assessment: Assessment) -> dt.date | None:
    """The last day of a recognition for a time; None where it holds until it is changed."""
    until = assessment.answer.get("valid_to")
    return dt.date.fromisoformat(until) if until else None
