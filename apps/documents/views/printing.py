"""All papers that one sees, and printing many of them: ordered, drawn in the background, taken as one file."""

import io
import zipfile
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock
from apps.core.errors import Refused
from apps.documents import queries, services
from apps.documents.access import documents_seen_by, prints_of
from apps.documents.forms import PapersQuery
from apps.offices.access import may
from apps.offices.roles import Permission

PAGE = 50


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """文书, newest first, by kind and day."""
    on = clock.today()
    query = PapersQuery(request.GET)
    found = documents_seen_by(request.user, on).filter(**query.wanted()).order_by("-pk")
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    kept = urlencode({name: value for name, value in request.GET.items() if name != "page" and value})
    page = {
        "form": query,
        "rows": [queries.paper_line(row) for row in shown.object_list],
        "pager": queries.papers_pager(shown, kept),
        "may_print": may(request.user, Permission.ISSUE_DOCUMENT, on=on),
    }
    return render(request, "documents/papers.html", page)


@require_POST
def order_print(request: HttpRequest) -> HttpResponse:
    """Print what was ticked."""
    on = clock.today()
    if not may(request.user, Permission.ISSUE_DOCUMENT, on=on):
        raise PermissionDenied
    chosen = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdigit()][: services.MOST_PRINTED + 1]
    found = list(documents_seen_by(request.user, on).filter(pk__in=chosen))
    try:
        batch = services.order_prints(found, by=request.user, on=on)
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("documents:papers")
    return redirect("documents:print_progress", pk=batch.pk)


@require_safe
def print_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; the page asks again by itself, and leaving it is safe."""
    batch = get_object_or_404(prints_of(request.user), pk=pk)
    template = (
        "documents/_print.html" if request.htmx and not request.htmx.boosted else "documents/print.html"
    )
    return render(request, template, {"page": queries.print_page(batch), "batch": batch})


@require_safe
def print_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """The originals of a batch as one file, in the order of their numbers; what one sees no longer is left out."""
    batch = get_object_or_404(prints_of(request.user), pk=pk)
    seen = documents_seen_by(request.user, clock.today())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for document in seen.filter(pk__in=batch.items.filter(ready=True).values("document")).order_by("pk"):
            archive.writestr(f"{document.number} {document.title}.pdf", services.original(document))
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'文书 {batch.pk}.zip')}"
    response["Cache-Control"] = "no-store"
    return response
