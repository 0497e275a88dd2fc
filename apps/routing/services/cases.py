"""Opening, accepting, extending and closing a case."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.offices.models import Office
from apps.routing import queries
from apps.routing.models import Case, CaseKind, CaseParty, CaseSeries, CaseState, Outcome, StepState
from apps.routing.services.steps import advance, open_ready_steps, record_on_case, take_step

PROGRAMME_WORDS = {
    "dibao": "低保",
    "edge_household": "边缘",
    "tekun_support": "特困",
    "rigid_expenditure": "刚性",
}
KIND_WORDS = {"periodic_review": "核查", "change_report": "变更", "takeover": "接管"}


@transaction.atomic
def submit_case(household, *, programme: str, persons: Iterable, applied_at: Office, by, on: dt.date) -> Case:
    """Open a case for `household` at the office where it applied; it then waits for acceptance there.

    Refuses a person who is in another live application, naming the office to call (`in_live_case`), an office that
    is neither the household's residence nor its hukou office, and what the routing of the day refuses.
    """
    if applied_at.pk not in (household.residence_office_id, household.hukou_office_id):
        raise Refused(
            "wrong_office",
            f"没有提交。{applied_at.name}既不是这一家的居住地街道，也不是户籍地街道；请改到其中之一申请。",
        )
    routing = queries.routing_of(household, applied_at=applied_at, on=on)
    case = Case.objects.create(
        number=_next_number(applied_at, PROGRAMME_WORDS[programme], on),
        programme=programme,
        household=household,
        applicant=household.head,
        residence_office=household.residence_office,
        hukou_office=household.hukou_office,
        submitted_on=on,
        **queries.offices_by_role(routing),
        mode=routing.mode,
        limit_days=routing.limit_working_days,
    )
    _add_parties(case, persons)
    open_ready_steps(case, on)
    return case


@transaction.atomic
def open_case(
    household,
    *,
    kind: CaseKind,
    programme: str,
    persons: Iterable,
    at: Office,
    on: dt.date,
    due_on: dt.date | None = None,
    asked: Iterable[str] = (),
) -> Case:
    """Open a case about a household that is already in the register: at work from today, nothing to accept.

    `at`: the office that takes it in; `due_on`: its limit where that is a day of the calendar; `asked`: the evidence
    steps that it needs from the start. Its people stay free for an application of theirs.
    """
    case = Case(
        number=_next_number(at, KIND_WORDS[kind], on),
        kind=kind,
        programme=programme,
        household=household,
        applicant=household.head,
        mode="one_city",
        intake_office=at,
        front_office=household.residence_office,
        residence_office=household.residence_office,
        hukou_office=household.hukou_office,
        decider_office=household.hukou_office,
        submitted_on=on,
        accepted_on=on,
        due_on=due_on,
        asked=list(asked),
        state=CaseState.OPEN,
    )
    if due_on is None and queries.table_of(case).total:
        case.extended_reasons = ["split_residence"] if case.split else []
        case.limit_days = queries.total_limit_days(case)
    case.save()
    CaseParty.objects.bulk_create(CaseParty(case=case, person=person, live=False) for person in persons)
    open_ready_steps(case, on)
    return case


@transaction.atomic
def set_offices(household, *, by, on: dt.date) -> int:
    """Hand the live cases of a household that moved to its new residence street: the same cases, the same clocks.

    Pending steps of the old street go to the new one; what is done stays with who did it. Returns how many cases.
    """
    cases = Case.objects.select_for_update().filter(household=household).exclude(state=CaseState.CLOSED)
    moved = [case for case in cases if case.residence_office_id != household.residence_office_id]
    for case in moved:
        old, new = case.residence_office, household.residence_office
        case.residence_office = new
        if case.front_office_id == old.pk:
            case.front_office = new
        case.save()
        for step in case.steps.filter(state__in=queries.PENDING, office=old, side__in=["front", "posting"]):
            step.office, step.assignee = new, None
            step.save()
        record_on_case(
            EventKind.HAND_OVER, case, office=new, by=by, on=on,
            summary=f"居住地由{old}迁至{new}，未办完的环节一并移交，期限继续计算。",
        )  # fmt: skip
    return len(moved)


@transaction.atomic
def set_due(case: Case, due_on: dt.date) -> None:
    """Move the day of a case whose limit is a day of the calendar; the decision about it is the caller's record."""
    case.due_on = due_on
    case.save()


