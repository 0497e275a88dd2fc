"""抵扣: what the district decided to be held back of later months towards one recovery."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.benefits import services
from apps.benefits.access import decides_set_off
from apps.benefits.queries import running_appeals
from apps.core import clock
from apps.core.errors import Refused
from apps.core.forms import sent
from apps.payments import queries
from apps.payments.access import recoveries_seen_by
from apps.payments.forms import SetOffForm


@require_http_methods(["GET", "POST"])
def set_off(request: HttpRequest, order_id: int) -> HttpResponse:
    """The order with what is still to come back, and the form of the decision."""
    on = clock.today()
    order = recoveries_seen_by(request.user, on).filter(pk=order_id).first()
    if order is None:
        raise Http404
    if not decides_set_off(request.user, order, on):
        raise PermissionDenied
    appealed = running_appeals(order.award.household_id).exists()
    form = SetOffForm(sent(request), appealed=appealed, initial={"from_month": on})
    if request.method == "GET":
        return _show(request, order, form)
    if not form.is_valid():
        return _show(request, order, form, status=422)
    try:
        services.decide_set_off(order, **form.cleaned_data, by=request.user, on=on)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _show(request, order, form, status=409)
    messages.success(request, "已登记，告知书见下。")
    return redirect("payments:recovery", order_id=order.pk)


def _show(request: HttpRequest, order, form, status: int = 200) -> HttpResponse:
    page = queries.set_off_page(order, clock.today())
    return render(request, "payments/set_off.html", {"page": page, "form": form}, status=status)
