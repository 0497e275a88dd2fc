"""Reading awards: who lives by which, and how much is due in a month."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncMonth

from apps.benefits.models import Assessment, Award, AwardMember, Opinion
from apps.core.errors import Refused
from apps.households.models import Household, Person
from apps.routing.models import Case


def covers(month: dt.date | Combinable) -> Q:
    """Dated rows in whole months that hold in the month of the day, or in a month that the database knows."""
    return Q(from_month__lte=_first(month)) & goes_on(month)


def goes_on(month: dt.date | Combinable) -> Q:
    """Dated rows in whole months that hold in the month of the day or later."""
    return Q(to_month__isnull=True) | Q(to_month__gte=_first(month))


def _first(month: dt.date | Combinable) -> dt.date | Combinable:
    return month.replace(day=1) if isinstance(month, dt.date) else month


def live_award_of_persons(person_ids: Iterable[int], on: dt.date) -> dict[int, Award]:
    """The award by which each of these people lives in the month of the day, with its office."""
    among = person_ids if isinstance(person_ids, QuerySet) else list(person_ids)
    rows = AwardMember.objects.filter(covers(on), person__in=among)
    return {row.person_id: row.award for row in rows.select_related("award__paying_office")}


def award_of_deceased(person: Person) -> Award | None:
    """The award by which somebody lived in the month of his death."""
    if person.death_date is None:
        return None
    rows = AwardMember.objects.filter(covers(person.death_date), person=person)
    found = rows.select_related("award__paying_office__jurisdiction").first()
    return found.award if found else None


def deaths(offices: Q, since: dt.date) -> QuerySet[AwardMember]:
    """Who lived by an award of these offices in the month of his death, died `since` then; the last first.

    `offices`: a filter on the award's paying office (`award__paying_office`).
    """
    lived_by_it = covers(TruncMonth("person__death_date"))
    return (
        AwardMember.objects.filter(offices, lived_by_it, person__death_date__gte=since)
        .select_related("person", "award__household__head", "award__paying_office", "award__decision")
        .order_by("-person__death_date", "-pk")
    )


def overlapping_members(person_ids: Iterable[int], month: dt.date) -> QuerySet[AwardMember]:
    """Who of these lives by an award in the month or later, the earliest first."""
    return (
        AwardMember.objects.filter(goes_on(month), person__in=list(person_ids))
        .select_related("award__paying_office", "person")
        .order_by("from_month")
    )


def household_awards(household: Household) -> QuerySet[Award]:
    """All awards of a household, the newest first, with their amounts and decisions."""
    return (
        household.awards.select_related("paying_office", "decision__case")
        .prefetch_related("amounts__decision", "amounts__rehearsal", "amounts__one_time", "amounts__person")
        .order_by("-from_month", "-id")
    )


def last_opinion(case: Case) -> Opinion:
    """The opinion of the last round of the first review."""
    opinion = case.opinions.select_related("assessment", "given_by").order_by("-round").first()
    if opinion is None:
        raise Refused("no_opinion", "没有办理。本件还没有初审意见；请先由初审人员提交初审意见。")
    return opinion


def last_assessment(case: Case) -> Assessment | None:
    """The newest kept computation of a case."""
    return case.assessments.select_related("made_by", "case").order_by("-id").first()


def monthly_amount(award: Award, on: dt.date) -> Decimal:
    """Yuan in the month of the day; zero when none is due."""
    return sum((row.amount for row in award.amounts.filter(covers(on))), Decimal("0.00"))
