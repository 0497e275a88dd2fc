"""Reading objections and appraisals: which offices take part, who is invited, what was said and voted."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from apps.core.moment import one_moment
from apps.documents.contexts import Pair, Sheet, SheetPart
from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.publicity.models import Appraisal, Conclusion, Objection
from apps.publicity.queries.notices import usual_place
from apps.routing.models import Case
from apps.rules.routing import route
from apps.standards.queries import standards_for

BASIS = "天津市社会救助审核确认“一城通办”工作流程"


def open_objections(case: Case) -> QuerySet[Objection]:
    """Objections that nobody has answered yet."""
    return Objection.objects.filter(notice__case=case, way="")


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection for whoever handles it; its content is seen by nobody else."""

    received: str
    content: str
    handled: str


def objection_lines(case: Case) -> tuple[ObjectionLine, ...]:
    """All objections of a case with their content."""
    rows = Objection.objects.filter(notice__case=case).select_related("office", "received_by", "handled_by")
    return tuple(
        ObjectionLine(
            received=f"{row.received_on:%-m月%-d日} {row.office} {row.received_by}",
            content=row.content,
            handled=f"{row.handled_on:%-m月%-d日} {row.get_way_display()}" if row.handled_on else "待处理",
        )
        for row in rows
    )


def may_read_objections(case: Case, user, on: dt.date) -> bool:
    """Whether `user` is of those who look into what was objected: the first review of the deciding street."""
    return may(user, Permission.FIRST_REVIEW, case.hukou_office, on)


@dataclass(frozen=True, slots=True)
class AppraisalOffices:
    """Who organises, who helps, where it is held (`apps.rules.routing`)."""

    organiser: Office
    assistant: Office | None
    place: Office


def appraisal_offices(case: Case) -> AppraisalOffices:
    """The routing answer for a case with an objection, on the day of its acceptance (before that, of its submission)."""
    answer = route(
        residence_office=case.residence_office.code,
        hukou_office=case.hukou_office.code,
        hukou_district=case.hukou_office.code[:6],
        applied_at="residence" if case.intake_office_id == case.residence_office_id else "hukou",
        has_objection=True,
        standards=standards_for(case.hukou_office.jurisdiction.code),
        day=case.accepted_on or case.submitted_on,
    )
    offices = {office.code: office for office in (case.residence_office, case.hukou_office)}
    steps = answer.steps
    return AppraisalOffices(
        organiser=offices[steps.appraisal_organiser],
        assistant=offices.get(steps.appraisal_assistant) if case.split else None,
        place=offices[steps.appraisal_place],
    )


def appraisal_to_hold(case: Case) -> Appraisal | None:
    """The appraisal that was convened and not yet written down."""
    held = Appraisal.objects.filter(step__case=case, step__state__in=("open", "started"))
    return held.select_related("organiser", "assistant", "place_office").last()


def may_name_members(case: Case, user, on: dt.date) -> bool:
    """Whether `user` names who is invited: at the office where it is held, or at the organiser."""
    offices = appraisal_offices(case)
    return any(may(user, Permission.APPRAISAL, office, on) for office in (offices.place, offices.organiser))


@dataclass(frozen=True, slots=True)
class AppraisalBoard:
    """The page of an appraisal: where it stands, who is invited; what was objected is not on it."""

    offices: AppraisalOffices
    usual_place: str
    appraisal: Appraisal | None
    held_text: str
    members: tuple


@one_moment()
def appraisal_board(case: Case) -> AppraisalBoard:
    """Where the appraisal of a case stands."""
    offices, appraisal = appraisal_offices(case), appraisal_to_hold(case)
    return AppraisalBoard(
        offices=offices,
        usual_place=usual_place(case, offices.place).removesuffix("公示栏") + "会议室",
        appraisal=appraisal,
        held_text=_held(appraisal) if appraisal else "",
        members=tuple(appraisal.members.all()) if appraisal else (),
    )


def _held(appraisal: Appraisal) -> str:
    local = timezone.localtime(appraisal.held_at)
    return f"{local:%Y年%-m月%-d日 %-H:%M}，{appraisal.place}，主持人{appraisal.host}"


def appraisal_paper(appraisal: Appraisal) -> Sheet:
    """民主评议记录 (D11): roll, talks, votes, conclusion; the objector is not in it."""
    case = appraisal.step.case
    members = list(appraisal.members.all())
    came = [member for member in members if member.attended]
    rows = tuple(
        (str(place), member.name, member.get_role_display(), "到会" if member.attended else "未到")
        for place, member in enumerate(members, start=1)
    )
    votes = (
        f"赞成 {appraisal.votes_for} 票，反对 {appraisal.votes_against} 票，弃权 {appraisal.abstentions} 票"
    )
    return Sheet(
        applicant_name=case.applicant.name,
        programme=case.programme,
        parts=(
            SheetPart(
                "评议会",
                pairs=(
                    Pair("时间、地点", _held(appraisal)),
                    Pair("组织", str(appraisal.organiser)),
                    Pair("协助", str(appraisal.assistant or "—")),
                    Pair("申请人", case.applicant.name),
                ),
            ),
            SheetPart("到会人员", head=("序号", "姓名", "身份", "到会"), rows=rows),
            SheetPart("宣讲政策", text=(appraisal.policy_talk,)),
            SheetPart("介绍情况", text=(appraisal.situation,)),
            SheetPart("现场评议", text=(appraisal.discussion, f"不同意见：{appraisal.dissent or '没有'}")),
            SheetPart(
                "评议结论",
                text=(f"到会 {len(came)} 人，{votes}。", f"结论：{Conclusion(appraisal.conclusion).label}。"),
            ),
        ),
        signers=("主持人", "记录人", "到会人员"),
        basis=BASIS,
    )
