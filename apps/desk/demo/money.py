"""What else the money of the demonstration shows: a price subsidy that waits for the second person, a recovery
that was told, the funeral subsidy of somebody who died."""

import datetime as dt
from decimal import Decimal

from apps.benefits.models import Kind
from apps.benefits.one_time_funeral import FuneralClaim
from apps.benefits.services import draft_funeral, draft_round
from apps.desk.demo.days import Days
from apps.desk.demo.streets import Street
from apps.households.models import Membership
from apps.payments.models import Batch
from apps.payments.services import recover_by_facts
from apps.reviews.services import ChangeEntry, report_change
from apps.rules.calendar import add_months, month_of
from apps.rules.recovery import TrueFacts

INDICES = {"cpi": "3.6", "food": "2.0", "orphan": "4"}
ELDERLY = 50  # years
EARNED = Decimal("1600.00")  # a month for each person, of which nobody was told


def tell_money(street: Street, days: Days) -> None:
    """All in one street, on the last working day."""
    on, last = days.back(0), month_of(days.day).plus(-1)
    draft_round(
        street.office,
        Kind.PRICE_SUBSIDY,
        register_month=last.first,
        pay_month=days.day.replace(day=1),
        figures=INDICES,
        by=street.clerk,
        on=on,
    )
    _tell_recovery(street, last.plus(-1).first, on)
    _tell_funeral(street, days)


def _tell_recovery(street: Street, change: dt.date, on: dt.date) -> None:
    """The household of the largest regular payment of the last settled month had earned more since the month before."""
    batch = Batch.objects.filter(office=street.office, state="settled").latest("month")
    line = batch.payments.filter(kind=Kind.DIBAO, cause="regular").order_by("-amount", "pk").first()
    recover_by_facts(
        line.award,
        change_month=change,
        true_facts=[TrueFacts(month_of(change), line.members, EARNED * line.members)],
        reason="核对发现工资增加没有报告。",
        by=street.reviewer,
        on=on,
    )


def _tell_funeral(street: Street, days: Days) -> None:
    """Somebody died nine days ago: his family told it a week ago and claims the subsidy now."""
    on, died = days.back(0), days.day - dt.timedelta(days=9)
    row = (
        Membership.objects.filter(
            valid_to=None, valid_from__lt=died, household__hukou_office=street.office, household__residence_office=street.office,
            household__awards__programme="dibao", household__awards__to_month=None,
            household__awards__from_month__lt=died.replace(day=1), person__award_memberships__to_month=None,
            person__birth_date__lt=add_months(died, -12 * ELDERLY),
        )
        .exclude(relation="head")
        .exclude(household__cases__state="open")
        .select_related("household__head", "person")
        .order_by("person__birth_date", "id")
        .first()
    )  # fmt: skip
    if row is None:
        return
    told = ChangeEntry("death", died, person=row.person_id, evidence="死亡医学证明书")
    report_change(row.household, told, at=street.office, by=street.clerk, on=days.back(5))
    claim = FuneralClaim(row.household.head.name, "none", died + dt.timedelta(days=2), "tianjin", on)
    draft_funeral(row.person, claim, pay_month=days.day.replace(day=1), by=street.clerk, on=on)
