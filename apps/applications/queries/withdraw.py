"""Whether, and by which office, an application may be withdrawn."""

import datetime as dt

from apps.offices.access import may
from apps.offices.models import Office
from apps.offices.roles import Permission
from apps.routing.models import Case, CaseState


def withdrawing_office(case: Case, user, on: dt.date) -> Office | None:
    """The office of the case at which `user` may take a withdrawal: the intake first, then the hukou office."""
    offices = (case.intake_office, case.front_office, case.hukou_office)
    return next((office for office in offices if may(user, Permission.WITHDRAW_CASE, office, on)), None)


def may_withdraw(case: Case, user, on: dt.date) -> bool:
    """Whether `user` may take a withdrawal of this case now: it is not decided yet."""
    return (
        case.state != CaseState.CLOSED and not case.outcome and withdrawing_office(case, user, on) is not None
    )
