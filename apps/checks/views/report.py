"""核对报告, for whoever sees the case: on the screen and on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.checks import queries
from apps.core import clock
from apps.core.shapes import Link
from apps.routing.queries import clockwork, identity
from apps.routing.step_view import case_or_404


@require_safe
def report(request: HttpRequest, case_id: int) -> HttpResponse:
    """`?edition=` analysis (the one that goes into the dossier) or standard."""
    on = clock.today()
    case = case_or_404(request, case_id)
    found = queries.report_of(case, request.GET.get("edition", ""), on)
    if found is None:
        raise Http404
    context = {
        "case": case,
        "report": found,
        "editions": queries.EDITIONS,
        "identity": identity(case, clockwork(), on, request.user),
        "crumbs": (
            Link("工作台", reverse("desk:worklist")),
            Link(case.number, reverse("desk:case", args=[case.pk])),
            Link("核对报告", ""),
        ),
    }
    return render(request, "checks/report.html", context)
