"""近亲属备案: declared, registered, and from then on kept away from the case.

「…近亲属…应当…单独登记备案」（民发〔2021〕57号 第十四条；条例第六十六条）: the registration neither helps nor harms the family; the
relative does no step of the case, and the district inspects every such case.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.core.errors import Refused
from apps.households.models import Person
from apps.journal.kinds import EventKind
from apps.offices.access import offices_of
from apps.offices.models import Office, User
from apps.offices.roles import Permission
from apps.routing.models import Case, CloseRelative
from apps.routing.services.steps import record_on_case


@dataclass(frozen=True, slots=True)
class RelativeEntry:
    """Who is whose relative. `user`: of our offices; else `staff_name` and `post`, as of a residents' committee."""

    relation: str
    person: Person
    source: str
    user: User | None = None
    staff_name: str = ""
    post: str = ""


@transaction.atomic
def register_relative(case: Case, entry: RelativeEntry, *, by, on: dt.date) -> CloseRelative:
    """Register a close relative; what he was to do he does no more, and it waits for somebody else at his office."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    office = _office_of(case, by, on)
    name, post = _named(entry, office)
    if case.close_relatives.filter(
        user=entry.user, staff_name=name, person=entry.person, cancelled_on__isnull=True
    ).exists():
        raise Refused(
            "already_registered", f"没有重复登记。{name}与{entry.person}的关系已经备案；请刷新本页。"
        )
    made = CloseRelative.objects.create(
        case=case,
        user=entry.user,
        staff_name=name,
        post=post,
        relation=entry.relation,
        person=entry.person,
        source=entry.source,
        registered_by=by,
        registered_on=on,
    )
    for step in case.steps.filter(assignee=entry.user, state__in=("open", "started")) if entry.user else ():
        step.assignee = None
        step.save()
    summary = f"近亲属备案：{made.post}{name}是{made.person}的{made.get_relation_display()}，不参与办理。"
    record_on_case(EventKind.RECUSAL, case, office=office, by=by, on=on, summary=summary)
    return made


@transaction.atomic
def cancel_relative(relative: CloseRelative, *, reason: str, by, on: dt.date) -> CloseRelative:
    """撤销 a registration that was a mistake; never by the one whom it concerns."""
    case = Case.objects.select_for_update().get(pk=relative.case_id)
    office = _office_of(case, by, on)
    relative.refresh_from_db()
    if relative.cancelled_on:
        raise Refused("already_cancelled", "没有重复办理。这条备案已经撤销；请刷新本页。")
    if relative.user_id == by.pk:
        raise Refused("own_registration", "没有撤销。与您本人有关的备案须由其他人员撤销。")
    if not reason.strip():
        raise Refused("reason_missing", "没有撤销。请写明原因，例如 同名同姓，经核实不是近亲属。", "reason")
    relative.cancelled_by, relative.cancelled_on, relative.cancelled_reason = by, on, reason.strip()[:200]
    relative.save()
    summary = f"撤销{relative.staff_name}的近亲属备案：{reason.strip()}"
    record_on_case(EventKind.RECUSAL, case, office=office, by=by, on=on, summary=summary)
    return relative


def _office_of(case: Case, by, on: dt.date) -> Office:
    mine = offices_of(by, Permission.RECUSAL, on)
    for office in (case.residence_office, case.hukou_office, case.intake_office, case.decider_office):
        if office.pk in mine:
            return office
    raise PermissionDenied


def _named(entry: RelativeEntry, office: Office) -> tuple[str, str]:
    if entry.user is not None:
        duty = entry.user.duties.select_related("office").first()
        return str(entry.user), f"{duty.office}{duty.get_role_display()}" if duty else office.name
    if not entry.staff_name.strip() or not entry.post.strip():
        raise Refused(
            "staff_missing",
            "没有登记。请选择工作人员；不是本系统人员的，请填写姓名和单位、岗位。",
            "staff_name",
        )
    return entry.staff_name.strip(), entry.post.strip()
