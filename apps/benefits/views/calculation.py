"""核算说明: the newest computation of a case, or a kept one by its number."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from apps.benefits import queries
from apps.benefits.access import assessments_of
from apps.core import clock
from apps.core.shapes import Crumb
from apps.routing.queries import clockwork, identity
from apps.routing.step_view import case_or_404


@require_GET
def calculation(request: HttpRequest, case_id: int, assessment_id: int | None = None) -> HttpResponse:
    """A case without a kept computation is tried out on today's facts; nothing is kept by looking."""
    case, on = case_or_404(request, case_id), clock.today()
    kept = assessments_of(case)
    found = kept.filter(pk=assessment_id).first() if assessment_id else kept.last()
    if assessment_id and found is None:
        raise Http404
    assessment = found or queries.compute(case, queries.facts_of(case, on), round=1, on=on)
    home = reverse("desk:case", args=[case.pk])
    context = {
        "page": queries.calculation_page(assessment, first_month=queries.first_month(assessment, on)),
        "identity": identity(case, clockwork(), on, request.user),
        "crumbs": (Crumb("工作台", reverse("desk:worklist")), Crumb(case.number, home), Crumb("核算说明")),
        "others": queries.other_computations(kept, assessment),
    }
    return render(request, "benefits/calculation.html", context)
