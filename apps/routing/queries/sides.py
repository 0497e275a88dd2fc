"""Who plays which side of a case, by which procedure, under which conditions, and which round its steps are in."""

import datetime as dt
from itertools import groupby

from apps.core.errors import Refused
from apps.offices.models import Office
from apps.routing.models import Case, Step, StepState
from apps.rules import procedures
from apps.rules.procedures import Condition, Side
from apps.rules.routing import Routing, route
from apps.standards.queries import standards_for

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


def case_words(case: Case) -> str:
    """低保申请, 低保定期核查: programme and matter."""
    return f"{case.get_programme_display()}{case.get_kind_display()}"
