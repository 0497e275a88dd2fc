"""Households that live by an award, made straight, and what happens to them later by the real services."""

import datetime as dt
from decimal import Decimal

from apps.benefits import queries as benefits
from apps.benefits.models import Award, AwardAmount, AwardMember, Decision, Opinion
from apps.households.models import Membership
from apps.routing.models import Case
from tests.benefits import makers
from tests.payments.makers import case_of

DECIDED = dt.date(2025, 11, 1)
world = makers.world


def standing(
    w, *names: str, amount: str = "1000.00", decided: dt.date = DECIDED, able: bool = True, fixed: bool = False,
    split: bool = True, wage: str = "1894",
) -> Award:  # fmt: skip
    """One household with an award decided on a day; `able`: its members can work, `fixed`: it has no wage."""
    count = Case.objects.count()
    home = makers.household(
        w.residence if split else w.hukou,
        w.hukou,
        *(names or ("张小满",)),
        wage="0" if fixed else wage,
        account=f"622202{count:013d}",
    )
    if not able:
        Membership.objects.filter(household=home).update(labour_capacity="none", work_status="retired")
    first = decided.replace(day=1)
    decision = decision_on(w, case_of(home, w.hukou, f"东大低保 2025-{count:04d}"), amount, decided)
    made = Award.objects.create(
        household=home,
        decision=decision,
        programme="dibao",
        paying_office=w.hukou,
        residence_office=home.residence_office,
        from_month=first,
    )
    AwardAmount.objects.create(
        award=made, kind="dibao", amount=Decimal(amount), from_month=first, decision=decision
    )
    AwardMember.objects.bulk_create(
        AwardMember(award=made, person=row.person, from_month=first) for row in home.memberships.all()
    )
    return made


def decision_on(w, case: Case, amount: str, on: dt.date, programme: str = "dibao") -> Decision:
    """What was decided on the computation of that day; `amount` stands, whatever the computation says."""
    assessment = benefits.compute(case, benefits.facts_of(case, on), round=1, on=on)
    assessment.made_by = w.reviewer
    assessment.save()
    opinion = Opinion.objects.create(
        case=case, round=1, assessment=assessment, approve=True, text="同意", given_by=w.reviewer, given_on=on
    )
    return Decision.objects.create(
        case=case,
        assessment=assessment,
        opinion=opinion,
        office=case.decider_office,
        approve=True,
        programme=programme,
        amount=Decimal(amount),
        first_month=on.replace(day=1),
        text="审核确认同意",
        reviewed_by=w.reviewer,
        decided_by=w.approver,
        decided_on=on,
    )
