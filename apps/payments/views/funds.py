"""资金: what is there, what came in; forms for whoever manages the money of a district."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.core import clock
from apps.core.errors import Refused
from apps.payments import queries, services
from apps.payments.access import fund_offices, funds_managed_by, paying_offices, sees_payments
from apps.payments.forms import FundEntryForm, FundForm


@require_GET
def funds(request: HttpRequest) -> HttpResponse:
    """All funds from which the offices are paid that this person sees."""
    if not sees_payments(request.user, clock.today()):
        raise PermissionDenied
    return _show(request)


@require_POST
def open_fund(request: HttpRequest) -> HttpResponse:
    """A new fund."""
    offices = _offices(request)
    form = FundForm(request.POST, offices=offices)
    if not form.is_valid():
        return _show(request, opening=form, status=422)
    try:
        made = services.open_fund(**form.cleaned_data, by=request.user, on=clock.today())
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _show(request, opening=form, status=409)
    messages.success(request, f"已设立资金账户“{made.name}”；请登记拨款，余额不够的批次不能批准。")
    return redirect("payments:funds")


@require_POST
def enter_funds(request: HttpRequest) -> HttpResponse:
    """Money that came into a fund."""
    _offices(request)
    form = FundEntryForm(request.POST, funds=funds_managed_by(request.user, clock.today()))
    if not form.is_valid():
        return _show(request, entering=form, status=422)
    data = form.cleaned_data
    try:
        services.enter_funds(
            data["fund"], data["amount"], text=data["text"], by=request.user, on=clock.today()
        )
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _show(request, entering=form, status=409)
    messages.success(request, f"已登记到“{data['fund'].name}”。")
    return redirect("payments:funds")


def _offices(request: HttpRequest):
    """The offices whose money this person manages; nobody else posts here."""
    offices = fund_offices(request.user, clock.today())
    if not offices:
        raise PermissionDenied
    return offices


def _show(request: HttpRequest, *, opening=None, entering=None, status: int = 200) -> HttpResponse:
    on = clock.today()
    offices, managed = fund_offices(request.user, on), funds_managed_by(request.user, on)
    context = {
        "page": queries.funds_page(paying_offices(request.user, on), on),
        "opening": opening or (FundForm(offices=offices) if offices else None),
        "entering": entering or (FundEntryForm(funds=managed) if managed else None),
    }
    return render(request, "payments/funds.html", context, status=status)
