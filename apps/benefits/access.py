"""Which computations a person sees: those of the cases that they see."""

from django.db.models import QuerySet

from apps.benefits.models import Assessment


def assessments_of(case) -> QuerySet[Assessment]:
    """The kept computations of a case that was got through `routing.access`, the oldest first."""
    return case.assessments.select_related("made_by", "case").order_by("id")
