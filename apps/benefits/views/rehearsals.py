"""调标测算: the list, a new one, one with its figures and households, publishing."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from apps.benefits import access, queries
from apps.benefits import rehearsal as rehearsing
from apps.benefits.forms import DiscardRehearsalForm, RehearsalForm
from apps.benefits.models import Rehearsal
from apps.core import clock
from apps.core.errors import Refused
from apps.core.forms import sent
from apps.core.shapes import Crumb, PagerInfo
from apps.core.sheets import XLSX
from apps.standards.access import may_draft

PAGE_SIZE = 50
View = Callable[..., HttpResponse]


def for_policy(view: View) -> View:
    """Whoever sees rehearsals."""

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not access.sees_rehearsals(request.user, clock.today()):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb("标准", reverse("standards:list")), Crumb("调标测算", reverse("benefits:rehearsals")))


@require_GET
@for_policy
def rehearsals(request: HttpRequest) -> HttpResponse:
    """All rehearsals, the newest first."""
    shown = Paginator(access.rehearsals().order_by("-id"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "rows": queries.rehearsal_lines(shown.object_list),
        "pager": _pager(shown, ""),
        "drafting": may_draft(request.user, clock.today()),
    }
    return render(request, "benefits/rehearsals.html", context)


@require_http_methods(["GET", "POST"])
@for_policy
def rehearsal_new(request: HttpRequest) -> HttpResponse:
    """Choose what is tried."""
    on = clock.today()
    if not may_draft(request.user, on):
        raise PermissionDenied
    form = RehearsalForm(
        sent(request),
        drafts=access.drafts_to_rehearse(),
        jurisdictions=access.jurisdictions(),
        initial={"drafts": request.GET.getlist("draft")},
    )
    refused = 422
    if request.method == "POST" and form.is_valid():
        area = form.cleaned_data["jurisdiction"]
        try:
            made = rehearsing.draft_rehearsal(form.chosen, jurisdiction=area, by=request.user, on=on)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            refused = 409
        else:
            messages.success(request, f"已起草：{made.title}。测算完成后由另一人批准发布。")
            return redirect("benefits:rehearsal", rehearsal_id=made.pk)
    context = {"form": form, "crumbs": _crumbs()}
    return render(request, "benefits/rehearsal_new.html", context, status=refused if form.errors else 200)


@require_GET
@for_policy
def rehearsal(request: HttpRequest, rehearsal_id: int) -> HttpResponse:
    """One rehearsal. While it runs the page asks for its progress; when it is done the whole page is wanted."""
    found = get_object_or_404(access.rehearsals(), pk=rehearsal_id)
    if not request.htmx:
        return _show(request, found)
    page = queries.rehearsal_page(found, request.user, clock.today())
    response = render(request, "benefits/_progress.html", {"page": page, "rehearsal": found})
    return response if page.runs else HttpResponseClientRefresh()


@require_GET
@for_policy
def corrections(request: HttpRequest, rehearsal_id: int) -> HttpResponse:
    """What past months would have been, household by household."""
    found = get_object_or_404(access.rehearsals(), pk=rehearsal_id)
    side = request.GET.get("side", "")
    shown = Paginator(queries.corrected_households(found, side), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": queries.corrections_page(
            found, side, may_export=access.exports_corrections(request.user, clock.today())
        ),
        "rows": queries.correction_rows(shown.object_list),
        "pager": _pager(shown, f"&side={side}" if side else ""),
        "crumbs": (*_crumbs(), Crumb(found.title, reverse("benefits:rehearsal", args=[found.pk]))),
    }
    return render(request, "benefits/corrections.html", context)


@require_GET
@for_policy
def export_corrections(request: HttpRequest, rehearsal_id: int) -> HttpResponse:
    """The spreadsheet; an export is an event."""
    found = get_object_or_404(access.rehearsals(), pk=rehearsal_id)
    content = rehearsing.export_corrections(found, by=request.user, on=clock.today())
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"补差建议-{found.pk}.xlsx")
    return response


@require_POST
@for_policy
def publish(request: HttpRequest, rehearsal_id: int) -> HttpResponse:
    """The second person approves, and the awards are recalculated."""
    found = get_object_or_404(access.rehearsals(), pk=rehearsal_id)
    try:
        rehearsing.publish_rehearsal(found, by=request.user, on=clock.today())
    except Refused as refusal:
        return _show(request, found, refusal)
    messages.success(request, f"已批准发布：{found.title}。在保家庭的金额正在调整。")
    return redirect("benefits:rehearsal", rehearsal_id=found.pk)


@require_POST
@for_policy
def discard(request: HttpRequest, rehearsal_id: int) -> HttpResponse:
    """Give it up."""
    found = get_object_or_404(access.rehearsals(), pk=rehearsal_id)
    form = DiscardRehearsalForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form=form)
    try:
        rehearsing.discard_rehearsal(
            found, reason=form.cleaned_data["reason"], by=request.user, on=clock.today()
        )
    except Refused as refusal:
        return _show(request, found, refusal)
    messages.success(request, f"已作废：{found.title}。")
    return redirect("benefits:rehearsals")


def _show(request: HttpRequest, found: Rehearsal, refusal: Refused | None = None, form=None) -> HttpResponse:
    group = request.GET.get("group", "")
    shown = Paginator(queries.household_rows(found, group), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": queries.rehearsal_page(found, request.user, clock.today(), group=group),
        "rehearsal": found,
        "rows": shown.object_list,
        "pager": _pager(shown, f"&group={group}" if group else ""),
        "crumbs": _crumbs(),
        "refusal": refusal,
        "form": form or DiscardRehearsalForm(),
    }
    status = 409 if refusal else 422 if form else 200
    return render(request, "benefits/rehearsal.html", context, status=status)


def _pager(shown, more: str) -> PagerInfo:
    return PagerInfo(
        first=shown.start_index(),
        last=shown.end_index(),
        total=shown.paginator.count,
        previous_url=f"?page={shown.previous_page_number()}{more}" if shown.has_previous() else "",
        next_url=f"?page={shown.next_page_number()}{more}" if shown.has_next() else "",
    )
