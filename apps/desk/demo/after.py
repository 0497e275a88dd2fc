"""What came after the decision: a taper that runs, reviews that were made, are due and are late, a change to verify."""

import datetime as dt
import random
from decimal import Decimal

from apps.benefits.models import Award
from apps.benefits.services import register_appeal
from apps.core.bulk import bulk_create_with_history
from apps.desk.demo.days import Days
from apps.desk.demo.streets import Street
from apps.documents.services import district_government
from apps.households.models import Membership
from apps.reviews import services as reviews
from apps.reviews.models import Review
from apps.reviews.services import ChangeEntry
from apps.routing.models import Case, CaseKind
from apps.rules.calendar import add_months
from apps.rules.review_cycle import ABLE

# How many days before the day of the demonstration the last reviews fall due: two late, four in these weeks, the rest later.
LATE, SOON = (9, 3), (4, 9, 15, 26)
NIGHT = 25  # days ago, when the late ones were opened
HALF_YEAR = 6
TOLD_OF = 3  # reviews of who lives in the street, which the story goes on with


def tell_taper(street: Street, days: Days) -> Case | None:
    """Two months ago somebody found work and said so: three full months, three halves. Told before the batches."""
    on = days.of_month(add_months(days.day.replace(day=1), -3), 12)
    row = (
        Membership.objects.filter(
            valid_to=None, labour_capacity="full", household__hukou_office=street.office, valid_from__lt=on,
            household__residence_office=street.office, household__awards__programme="dibao",
            household__awards__to_month=None, household__awards__from_month__lt=add_months(on, -2).replace(day=1),
        )
        .select_related("household")
        .order_by("id")
        .first()
    )  # fmt: skip
    if row is None:
        return None
    many = row.household.memberships.filter(valid_to=None).count()
    entry = ChangeEntry(
        "job_start", on - dt.timedelta(days=6), person=row.person_id, evidence="劳动合同",
        detail={"amount": Decimal(1500 * many + 600), "note": "社区物业公司"},
    )  # fmt: skip
    report = reviews.report_change(row.household, entry, at=street.office, by=street.clerk, on=on)
    reviews.submit_verification(
        report.case, text="劳动合同属实，家庭主动报告，拟渐退。", by=street.reviewer, on=on
    )
    reviews.decide(report.case, agree=True, text="同意渐退。", by=street.approver, on=on)
    return report.case


def make_reviews(streets: dict[str, Street], days: Days, rng: random.Random) -> int:
    """The reviews of the years before, kept on paper; then the nights that opened those of these weeks."""
    made: list[Review] = []
    for street in streets.values():
        dues = [*(-ago for ago in LATE), *SOON]
        for award in _in_turn(street, days):
            ahead = dues[0] if dues else rng.randint(32, 170)
            due = days.day + dt.timedelta(days=ahead)
            last = add_months(due, -HALF_YEAR)
            if award.decision.decided_on < last:
                made.append(_on_paper(award, last))
                del dues[:1]
    bulk_create_with_history(made, Review)
    for ago in (NIGHT, 0):
        reviews.open_reviews(days.day - dt.timedelta(days=ago))
    return Review.objects.filter(reviewed_on=None).count()


def _in_turn(street: Street, days: Days) -> list[Award]:
    """The street's awards as their reviews come up. First, whatever the day, some who live there, since what is told of
    reviews happens to them, and one who lives elsewhere: decided long enough ago, and reviewed every half year since
    somebody can work.
    """
    awards = Award.objects.filter(paying_office=street.office).exclude(to_month__lt=days.day.replace(day=1))
    awards = list(awards.select_related("decision").order_by("id"))
    long_ago = add_months(days.day - dt.timedelta(days=max(LATE)), -HALF_YEAR)
    able = set(
        Membership.objects.filter(valid_to=None, labour_capacity__in=ABLE).values_list(
            "household_id", flat=True
        )
    )
    old = [
        award
        for award in awards
        if award.programme == "dibao" and award.household_id in able and award.decision.decided_on < long_ago
    ]
    own = [award for award in old if award.residence_office_id == award.paying_office_id]
    away = [award for award in old if award.residence_office_id != award.paying_office_id]
    first = [*own[:TOLD_OF], *away[:1]]
    return [*first, *(award for award in awards if award not in first)]


def _on_paper(award: Award, last: dt.date) -> Review:
    return Review(
        grant=award.decision,
        last_review=add_months(last, -HALF_YEAR),
        cycle_months=HALF_YEAR,
        due_on=last,
        opened_on=last,
        reviewed_on=last,
    )


def tell_reviews(street: Street, days: Days) -> None:
    """One review waits for the second person, one change for its verification; one review runs beside an appeal."""
    on = days.back(1)
    waiting = Case.objects.filter(
        kind=CaseKind.PERIODIC_REVIEW,
        hukou_office=street.office,
        residence_office=street.office,
        state="open",
    ).order_by("due_on", "id")
    for case in waiting[1:2]:
        reviews.submit_review(
            case, text="经核查，家庭人口、收入、财产没有变化，保持原待遇。", by=street.reviewer, on=on
        )
    last = waiting.last()
    if last is not None:
        entry = ChangeEntry(
            "birth", on - dt.timedelta(days=5), evidence="出生医学证明",
            detail={"name": f"{last.applicant.name[0]}安", "sex": "female"},
        )  # fmt: skip
        reviews.report_change(last.household, entry, at=street.office, by=street.clerk, on=on)
    for case in waiting[2:3]:
        register_appeal(
            case.review.grant, kind="reconsideration", authority=district_government(street.office),
            number=f"南开政复〔{on.year}〕8号", received_on=days.back(6), by=street.approver, on=days.back(4),
        )  # fmt: skip
