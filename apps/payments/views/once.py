"""一次性待遇: the list with its form; a second person approves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from apps.benefits import services
from apps.core import clock
from apps.core.errors import Refused
from apps.core.forms import sent
from apps.payments import queries
from apps.payments.access import drafting_offices, rounds_seen_by, sees_payments
from apps.payments.forms import RoundForm


@require_http_methods(["GET", "POST"])
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds that this person sees; a form for whoever may draft one."""
    on = clock.today()
    if not sees_payments(request.user, on):
        raise PermissionDenied
    offices = drafting_offices(request.user, on)
    form = RoundForm(sent(request), offices=offices, months=queries.once_months(on)) if offices else None
    if request.method == "GET":
        return _show(request, form)
    if form is None:
        raise PermissionDenied
    if not form.is_valid():
        return _show(request, form, status=422)
    data = form.cleaned_data
    try:
        made = services.draft_round(
            data["office"],
            data["kind"],
            register_month=data["register_month"],
            pay_month=data["pay_month"],
            figures=form.figures(),
            by=request.user,
            on=on,
        )
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _show(request, form, status=409)
    messages.success(request, f"{made.title}已起草，{made.persons} 人；请交第二人批准。")
    return redirect("payments:rounds")


@require_POST
def approve_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Approve a round; the batch of its month pays it."""
    return _act(request, round_id, services.approve_round, "已批准，由发放月份的批次发放。")


@require_POST
def discard_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """Throw a draft away."""
    return _act(request, round_id, services.discard_round, "已作废。")


def _act(request: HttpRequest, round_id: int, service, done: str) -> HttpResponse:
    found = rounds_seen_by(request.user, clock.today()).filter(pk=round_id).first()
    if found is None:
        raise Http404
    try:
        service(found, by=request.user, on=clock.today())
    except Refused as refusal:
        return _show(request, None, refusal=refusal, status=409)
    messages.success(request, f"{found.title}{done}")
    return redirect("payments:rounds")


def _show(request: HttpRequest, form: RoundForm | None, *, refusal=None, status: int = 200) -> HttpResponse:
    on = clock.today()
    rows = queries.round_rows(rounds_seen_by(request.user, on)[:50], request.user, on)
    return render(
        request, "payments/rounds.html", {"form": form, "rows": rows, "refusal": refusal}, status=status
    )
