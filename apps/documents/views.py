"""Pages of papers: the preview, and the original."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.core import clock
from apps.documents import queries, services
from apps.documents.access import documents_seen_by


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet on grey, with its actions."""
    document = get_object_or_404(documents_seen_by(request.user, clock.today()), pk=pk)
    return render(request, "documents/preview.html", {"page": queries.paper_page(document)})


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The original bytes, shown in the browser, kept by nobody on the way."""
    document = get_object_or_404(documents_seen_by(request.user, clock.today()), pk=pk)
    response = HttpResponse(services.original(document), content_type="application/pdf")
    name = quote(f"{document.title} {document.number}.pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
