"""特殊时期措施: a street in an emergency, one that was over long ago, and the end of a tekun support that hangs.

Only the fourth street lives in an emergency, so that the limits of the others are the usual ones.
"""

import datetime as dt
from decimal import Decimal

from apps.desk.demo.days import Days
from apps.desk.demo.pictures import board
from apps.desk.demo.streets import Street
from apps.publicity import services as publicity
from apps.publicity.queries import usual_place
from apps.reviews import services as reviews
from apps.reviews.services import ChangeEntry
from apps.routing import services as routing
from apps.routing.models import Case, CaseState, SwitchKind

EMERGENCY, FLOOD = 8, (212, 196)  # working days ago: begun; begun and ended
PENSION = Decimal("4260.00")  # above what tekun support grants


def tell_measures(street: Street, days: Days) -> None:
    """Before the stories: what is accepted and visited in that street since then is done as in an emergency."""
    begun, ended = (days.back(ago) for ago in FLOOD)
    flood = _emergency(street, begun, f"区防汛指挥部通告〔{begun.year}〕2号")
    routing.end_switch(flood, valid_to=ended, by=street.approver, on=ended)
    since = days.back(EMERGENCY)
    now = _emergency(street, since, f"区应急指挥部通告〔{since.year}〕7号")
    routing.extend_open_cases(now.pk, since)


def _emergency(street: Street, since: dt.date, document: str):
    return routing.set_switch(
        SwitchKind.EMERGENCY_MODE, street.office, valid_from=since, document=document, by=street.approver, on=since
    )  # fmt: skip


def tell_tekun_stop(streets: dict[str, Street], days: Days) -> Case | None:
    """A pension was granted to somebody who has tekun support; that it shall end hangs in both places."""
    this_month = days.day.replace(day=1)
    granted = Case.objects.filter(
        programme="tekun_support",
        kind="application",
        state=CaseState.CLOSED,
        decision__first_month__lt=this_month,
    ).first()
    if granted is None:
        return None
    street_of = {street.office.pk: street for street in streets.values()}
    hukou, residence = street_of[granted.hukou_office_id], street_of[granted.residence_office_id]
    entry = ChangeEntry(
        "income", days.back(7), person=granted.applicant_id, evidence="养老保险待遇核定表",
        detail={"type": "T", "amount": str(PENSION)},
    )  # fmt: skip
    case = reviews.report_change(
        granted.household, entry, at=hukou.office, by=hukou.clerk, on=days.back(6)
    ).case
    text = "补办职工养老保险，养老金已超过救助供养标准，拟终止救助供养。"
    reviews.submit_verification(case, text=text, by=hukou.reviewer, on=days.back(5))
    on = days.back(3)
    for number, street in enumerate((residence, hukou)):
        place = usual_place(case, street.office)
        publicity.post_notice(case, place=place, posted_on=on, photo=board(number), by=street.clerk, on=on)
    return case
