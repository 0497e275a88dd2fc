"""What else the money of the demonstration shows: a price subsidy that waits for the second person, a recovery
that was told, three deaths and the funeral subsidies of two of them, one of whom lived alone."""

import datetime as dt
from itertools import islice

from django.db.models import Count, QuerySet

from apps.benefits.models import Kind
from apps.benefits.one_time_funeral import ClaimantAccount, ClaimantEntry, FuneralClaim
from apps.benefits.services import draft_funeral, draft_round
from apps.desk.demo.days import Days
from apps.desk.demo.owed_back import tell_recovery
from apps.desk.demo.people import NOBODYS_ACCOUNT, NOBODYS_PHONE, NOBODYS_REGION, surname_of
from apps.desk.demo.streets import Street
from apps.households.models import Membership
from apps.households.queries import account_in_order
from apps.reviews.services import ChangeEntry, report_change
from apps.rules.calendar import add_months, month_of
from apps.rules.id_number import check_digit

INDICES = {"cpi": "3.6", "food": "2.0", "orphan": "4"}
ELDERLY = 50  # years
CREMATORIUM = "天津市第二殡仪馆"
NIECE, NIECE_PHONE = "19710312404", f"{NOBODYS_PHONE}9901"


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
    tell_recovery(street, days)
    _tell_funerals(street, days)


def _tell_funerals(street: Street, days: Days) -> None:
    """Two people died: their families told it two days later, and one of them claims the subsidy now. A third one lived
    alone; a relative who buried him claims it to an account of her own.
    """
    told_on = days.back(5)
    died = told_on - dt.timedelta(days=2)
    elderly = _elderly(street, died)
    paid = (row for row in elderly.exclude(relation="head") if _family_is_paid(row, days))
    with_family = islice(paid, 2)
    alone = elderly.filter(relation="head").annotate(home=Count("household__memberships")).filter(home=1)[:1]
    for place, row in enumerate((*with_family, *alone)):
        told = ChangeEntry("death", died, person=row.person_id, evidence="死亡医学证明书")
        report_change(row.household, told, at=street.office, by=street.clerk, on=told_on)
        if place != 1:
            _claim_funeral(street, row, died, days)


def _family_is_paid(row: Membership, days: Days) -> bool:
    """Whether the household's money arrives without that person too."""
    account = account_in_order(row.household, days.back(0))
    return account is not None and account.holder_id != row.person_id


def _claim_funeral(street: Street, row: Membership, died: dt.date, days: Days) -> None:
    on, cremated = days.back(0), died + dt.timedelta(days=2)
    alone = row.relation == "head"
    claim = FuneralClaim(_claimant(row, alone=alone), "none", cremated, "tianjin", on, CREMATORIUM)
    draft_funeral(row.person, claim, pay_month=days.day.replace(day=1), by=street.clerk, on=on)


def _claimant(row: Membership, *, alone: bool) -> ClaimantEntry:
    """The head of the household, or a niece who is in no register."""
    if not alone:
        head = row.household.head
        return ClaimantEntry(head.name, "relative", head.phone or NIECE_PHONE, head.id_number)
    name = f"{surname_of(row.person.name)}月华"
    number = f"{NOBODYS_REGION}{NIECE}"
    account = ClaimantAccount(name, "天津农商银行", f"{NOBODYS_ACCOUNT}{row.person_id:010d}")
    return ClaimantEntry(name, "relative", NIECE_PHONE, number + check_digit(number), account)


def _elderly(street: Street, died: dt.date) -> QuerySet[Membership]:
    """People of the street's own dibao register who could have died that day without anything else going on, the oldest first."""
    return (
        Membership.objects.filter(
            valid_to=None, valid_from__lt=died, household__hukou_office=street.office, household__residence_office=street.office,
            household__awards__programme="dibao", household__awards__to_month=None,
            household__awards__from_month__lt=died.replace(day=1), person__award_memberships__to_month=None,
            person__birth_date__lt=add_months(died, -12 * ELDERLY),
        )
        .exclude(household__cases__state="open")
        .select_related("household__head", "person")
        .order_by("person__birth_date", "id")
    )  # fmt: skip
