"""The desk: work list, case page, search, assigning, the demonstration day."""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core import clock
from apps.core.errors import Refused
from apps.desk.demo.accounts import PASSWORD, demo_accounts
from apps.desk.forms import AssignForm, DemonstrationDayForm, SearchForm, WorklistQuery
from apps.desk.queries.case_page import case_page
from apps.desk.queries.search import search as find
from apps.desk.queries.supervise import overseen, supervise_page
from apps.desk.queries.worklist import colleagues
from apps.desk.queries.worklist import worklist as worklist_page
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.offices.views import SignIn
from apps.routing.access import steps_seen_by
from apps.routing.services import assign_steps
from apps.routing.step_view import case_or_404


class DoorView(SignIn):
    """The door; a demonstration shows its accounts there, an office in earnest shows none."""

    def get_context_data(self, **kwargs):
        shown = {"demo_accounts": demo_accounts(), "demo_password": PASSWORD} if settings.DEMO else {}
        return super().get_context_data(**kwargs) | shown


@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """工作台."""
    params = {key: value for key, value in request.GET.items() if value}
    query = WorklistQuery(request.GET, offices=overseen(request.user, clock.today()))
    page = worklist_page(request.user, clock.today(), params=params, query=query)
    template = (
        "desk/_worklist_rows.html" if request.htmx and not request.htmx.boosted else "desk/worklist.html"
    )
    return render(request, template, {"page": page})


@require_GET
def supervise(request: HttpRequest) -> HttpResponse:
    """统计督办."""
    on = clock.today()
    if not may(request.user, Permission.VIEW_FIGURES, on=on) or not may(
        request.user, Permission.VIEW_CASES, on=on
    ):
        raise PermissionDenied
    return render(request, "desk/supervise.html", {"page": supervise_page(request.user, on)})


@require_GET
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case."""
    page = case_page(case_or_404(request, case_id), request.user, clock.today())
    return render(request, "desk/case.html", {"page": page})


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Search; by POST, so that no name stands in an address or a log. 403 for whoever sees no cases at all."""
    on = clock.today()
    if not may(request.user, Permission.VIEW_CASES, on=on):
        raise PermissionDenied
    form = SearchForm(request.POST or None)
    found = find(request.user, form.cleaned_data["terms"], on) if form.is_valid() else None
    if found and len(found.hits) == 1:
        return redirect(found.hits[0].url)
    return render(request, "desk/search.html", {"found": found, "form": form})


@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the chosen rows to oneself or to a colleague; choosing none does nothing and says so."""
    on = clock.today()
    form = AssignForm(request.POST, user=request.user, colleagues=colleagues(request.user, on))
    to = form.whom
    chosen = form.cleaned_data.get("chosen") if to else []
    steps = list(steps_seen_by(request.user, on).filter(pk__in=chosen)) if chosen else []
    if to is None:
        messages.warning(request, "没有分派。没有选择同事；请先勾选办件，选好同事，再点“交给同事”。")
    elif not steps:
        messages.warning(request, "没有分派。您没有勾选办件；请先勾选，再选由谁办理。")
    else:
        _say_assigned(request, *assign_steps(steps, to=to, by=request.user, on=on), to=to)
    return redirect("desk:worklist")


def _say_assigned(request: HttpRequest, done: int, refused: int, *, to) -> None:
    whom = "您" if to == request.user else str(to)
    if done:
        messages.success(request, f"已由{whom}办理 {done} 项，期限不变。")
    if refused:
        messages.warning(
            request,
            f"{refused} 项没有分派：不在{whom}的街道，或不由{whom}的岗位办理。"
            f"选中 {done + refused} = 成功 {done} + 没办 {refused}。",
        )


@require_http_methods(["GET", "POST"])
def demonstration_day(request: HttpRequest) -> HttpResponse:
    """In demonstration mode an administrator lets another day begin; elsewhere the page does not exist."""
    if not settings.DEMO:
        raise Http404
    if not may(request.user, Permission.SET_DEMONSTRATION_DAY, on=clock.today()):
        raise PermissionDenied
    form = DemonstrationDayForm(request.POST or None, initial={"day": clock.today() + dt.timedelta(days=1)})
    if request.method == "POST" and form.is_valid():
        try:
            clock.set_demonstration_day(form.cleaned_data["day"], by=request.user)
        except Refused as refusal:
            form.add_error("day", refusal.message)
        else:
            day = clock.today()
            record(
                EventKind.DEMONSTRATION_DAY,
                by=request.user,
                on=day,
                summary=f"演示日设为{day:%Y年%-m月%-d日}。",
            )
            messages.success(request, f"演示日已是{day:%Y年%-m月%-d日}，每一页都会标明。")
            return redirect("desk:demonstration_day")
    return render(request, "desk/demonstration_day.html", {"form": form, "today": clock.today()})
