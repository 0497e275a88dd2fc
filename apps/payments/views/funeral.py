"""丧葬补贴: who of the register died, and the claim for one of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from apps.benefits import services
from apps.core import clock
from apps.core.errors import Refused
from apps.core.forms import sent
from apps.payments import queries
from apps.payments.access import deaths_seen_by, drafting_offices, may_draft_for, sees_payments
from apps.payments.forms import FuneralForm


@require_GET
def funerals(request: HttpRequest) -> HttpResponse:
    """Everybody of the register who died lately, with what became of the claim."""
    on = clock.today()
    if not sees_payments(request.user, on):
        raise PermissionDenied
    found = deaths_seen_by(request.user, queries.deaths_since(on), on)[:200]
    offices = frozenset(drafting_offices(request.user, on).values_list("pk", flat=True))
    return render(request, "payments/funerals.html", {"rows": queries.death_rows(found, offices)})


@require_http_methods(["GET", "POST"])
def new_funeral(request: HttpRequest, person_id: int) -> HttpResponse:
    """The claim for one deceased person, worked out and kept for the second person."""
    on = clock.today()
    one = deaths_seen_by(request.user, queries.deaths_since(on), on).filter(person=person_id).first()
    if one is None:
        raise Http404
    if not may_draft_for(request.user, one.award, on):
        raise PermissionDenied
    tekun = one.award.programme == "tekun_support"
    initial = {"applied_on": on}
    form = FuneralForm(sent(request), months=queries.pay_months(on), tekun=tekun, initial=initial)
    if request.method == "GET" or not form.is_valid():
        return _show(request, one, form, 200 if request.method == "GET" else 422)
    data = form.cleaned_data
    try:
        made = services.draft_funeral(
            one.person, form.claim(), pay_month=data["pay_month"], by=request.user, on=on
        )
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _show(request, one, form, 409)
    messages.success(request, f"{made.title}已起草，{queries.round_result(made)}；请交第二人批准。")
    return redirect("payments:rounds")


def _show(request: HttpRequest, one, form: FuneralForm, status: int) -> HttpResponse:
    context = {"page": queries.funeral_page(one), "form": form}
    return render(request, "payments/new_funeral.html", context, status=status)
