"""标准: the list, timelines, drafts and their approval, the check, open points, the file."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core import clock
from apps.core.errors import Refused
from apps.core.forms import sent
from apps.core.shapes import Crumb, SavedView
from apps.standards import access, queries, services
from apps.standards.forms import ConfirmForm, DiscardForm, DraftForm, ImportForm, ListForm, SettleForm
from apps.standards.models import DraftState, StandardDraft

HOME = Crumb("标准", "/standards/")
TABS = (
    ("list", "标准"),
    ("drafts", "草案"),
    ("open_points", "待确认事项"),
    ("check", "标准核查"),
)
TEMPLATES = {
    "list": "standards/list.html",
    "timeline": "standards/timeline.html",
    "drafts": "standards/drafts.html",
    "draft": "standards/draft.html",
    "draft_new": "standards/draft_new.html",
    "check": "standards/check.html",
    "open_points": "standards/open_points.html",
    "confirm": "standards/confirm.html",
    "settle": "standards/settle.html",
    "import": "standards/import.html",
}
View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Whoever sees standards."""
    return _only(access.sees_standards, view)


def for_drafters(view: View) -> View:
    """Policy staff."""
    return _only(access.may_draft, view)


def _only(allowed, view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not allowed(request.user, clock.today()):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def _page(request: HttpRequest, name: str, context: dict, status: int = 200) -> HttpResponse:
    on = clock.today()
    tabs = tuple(SavedView(label, reverse(f"standards:{tab}"), current=tab == name) for tab, label in TABS)
    shared = {"drafting": access.may_draft(request.user, on), "tabs": tabs, "crumbs": (HOME,), "today": on}
    return render(request, TEMPLATES[name], shared | context, status=status)


def refuse(form, refusal: Refused) -> None:
    """Beside the field that it names, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


@require_GET
@for_readers
def standards(request: HttpRequest) -> HttpResponse:
    """Every standard by subject, with its value today and the one to come."""
    form = ListForm(request.GET, areas=access.areas())
    return _page(request, "list", {"page": queries.code_list(clock.today(), form.wanted), "query": form})


@require_GET
@for_readers
def timeline(request: HttpRequest, code: str) -> HttpResponse:
    """One standard: past, in force, to come."""
    found, on = get_object_or_404(access.codes(), code=code), clock.today()
    page = queries.timeline_page(found, on, drafting=access.may_draft(request.user, on))
    return _page(request, "timeline", {"page": page, "points": queries.points_of(code)})


@require_GET
@for_readers
def drafts(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and the last that were closed."""
    closed = access.drafts().exclude(state=DraftState.DRAFTED)[:20]
    waiting = queries.draft_rows(queries.waiting_drafts())
    return _page(request, "drafts", {"waiting": waiting, "closed": queries.draft_rows(closed)})


@require_http_methods(["GET", "POST"])
@for_drafters
def draft_new(request: HttpRequest) -> HttpResponse:
    """Draft one act on a row (`?act=succeed&row=1`), or a value for a code (`?act=add&code=…`)."""
    act = request.GET.get("act", "")
    if act not in StandardDraft.Act.values:
        raise Http404
    row = None
    if act == StandardDraft.Act.ADD:
        code = get_object_or_404(access.codes(), code=request.GET.get("code", ""))
    else:
        number = request.GET.get("row", "")
        row = get_object_or_404(access.rows(), pk=int(number) if number.isdecimal() else 0)
        code = row.code
    form = DraftForm(sent(request), act=act, code=code, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_standard(form.proposal(), by=request.user, on=clock.today())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"已起草：{made}。请交第二人批准。")
            return redirect("standards:draft", draft_id=made.pk)
    label = StandardDraft.Act(act).label
    status = 422 if form.errors else 200
    return _page(request, "draft_new", {"form": form, "code": code, "row": row, "label": label}, status)


@require_GET
@for_readers
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """One draft."""
    return _draft(request, get_object_or_404(access.drafts(), pk=draft_id))


def _draft(
    request: HttpRequest, found: StandardDraft, refusal: Refused | None = None, form=None
) -> HttpResponse:
    page = queries.draft_page(found, request.user, clock.today())
    context = {"page": page, "draft": found, "refusal": refusal, "form": form or DiscardForm()}
    return _page(request, "draft", context, 409 if refusal else 422 if form else 200)


@require_POST
@for_readers
def approve(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The second person approves."""
    found = get_object_or_404(access.drafts(), pk=draft_id)
    try:
        services.approve_draft(found, by=request.user, on=clock.today())
    except Refused as refusal:
        return _draft(request, found, refusal)
    messages.success(request, f"已批准：{found}。")
    return redirect("standards:timeline", code=found.code.code)


@require_POST
@for_readers
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Take a draft back or turn it down."""
    found, form = get_object_or_404(access.drafts(), pk=draft_id), DiscardForm(request.POST)
    if not form.is_valid():
        return _draft(request, found, form=form)
    try:
        services.discard_draft(found, reason=form.cleaned_data["reason"], by=request.user, on=clock.today())
    except Refused as refusal:
        return _draft(request, found, refusal)
    messages.success(request, f"已作废：{found}。")
    return redirect("standards:drafts")


@require_GET
@for_readers
def check(request: HttpRequest) -> HttpResponse:
    """Every figure that a rule can ask for has a value today, every value is read, published figures agree."""
    return _page(request, "check", {"page": queries.check_page(clock.today())})


@require_GET
@for_readers
def open_points(request: HttpRequest) -> HttpResponse:
    """U01–U28 for the city bureau to confirm."""
    on = clock.today()
    drafting = access.may_draft(request.user, on)
    return _page(
        request, "open_points", {"rows": queries.open_point_rows(access.open_points(), on, drafting=drafting)}
    )


@require_http_methods(["GET", "POST"])
@for_drafters
def confirm(request: HttpRequest, row_id: int) -> HttpResponse:
    """Draft the confirmation of a shipped default."""
    row = get_object_or_404(access.rows(), pk=row_id, withdrawn_at__isnull=True)
    form = ConfirmForm(sent(request), initial={"value": row.value})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_confirmation(row, **form.cleaned_data, by=request.user, on=clock.today())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"已起草确认：{made}。请交第二人批准。")
            return redirect("standards:draft", draft_id=made.pk)
    context = {"form": form, "row": row, "points": queries.points_of(row.code.code)}
    return _page(request, "confirm", context, 422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_drafters
def settle(request: HttpRequest, point: str) -> HttpResponse:
    """Settle a point that no standard holds."""
    found = get_object_or_404(access.open_points(), code=point)
    form = SettleForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.settle_open_point(found, **form.cleaned_data, by=request.user, on=clock.today())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"已确认 {found.code}。")
            return redirect("standards:open_points")
    return _page(request, "settle", {"form": form, "point": found}, 422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_drafters
def import_file(request: HttpRequest) -> HttpResponse:
    """Look at a file first, then draft what it says; the text of the preview comes back with the second button."""
    form = ImportForm(sent(request), request.FILES or None)
    preview, text = None, ""
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        told = {"reason": form.cleaned_data["reason"], "by": request.user, "on": clock.today()}
        preview = services.preview_import(text, **told)
        if "confirm" in request.POST:
            try:
                made = services.import_standards(text, **told)
            except Refused as refusal:
                refuse(form, refusal)
            else:
                messages.success(request, f"已起草 {len(made)} 项，请交第二人逐项批准。")
                return redirect("standards:drafts")
    wrong = form.errors or (preview and preview.wrong)
    return _page(request, "import", {"form": form, "preview": preview, "text": text}, 422 if wrong else 200)


@require_GET
@for_readers
def export(request: HttpRequest) -> HttpResponse:
    """The file of all standards in force, past and to come."""
    response = HttpResponse(queries.export_yaml(), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="standards.yaml"'
    return response
