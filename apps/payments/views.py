"""资金发放: the list, drafting, one batch, approving, the roster as a spreadsheet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from apps.core import clock
from apps.core.errors import Refused
from apps.payments import queries, services
from apps.payments.access import batches_seen_by, drafting_offices, sees_payments
from apps.payments.forms import DraftForm
from apps.payments.models import Batch

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE_SIZE = 20


def _draft_form(request: HttpRequest, data=None) -> DraftForm | None:
    """The form of a new batch, for whoever may draft one."""
    on = clock.today()
    offices = drafting_offices(request.user, on)
    return DraftForm(data, offices=offices, months=queries.months_to_draft(on)) if offices else None


def _show_list(request: HttpRequest, form: DraftForm | None, status: int = 200) -> HttpResponse:
    on = clock.today()
    pages = Paginator(batches_seen_by(request.user, on).order_by("-month", "office__code"), PAGE_SIZE)
    shown = pages.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "rows": queries.batch_rows(shown.object_list),
        "pager": queries.pager(shown),
    }
    return render(request, "payments/list.html", context, status=status)


@require_GET
def batch_list(request: HttpRequest) -> HttpResponse:
    """All batches that this person sees, the newest month first."""
    if not sees_payments(request.user, clock.today()):
        raise PermissionDenied
    return _show_list(request, _draft_form(request))


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Draft the batch of a month, or open the one that is there."""
    form = _draft_form(request, request.POST)
    if form is None:
        raise PermissionDenied
    if not form.is_valid():
        return _show_list(request, form, status=422)
    try:
        made = services.draft_batch(**form.cleaned_data, by=request.user, on=clock.today())
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _show_list(request, form, status=409)
    messages.success(request, f"{made.number} 已制作，请核对后交第二人审批。")
    return redirect("payments:batch", batch_id=made.pk)


@require_GET
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One batch."""
    found = _batch_or_404(request, batch_id)
    return render(
        request, "payments/batch.html", {"page": queries.batch_page(found, request.user, clock.today())}
    )


@require_POST
def approve(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Approve a batch; what keeps it from being approved is told above it."""
    found = _batch_or_404(request, batch_id)
    try:
        services.approve_batch(found, by=request.user, on=clock.today())
    except Refused as refusal:
        page = queries.batch_page(found, request.user, clock.today())
        return render(request, "payments/batch.html", {"page": page, "refusal": refusal}, status=409)
    messages.success(request, f"{found.number} 已批准，名册已出具。批准后不可修改。")
    return redirect("payments:batch", batch_id=found.pk)


@require_GET
def roster(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The spreadsheet; an export is an event."""
    found = _batch_or_404(request, batch_id)
    content = services.export_roster(found, by=request.user, on=clock.today())
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{found.number}.xlsx")
    return response


def _batch_or_404(request: HttpRequest, batch_id: int) -> Batch:
    """The batch if this person sees it; else the same 404 as for one that does not exist."""
    related = ("office", "drafted_by", "approved_by", "roster")
    found = batches_seen_by(request.user, clock.today()).select_related(*related).filter(pk=batch_id).first()
    if found is None:
        raise Http404
    return found
