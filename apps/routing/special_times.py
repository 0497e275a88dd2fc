"""特殊时期: which special measures hold at an office on a day, and for a case."""

import datetime as dt

from django.db.models import Q, QuerySet

from apps.offices.models import Office
from apps.routing.models import Case, CaseKind, CaseState, Switch, SwitchKind

LIMITED = (CaseKind.APPLICATION, CaseKind.CHANGE_REPORT)
CITY_END = "0000"
EMERGENCY = "emergency"  # among the reasons for which the limit of a case is the longer one


def switch_at(kind: SwitchKind, office: Office, on: dt.date) -> Switch | None:
    """The measure in force at the office on the day: its own, or that of what lies above it; regions contain each other
    by their codes."""
    return in_force(kind, on).filter(office__code__in=covering(office.code)).order_by("-office__code").first()


def covering(code: str) -> tuple[str, str, str]:
    """The codes of an office and of what lies above it: a measure of any of them holds there."""
    return code, code[:6], code[:2] + CITY_END


def moratorium_at(office: Office, on: dt.date) -> Switch | None:
    """「疫情防控期间，暂停低保、特困等…退出」（津民发〔2020〕19号 二（五））."""
    return switch_at(SwitchKind.EXIT_MORATORIUM, office, on)


def emergency_of(case: Case, on: dt.date) -> Switch | None:
    """应急办理 where the family lives, or where the case is decided: a blocked street holds up both."""
    offices = (case.residence_office, case.hukou_office)
    return next(
        (found for office in offices if (found := switch_at(SwitchKind.EMERGENCY_MODE, office, on))), None
    )


def in_force(kind: SwitchKind, on: dt.date) -> QuerySet[Switch]:
    """The measures of a kind that hold on the day, anywhere."""
    return Switch.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), kind=kind, valid_from__lte=on
    )


def cases_to_extend(switch: Switch) -> QuerySet[Case]:
    """The cases under way in the region of a measure whose statutory limit is still the ordinary one."""
    code = switch.office.code
    prefix = code[:2] if code.endswith(CITY_END) else code
    here = Q(residence_office__code__startswith=prefix) | Q(hukou_office__code__startswith=prefix)
    return Case.objects.filter(
        here, state=CaseState.OPEN, kind__in=LIMITED, accepted_on__isnull=False, extended_reasons=[]
    )
