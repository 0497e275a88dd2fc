"""Reading cases: who plays which side, which round a step is in, and until when (derived, never stored)."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from apps.core.errors import Refused
from apps.core.masking import mask_id_number
from apps.core.shapes import Identity
from apps.households.access import may_for_household
from apps.offices.access import offices_of
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.routing.models import Case, CaseState, Step, StepState
from apps.rules import procedures
from apps.rules.calendar import WorkCalendar
from apps.rules.deadlines import deadline, total_limit
from apps.rules.errors import RuleError
from apps.rules.procedures import Condition, Side, Since
from apps.rules.routing import Routing, route
from apps.standards.queries import standards_for, work_calendar

PENDING = (StepState.OPEN, StepState.STARTED)
ROUTING_REFUSALS = {
    "apply_at_hukou_office": "没有提交。当时还没有实行一城通办，须到户籍地街道申请；请告知申请人户籍地街道的地址和电话。",
    "hukou_outside_region": "没有提交。户籍不在本市；请告知申请人到户籍地申请，急难情形可申请临时救助。",
}


def routing_of(household, *, applied_at: Office, on: dt.date, has_objection: bool = False) -> Routing:
    """The routing answer of the day for a household; Refused in words when it may not apply here."""
    residence, hukou = household.residence_office, household.hukou_office
    answer = route(
        residence_office=residence.code,
        hukou_office=hukou.code,
        hukou_district=hukou.code[:6],
        applied_at="residence" if applied_at == residence else "hukou",
        has_objection=has_objection,
        standards=standards_for(residence.jurisdiction.code),
        day=on,
        hukou_region=hukou.jurisdiction.code,
    )
    if not answer.accepted:
        raise Refused(answer.reasons[0], ROUTING_REFUSALS[answer.reasons[0]])
    return answer


def offices_by_role(answer: Routing) -> dict[str, Office]:
    """The office rows of a routing answer, by the field of the case that keeps them."""
    codes = {
        "intake_office": answer.steps.intake,
        "front_office": answer.steps.economic_check,
        "decider_office": answer.steps.decision.removeprefix("district:"),
    }
    found = Office.objects.in_bulk(set(codes.values()), field_name="code")
    return {field: found[code] for field, code in codes.items()}


def table_of(case: Case) -> procedures.Procedure:
    """The procedure of a case, by its kind and programme."""
    return procedures.procedure(case.kind, case.programme)


def opinion_before_notice(case: Case) -> str:
    """The step whose proposal is posted, to which an objection or a wrong notice leads back."""
    return table_of(case).step("public_notice").returns[0]


def offices_for(case: Case, side: Side | str) -> tuple[Office, ...]:
    """The offices that play `side` in a case; two for a posting in both places."""
    match Side(side):
        case Side.INTAKE:
            return (case.intake_office,)
        case Side.FRONT:
            return (case.front_office,)
        case Side.HUKOU:
            return (case.hukou_office,)
        case Side.DECIDER:
            return (case.decider_office,)
        case Side.POSTING:
            both = (case.residence_office, case.hukou_office)
            return both if case.mode == "one_city" and case.split else both[1:]


def side_of(case: Case, office: Office | None) -> str:
    """Which seal an office wears in a case: residence 居, hukou 户, district 区."""
    if office is None:
        return ""
    if office.level != "street":
        return "district"
    return "residence" if office.pk == case.residence_office_id and case.split else "hukou"


def conditions(case: Case) -> dict[Condition, bool]:
    """What is decided so far of the conditions of the procedure; the undecided are left out."""
    known = {
        Condition.TWO_OFFICES: case.split and case.front_office_id != case.hukou_office_id,
        Condition.APPRAISAL_ASKED: "appraisal" in case.asked,
        Condition.CHECK_ASKED: "economic_check" in case.asked,
        Condition.VISIT_ASKED: "home_visit" in case.asked,
        Condition.CARE_ASKED: "self_care" in case.asked,
    }
    if case.proposed is not None:
        known[Condition.PROPOSED] = known[Condition.STOP_PROPOSED] = case.proposed
    if case.outcome:
        known[Condition.APPROVED] = case.outcome == "approved"
    return known


def last_rounds(case: Case) -> dict[str, list[Step]]:
    """The steps of the last round of every step name, one per office."""
    steps = sorted(case.steps.all(), key=lambda step: (step.name, step.round))
    last: dict[str, list[Step]] = {}
    for (name, _), group in groupby(steps, key=lambda step: (step.name, step.round)):
        last[name] = list(group)
    return last


@dataclass(frozen=True, slots=True)
class Due:
    """Until when: the day, the rule, and whether it is provisional (预计) for want of a published calendar."""

    day: dt.date
    rule: str
    provisional: bool

    def days_left(self, on: dt.date, calendar: WorkCalendar) -> int:
        """Working days from `on` to the day; negative when it has passed."""
        return calendar.provisional().working_days_between(on, self.day)


@dataclass(frozen=True, slots=True)
class Clockwork:
    """The calendar and the standards by which deadlines are derived; read once a page."""

    calendar: WorkCalendar
    jurisdictions: Mapping[str, object]

    def due(self, rule: str, start: dt.date, jurisdiction: str, extended: tuple[str, ...] = ()) -> Due:
        """The deadline of a rule; beyond the published calendar it is counted on plain weekdays and says so."""
        standards = self.jurisdictions[jurisdiction]
        try:
            day = deadline(rule, start, self.calendar, standards, extended_reasons=extended).due
            return Due(day, rule, False)
        except RuleError as error:
            if error.code != "calendar_not_available":
                raise
        plain = self.calendar.provisional()
        return Due(deadline(rule, start, plain, standards, extended_reasons=extended).due, rule, True)


class _Standards(dict):
    def __missing__(self, code: str):
        self[code] = standards_for(code)
        return self[code]


def clockwork() -> Clockwork:
    """What deadlines are derived from today."""
    return Clockwork(work_calendar(), _Standards())


def total_due(case: Case, clock: Clockwork) -> Due | None:
    """Until when the case must be decided (57号 第二十二条); None before acceptance, or without a limit of the whole."""
    rule = table_of(case).total
    if case.accepted_on is None or rule is None:
        return None
    if case.due_on is not None:
        return Due(case.due_on, rule, False)
    return clock.due(rule, case.accepted_on, _jurisdiction(case), tuple(case.extended_reasons))


def next_due(case: Case, clock: Clockwork) -> Due | None:
    """The limit of the whole case; where it has none, the first one of what is pending."""
    whole = total_due(case, clock)
    if whole or table_of(case).total:
        return whole
    found = []
    for step in case.steps.filter(state__in=PENDING):
        step.case = case
        found.append(due_of(step, clock))
    return min((due for due in found if due), key=lambda due: due.day, default=None)


def due_of(step: Step, clock: Clockwork) -> Due | None:
    """Until when a pending step must begin or be done: its own limit, else that of the whole case."""
    row, place = table_of(step.case).step(step.name), _jurisdiction(step.case)
    if row.begin_within and step.state == StepState.OPEN:
        return clock.due(row.begin_within, step.opened_on, place)
    if row.within and row.since == Since.OPENED:
        return clock.due(row.within, step.opened_on, place)
    if row.within and row.since == Since.STARTED and step.started_on:
        return clock.due(row.within, step.started_on, place)
    if row.within and row.within != table_of(step.case).total and step.case.accepted_on:
        return clock.due(row.within, step.case.accepted_on, place)
    return total_due(step.case, clock)


def total_limit_days(case: Case) -> int:
    """Working days of the whole case on the day of acceptance; the longer limit where two offices work on it."""
    return total_limit(standards_for(_jurisdiction(case)), case.accepted_on, extended=case.split)


def extended_limit(case: Case) -> int:
    """Working days of the extended limit on the day of acceptance."""
    return total_limit(standards_for(_jurisdiction(case)), case.accepted_on, extended=True)


def _jurisdiction(case: Case) -> str:
    return case.hukou_office.jurisdiction.code


STATE_BADGES = {
    "submitted": ("not_started", "待受理"),
    "open": ("in_progress", "办理中"),
    "closed": ("done", "已办结"),
}


def identity(case: Case, clock: Clockwork, on: dt.date, user) -> Identity:
    """The bar on top of every page of a case; the way to the whole number only for whoever may ask for it."""
    kind, text = STATE_BADGES[case.state]
    may_reveal = may_for_household(user, Permission.REVEAL_PERSONAL_DATA, case.household, on)
    sees_household = may_for_household(user, Permission.VIEW_CASES, case.household, on)
    due = next_due(case, clock) if case.state == CaseState.OPEN else None
    return Identity(
        name=case.applicant.name,
        kind_line=f"{case_words(case)}，户内 {case.parties.count()} 人",
        case_number=case.number,
        household_url=reverse("households:detail", args=[case.household_id]) if sees_household else "",
        residence_office=case.residence_office.long_name,
        hukou_office=case.hukou_office.long_name,
        masked_id=mask_id_number(case.applicant.id_number or "", birth_date_shown=False),
        reveal_url=reverse("households:reveal", args=[case.applicant_id]) if may_reveal else "",
        state_kind=kind,
        state_text=case.get_outcome_display() if case.state == CaseState.CLOSED else text,
        limit_text=limit_words(due, clock, on) if due else "",
        due_text=_due_words(case, due) if due else "",
    )


def case_words(case: Case) -> str:
    """低保申请, 低保定期核查: programme and matter."""
    return f"{case.get_programme_display()}{case.get_kind_display()}"


def _due_words(case: Case, due: Due) -> str:
    act = "办结" if table_of(case).total else "办完本环节"
    return f"{'预计 ' if due.provisional else ''}{due.day:%-m月%-d日}前{act}"


def limit_words(due: Due, clock: Clockwork, on: dt.date) -> str:
    """剩 7 个工作日, 今日到期, 逾期 3 个工作日."""
    left = due.days_left(on, clock.calendar)
    if left < 0:
        return f"逾期 {-left} 个工作日"
    return f"剩 {left} 个工作日" if due.day > on else "今日到期"


def pending_step(case: Case, name: str, user, on: dt.date) -> Step:
    """The pending step `name` at one of the user's offices; Refused in words when there is none (no lock)."""
    mine = offices_of(user, Permission(name), on)
    pending = case.steps.filter(name=name, state__in=PENDING).select_related("office")
    step = next((step for step in pending if step.office_id in mine), None)
    if step is None:
        raise not_open(case, name, pending, mine)
    step.case = case
    return step