@transaction.atomic
def accept_case(case: Case, *, by, on: dt.date, summary: str) -> Case:
    """Accept: the routing answer is computed once, on this day, and the statutory clock starts.

    「…应当予以受理…」（民发〔2021〕57号 第十一条）; the day of acceptance is day 0 of all limits.
    """
    step = take_step(case, "accept", by=by, on=on)
    case = step.case
    routing = queries.routing_of(case.household, applied_at=case.intake_office, on=on)
    for field, value in queries.offices_by_role(routing).items():
        setattr(case, field, value)
    case.mode, case.limit_days = routing.mode, routing.limit_working_days
    case.extended_reasons = ["split_residence"] if case.split else []
    case.accepted_on, case.state = on, CaseState.OPEN
    case.save()
    advance(step, by=by, on=on, summary=summary)
    return case


@transaction.atomic
def set_proposed(case: Case, proposed: bool | None) -> None:
    """Keep what the first review proposes: only a proposal to approve is put to public notice."""
    case.proposed = proposed
    case.save()


@transaction.atomic
def set_outcome(case: Case, outcome: str) -> None:
    """Keep what was decided; an approved case stays open until it is announced in both places."""
    case.outcome = outcome
    case.save()


@transaction.atomic
def extend_limit(case: Case, reason: str, *, by, on: dt.date, office: Office | None = None) -> None:
    """Extend the statutory limit for a legal reason (objection, hard_check, off_site); once is enough."""
    if reason in case.extended_reasons:
        return
    case.extended_reasons = [*case.extended_reasons, reason]
    case.limit_days = queries.extended_limit(case)
    case.save()
    record_on_case(
        EventKind.EXTEND_LIMIT,
        case,
        office=office or case.hukou_office,
        by=by,
        on=on,
        summary=f"办结期限延长至 {case.limit_days} 个工作日。",
    )


@transaction.atomic
def close_case(case: Case, outcome: str, *, by, on: dt.date, summary: str, office: Office) -> Case:
    """End a case: what is pending is cancelled and its people are free for another application."""
    for pending in case.steps.filter(state__in=queries.PENDING):
        pending.state, pending.note = StepState.CANCELLED, summary[:500]
        pending.save()
    for party in case.parties.filter(live=True):
        party.live = False
        party.save()
    case.state, case.outcome, case.closed_on = CaseState.CLOSED, outcome, on
    case.save()
    kind = EventKind.WITHDRAW_CASE if outcome == Outcome.WITHDRAWN else EventKind.CLOSE_CASE
    record_on_case(kind, case, office=office, by=by, on=on, summary=summary)
    return case


def _add_parties(case: Case, persons: Iterable) -> None:
    for person in persons:
        other = (
            CaseParty.objects.filter(person=person, live=True).select_related("case__hukou_office").first()
        )
        if other is not None:
            office = other.case.hukou_office
            raise Refused(
                "in_live_case",
                f"没有提交。{person.name}正在另一件申请中；请先与{office.full_name or office.name}"
                f"（电话 {office.phone or '见机构名录'}）联系核实。",
            )
        CaseParty.objects.create(case=case, person=person)


def _next_number(office: Office, word: str, on: dt.date) -> str:
    series, _ = CaseSeries.objects.select_for_update().get_or_create(office=office, kind=word, year=on.year)
    series.last += 1
    series.save()
    return _numbered(office, word, on.year, series.last)


def case_number(office: Office, programme: str, year: int, place: int) -> str:
    """The `place`-th case of an office, programme and year: 南学低保 2026-0187."""
    return _numbered(office, PROGRAMME_WORDS[programme], year, place)


def _numbered(office: Office, word: str, year: int, place: int) -> str:
    return f"{office.short_name}{word} {year}-{place:04d}"
