"""受理: the first step of the procedure; from this day all limits run."""

import datetime as dt

from django.db import transaction

from apps.applications.models import Application
from apps.applications.queries.accept import missing_materials
from apps.applications.services.relation import declared_words
from apps.core.chinese import date_text
from apps.core.errors import Refused
from apps.documents.contexts import AcceptanceSlip
from apps.documents.services import issue_document
from apps.routing import queries as routing
from apps.routing import services as routing_services
from apps.routing.models import Case

EXTENSIONS = {
    "split_residence": "居住地与户籍地不一致",
    "objection": "公示期间有异议",
    "hard_check": "核对难度大",
    "off_site": "异地核查",
    "emergency": "重大突发事件应急办理",
}


@transaction.atomic
def accept_application(case: Case, *, by, on: dt.date) -> Case:
    """Accept an application whose papers are complete, and issue the slip.

    「…申请人或者其代理人提交的申请材料齐备的，应当予以受理…」（民发〔2021〕57号 第十条、第十一条）. Refused
    `materials_missing` names what is missing and what to do.
    """
    routing_services.take_step(case, "accept", by=by, on=on)
    application = Application.objects.select_for_update().get(case=case)
    _refuse_missing(application)
    summary = f"材料齐备，予以受理。{declared_words(application)}"
    case = routing_services.accept_case(case, by=by, on=on, summary=summary)
    routing_services.extend_for_emergency(case, by=by, on=on)
    issue_document(
        "acceptance_slip",
        case=case,
        office=case.intake_office,
        context=acceptance_slip(case, application, on),
        by=by,
        on=on,
    )
    return case


def _refuse_missing(application: Application) -> None:
    missing = missing_materials(application)
    if missing:
        raise Refused(
            "materials_missing",
            f"没有受理。还缺 {len(missing)} 份材料：{'、'.join(missing)}。请申请人当场补齐，或者出具一次性补正告知书。",
            "materials",
        )


def acceptance_slip(case: Case, application: Application, on: dt.date) -> AcceptanceSlip:
    """What stands on the slip: offices, limit, until when; no personal number."""
    clock = routing.clockwork()
    due = routing.total_due(case, clock)
    survey = None if due else clock.due("tekun_survey", on, case.hukou_office.jurisdiction.code)
    start = clock.due("home_visit_start", on, case.hukou_office.jurisdiction.code)
    return AcceptanceSlip(
        applicant_name=case.applicant.name,
        programme=case.programme,
        persons=case.parties.count(),
        submitted_on=case.submitted_on,
        submitted_at=str(case.intake_office),
        accepted_on=on,
        materials=tuple(application.materials.exclude(state="missing").values_list("name", flat=True)),
        front_office=str(case.front_office),
        deciding_office=str(case.decider_office),
        limit_days=case.limit_days,
        decided_by=due.day if due else None,
        provisional=(due or survey).provisional,
        extended_because="、".join(EXTENSIONS[reason] for reason in case.extended_reasons),
        limit_text=_limits_of_steps(survey.day) if survey else "",
        visit_started_by=start.day,
    )


def _limits_of_steps(surveyed_by: dt.date) -> str:
    """《特困人员认定办法》第十三条、第十五条、第十六条: the limits of a procedure without one of the whole."""
    return (
        f"自受理之日起15个工作日内完成调查核实和初审，不晚于{date_text(surveyed_by)}；"
        "公示7日；审核确认机关自收到材料之日起15个工作日内作出决定。"
    )
