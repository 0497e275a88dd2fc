"""追回: the list, and one order with the act that is open to this person."""

import datetime as dt
from decimal import Decimal

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
from apps.payments.access import recoveries_seen_by, sees_payments
from apps.payments.forms import DecideForm, HearForm, ReceiptForm
from apps.rules.calendar import add_months

FORMS = {"hear": HearForm, "decide": DecideForm, "receive": ReceiptForm}


@require_GET
def recoveries(request: HttpRequest) -> HttpResponse:
    """All orders that this person sees, the newest first."""
    on = clock.today()
    if not sees_payments(request.user, on):
        raise PermissionDenied
    rows = queries.recovery_rows(recoveries_seen_by(request.user, on)[:100])
    return render(request, "payments/recoveries.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def recovery(request: HttpRequest, order_id: int) -> HttpResponse:
    """One order; a POST is the act that is open to this person now."""
    on = clock.today()
    order = recoveries_seen_by(request.user, on).filter(pk=order_id).first()
    if order is None:
        raise Http404
    act = queries.next_act(order, request.user, on)
    form = FORMS[act](sent(request)) if act else None
    if request.method == "GET":
        return _show(request, order, form)
    if form is None:
        raise PermissionDenied
    if not form.is_valid():
        return _show(request, order, form, status=422)
    try:
        _do(act, order, form.cleaned_data, request.user, on)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _show(request, order, form, status=409)
    messages.success(request, "已登记。")
    return redirect("payments:recovery", order_id=order.pk)


def _do(act: str, order, data: dict, by, on: dt.date) -> None:
    if act == "hear":
        services.hear_household(order, statement=data["statement"], by=by, on=on)
    elif act == "receive":
        services.receive_repayment(order, data["amount"], number=data["number"], by=by, on=on)
    else:
        recover = data["recover"] == "yes"
        plan = _plan(order.total, data["first_day"], data["instalments"] or 1) if recover else ()
        services.decide_recovery(order, recover=recover, text=data["text"], instalments=plan, by=by, on=on)


def _plan(total: Decimal, first: dt.date, many: int) -> list[tuple[dt.date, Decimal]]:
    """Equal instalments in whole fen, one a month; the last takes what is left."""
    each = Decimal(int(total * 100) // many) / 100
    amounts = [each] * (many - 1) + [total - each * (many - 1)]
    return [(add_months(first, place), amount) for place, amount in enumerate(amounts)]


def _show(request: HttpRequest, order, form, status: int = 200) -> HttpResponse:
    page = queries.recovery_page(order, request.user, clock.today())
    return render(request, "payments/recovery.html", {"page": page, "form": form}, status=status)
