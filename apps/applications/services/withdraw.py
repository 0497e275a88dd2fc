"""撤回: the applicant takes the application back before it is decided."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.applications.queries.withdraw import withdrawing_office
from apps.core.errors import Refused
from apps.routing.models import Case, CaseState, Outcome
from apps.routing.services import close_case


@transaction.atomic
def withdraw_application(case: Case, *, reason: str, by, on: dt.date) -> Case:
    """Close the case as withdrawn, with the applicant's written reason; its people are free to apply again.

    Raises PermissionDenied at an office without the permission; Refused once it is decided or closed, or without
    a reason.
    """
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=case.pk)
    case.refresh_from_db()
    office = withdrawing_office(case, by, on)
    if office is None:
        raise PermissionDenied
    if case.state == CaseState.CLOSED or case.outcome:
        raise Refused(
            "already_decided",
            "没有撤回。本件已作出决定或已办结，不能再撤回；放弃已确认的待遇请办理停发。",
        )
    reason = reason.strip()
    if not reason:
        raise Refused(
            "reason_missing", "没有撤回。请写明申请人书面撤回的原因；原因会写入办件经过。", "reason"
        )
    summary = f"申请人撤回申请：{reason}。今后可随时重新申请，已交材料仍有效的不再要求重复提交。"
    return close_case(case, Outcome.WITHDRAWN, by=by, on=on, summary=summary, office=office)
