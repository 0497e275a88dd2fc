"""登记申请家庭的选择: both ways computed on the day, one of them chosen and signed, before the opinion."""

import datetime as dt

from django.db import transaction

from apps.applications.queries.evidence import case_facts
from apps.benefits import queries as benefits
from apps.benefits import services as benefit_services
from apps.benefits.models import SingleChoice
from apps.households.models import Person
from apps.routing.models import Case
from apps.routing.services import take_step


@transaction.atomic
def record_single_choice(
    case: Case, *, choice: str, signed_by: int, signed_on: dt.date, by, on: dt.date
) -> SingleChoice:
    """Keep the signed choice on the computation of the day; a later one succeeds it. See `benefits.keep_choice`.

    `signed_by`: id of a person of the case.
    """
    step = take_step(case, "first_review", by=by, on=on)
    assessment = benefits.compute(step.case, case_facts(step.case, on), round=step.round, on=on)
    return benefit_services.keep_choice(
        assessment,
        choice=choice,
        signed_by=Person.objects.get(pk=signed_by),
        signed_on=signed_on,
        by=by,
        on=on,
    )
