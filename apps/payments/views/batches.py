"""资金发放: the list, drafting, one batch, approving, the roster as a spreadsheet, the bank's file and its answer."""

import datetime as dt
from collections.abc import Callable

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
from apps.payments.access import batches_seen_by, drafting_offices, may_record, paying_offices, sees_payments
from apps.payments.forms import DraftForm, ReturnForm
from apps.payments.models import Batch

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE_SIZE = 20
# How the bank file may be had: the ending, the service's word, the media type.
FORMS = {"txt": ("text", "text/plain; charset=gb18030"), "xlsx": ("sheet", XLSX)}


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
        "month": on,
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
def draft_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The batches of a month for all streets below; the page of the month shows how far it is."""
    on = clock.today()
    if not (2000 <= year <= 2100 and 1 <= month <= 12):
        raise Http404
    try:
        run = services.draft_month(dt.date(year, month, 1), by=request.user, on=on)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"正在为 {run.total} 个街道制表，几秒后刷新本页即可看到结果。")
    return redirect("payments:month", year=year, month=month)


@require_GET
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The month over all streets that this person sees."""
    on = clock.today()
    if not sees_payments(request.user, on):
        raise PermissionDenied
    if not (2000 <= year <= 2100 and 1 <= month <= 12):
        raise Http404
    first = dt.date(year, month, 1)
    context = {
        "page": queries.month_page(paying_offices(request.user, on), first),
        "drafting": queries.month_run(request.user, first, on),
    }
    return render(request, "payments/month.html", context)


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
    return _show_batch(request, _batch_or_404(request, batch_id))


@require_POST
def approve(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Approve a batch; what keeps it from being approved is told above it."""
    found = _batch_or_404(request, batch_id)
    try:
        services.approve_batch(found, by=request.user, on=clock.today())
    except Refused as refusal:
        return _show_batch(request, found, refusal)
    messages.success(request, f"{found.number} 已批准，名册已出具。批准后不可修改。")
    return redirect("payments:batch", batch_id=found.pk)


@require_POST
def redraft(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Write a draft anew, with what was decided and corrected since."""
    found = _batch_or_404(request, batch_id)
    try:
        services.redraft_batch(found, by=request.user, on=clock.today())
    except Refused as refusal:
        return _show_batch(request, found, refusal)
    messages.success(request, f"{found.number} 已按今天的待遇和账户重新制表，请核对后交第二人审批。")
    return redirect("payments:batch", batch_id=found.pk)


@require_POST
def export(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Order the bank file of a batch; the worker makes it."""
    found = _batch_or_404(request, batch_id)
    try:
        services.export_batch(found, by=request.user, on=clock.today())
    except Refused as refusal:
        return _show_batch(request, found, refusal)
    messages.success(request, "代发文件正在生成，几秒后刷新本页即可下载。")
    return redirect("payments:batch", batch_id=found.pk)


@require_GET
def bank_file(request: HttpRequest, batch_id: int, form: str) -> HttpResponse:
    """The bank file as text or sheet; the download is an event."""
    found = _batch_or_404(request, batch_id)
    file = queries.bank_file_of(found)
    if file is None or form not in FORMS:
        raise Http404
    kind, content_type = FORMS[form]
    try:
        content = services.download_bank_file(file, kind, by=request.user, on=clock.today())
    except Refused as refusal:
        return _show_batch(request, found, refusal)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{found.number} 代发.{form}")
    return response


@require_POST
def bank_return(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Take in the bank's answer; a file that does not fit is refused as a whole, in words."""
    found = _batch_or_404(request, batch_id)
    file = queries.bank_file_of(found)
    form = ReturnForm(request.POST, request.FILES)
    if not may_record(request.user, found, clock.today()):
        raise PermissionDenied
    if file is None:
        raise Http404
    if not form.is_valid():
        return _show_batch(request, found, form=form, status=422)
    kept = form.cleaned_data["file"]
    try:
        services.receive_return(file, name=kept.name, content=kept.read(), by=request.user, on=clock.today())
    except Refused as refusal:
        form.add_error("file", refusal.message)
        return _show_batch(request, found, form=form, status=409)
    messages.success(request, "回盘已导入，正在逐行对账，几秒后刷新本页即可看到结果。")
    return redirect("payments:batch", batch_id=found.pk)


@require_GET
def roster(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The spreadsheet, of one `community` if it is named; an export is an event."""
    return _roster(request, batch_id, services.export_roster, XLSX, "xlsx")


@require_GET
def community_roster(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The PDF of one community (`community`: its name)."""
    return _roster(request, batch_id, services.print_community_roster, "application/pdf", "pdf")


def _roster(
    request: HttpRequest, batch_id: int, made_by: Callable[..., bytes], kind: str, ending: str
) -> HttpResponse:
    """A sheet is kept, a paper is opened."""
    found = _batch_or_404(request, batch_id)
    community = request.GET.get("community", "")
    try:
        content = made_by(found, community, by=request.user, on=clock.today())
    except Refused as refusal:
        return _show_batch(request, found, refusal)
    response = HttpResponse(content, content_type=kind)
    name = f"{found.number} {community}".strip()
    response["Content-Disposition"] = content_disposition_header(ending == "xlsx", f"{name}.{ending}")
    return response


def _show_batch(
    request: HttpRequest,
    found: Batch,
    refusal: Refused | None = None,
    *,
    form: ReturnForm | None = None,
    status: int = 409,
) -> HttpResponse:
    """The page of a batch, with what was refused and what was typed."""
    page = queries.batch_page(found, request.user, clock.today())
    context = {"page": page, "refusal": refusal, "form": form or ReturnForm()}
    return render(request, "payments/batch.html", context, status=status if refusal or form else 200)


def _batch_or_404(request: HttpRequest, batch_id: int) -> Batch:
    """The batch if this person sees it; else the same 404 as for one that does not exist."""
    related = ("office", "drafted_by", "approved_by", "roster", "bank_file")
    found = batches_seen_by(request.user, clock.today()).select_related(*related).filter(pk=batch_id).first()
    if found is None:
        raise Http404
    return found