class StepDone(Refused):
    """The step is done, by the `done_by` of `step`: doing it again is refused, whoever only looks is shown the case."""

    def __init__(self, step: Step) -> None:
        label = procedures.step_labels()[step.name]
        self.step = step
        self.words = f"{label}已由{step.done_by}在{step.done_on:%-m月%-d日}办好"
        super().__init__("step_not_open", f"没有重复办理。{self.words}；请刷新本页看最新进展。")


def not_open(case: Case, name: str, pending: Iterable[Step], mine: Collection[int]) -> Refused:
    """Why a step cannot be done here and now: done by the offices `mine`, elsewhere, done there, or not yet its turn."""
    label = procedures.step_labels()[name]
    if name not in table_of(case).names:
        return Refused("step_not_open", f"没有办理。{case_words(case)}没有{label}这个环节。")
    done = list(case.steps.filter(name=name, state=StepState.DONE).select_related("done_by"))
    own = next((step for step in done if step.office_id in mine), None)
    elsewhere = next(iter(pending), None)
    if own is None and elsewhere is not None:
        return Refused(
            "not_your_office", f"没有办理。{label}由{elsewhere.office}办理；请与对方联系，期限不变。"
        )
    if done:
        return StepDone(own or done[-1])
    if case.state == CaseState.CLOSED:
        return Refused("step_not_open", f"没有办理。本件已办结：{case.get_outcome_display()}；请看“经过”。")
    return Refused("step_not_open", f"没有办理。还没有轮到{label}；请看“办到哪里”，先办前面的环节。")
