"""Reading the newest self-care assessment and the placement of a case."""

import datetime as dt

from apps.benefits.queries import Care
from apps.care.models import Placement, SelfCareAssessment
from apps.documents.contexts import IndicatorLine, SelfCareForm
from apps.households.models import Person
from apps.rules.facts.tekun import INDICATORS


def last_assessment(case) -> SelfCareAssessment | None:
    """The newest self-care assessment of a case."""
    return case.self_care.order_by("-id").first()


def placement_of(person: Person) -> Placement | None:
    """Where the person is cared for now."""
    return Placement.objects.filter(person=person, valid_to__isnull=True).first()


def care_of(case) -> Care | None:
    """What the computation asks of this floor; None before the assessment."""
    found, placed = last_assessment(case), placement_of(case.applicant)
    if found is None or placed is None:
        return None
    return Care(found.indicators, placed.mode, placed.institution)


def self_care_form(found: SelfCareAssessment, placed: Placement, on: dt.date) -> SelfCareForm:
    """What stands on 特困人员生活自理能力评估表 (D21); no identity number."""
    return SelfCareForm(
        applicant_name=found.person.name,
        programme=found.case.programme,
        assessed_on=found.assessed_on,
        indicators=tuple(
            IndicatorLine(label, "能够" if getattr(found, name) else "不能")
            for name, label in INDICATORS.items()
        ),
        failed=sum(not alone for alone in found.indicators.values()),
        level=found.get_level_display(),
        assessors=tuple(found.assessors),
        institution=found.institution,
        placement=placed.get_mode_display(),
        placed_at=placed.institution or placed.carer,
        note=found.note,
    )
