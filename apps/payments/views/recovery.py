"""追回: the list, and one order with the act that is open to this person."""

import datetime as dt
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from apps.benefits import services
from apps.benefits.queries import running_appeals
from apps.core import clock
from apps.core.errors import Refused
from apps.core.forms import sent
from apps.payments import queries
from apps.payments import services as payments
from apps.payments.access import (
    awards_seen_by,
    may_notice,
    notices_somewhere,
    recoveries_seen_by,
    sees_payments,
)
from apps.payments.forms import DecideForm, FindForm, HearForm, NoticeForm, ReceiptForm
from apps.rules.calendar import add_months, month_of

FORMS = {"hear": HearForm, "decide": DecideForm, "receive": ReceiptForm}


@require_GET
def recoveries(request: HttpRequest) -> HttpResponse:
    """All orders that this person sees, the newest first; above them what was overpaid and not told yet.

    `number`: a case from which to begin one.
    """
    on = clock.today()
    if not sees_payments(request.user, on):
        raise PermissionDenied
    asked = "number" in request.GET
    find = FindForm(request.GET if asked else None) if notices_somewhere(request.user, on) else None
    if find and asked and find.is_valid():
        number = find.cleaned_data["number"].strip()
        award = awards_seen_by(request.user, on).filter(decision__case__number=number).first()
        if award is not None:
            return redirect("payments:new_recovery", award_id=award.pk)
        find.add_error("number", "没有找到这个办件的待遇；请核对办件编号，只能办理本街道发放的待遇")
    context = {
        "rows": queries.recovery_rows(recoveries_seen_by(request.user, on)),
        "overpaid": queries.overpaid_rows(request.user, on),
        "find": find,
    }
    status = 422 if find and asked else 200
    return render(request, "payments/recoveries.html", context, status=status)


@require_http_methods(["GET", "POST"])
def new_recovery(request: HttpRequest, award_id: int) -> HttpResponse:
    """The months worked out, by the ledger or by what was found true; told to the household when the box says so."""
    on = clock.today()
    award = awards_seen_by(request.user, on).filter(pk=award_id).first()
    if award is None:
        raise Http404
    if not may_notice(request.user, award, on):
        raise PermissionDenied
    form = NoticeForm(sent(request))
    found = payments.overpaid_by_ledger(award)
    if request.method == "GET":
        return _show_notice(request, award, found, form)
    if not form.is_valid():
        return _show_notice(request, award, found, form, status=422)
    try:
        found = _work_out(award, form, on)
        if not form.cleaned_data["told"]:
            return _show_notice(request, award, found, form)
        order = _notice(award, form, request.user, on)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _show_notice(request, award, found, form, status=409)
    messages.success(request, "已告知，等待家庭陈述。")
    return redirect("payments:recovery", order_id=order.pk)


def _work_out(award, form: NoticeForm, on: dt.date):
    data = form.cleaned_data
    if data["basis"] == "ledger":
        return payments.overpaid_by_ledger(award)
    change = month_of(data["change_month"])
    return payments.overpaid_by_facts(award, change, form.true_facts(), fraud=data["fraud"], on=on)


def _notice(award, form: NoticeForm, by, on: dt.date):
    data = form.cleaned_data
    if data["basis"] == "ledger":
        return payments.recover_by_ledger(
            award, reason=data["reason"], good_faith=data["good_faith"], by=by, on=on
        )
    return payments.recover_by_facts(
        award,
        change_month=data["change_month"],
        true_facts=form.true_facts(),
        reason=data["reason"],
        good_faith=data["good_faith"],
        fraud=data["fraud"],
        by=by,
        on=on,
    )


def _show_notice(request: HttpRequest, award, found, form: NoticeForm, status: int = 200) -> HttpResponse:
    context = {"page": queries.notice_page(award, found), "form": form}
    return render(request, "payments/new_recovery.html", context, status=status)


@require_http_methods(["GET", "POST"])
def recovery(request: HttpRequest, order_id: int) -> HttpResponse:
    """One order; a POST is the act that is open to this person now."""
    on = clock.today()
    order = recoveries_seen_by(request.user, on).filter(pk=order_id).first()
    if order is None:
        raise Http404
    act = queries.next_act(order, request.user, on)
    form = _form(act, order, request) if act else None
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


def _form(act: str, order, request: HttpRequest):
    more = {"appealed": running_appeals(order.award.household_id).exists()} if act == "decide" else {}
    return FORMS[act](sent(request), **more)


def _do(act: str, order, data: dict, by, on: dt.date) -> None:
    if act == "hear":
        services.hear_household(order, statement=data["statement"], by=by, on=on)
    elif act == "receive":
        services.receive_repayment(order, data["amount"], number=data["number"], by=by, on=on)
    else:
        recover = data["recover"] == "yes"
        plan = _plan(order.total, data["first_day"], data["instalments"] or 1) if recover else ()
        services.decide_recovery(
            order,
            recover=recover,
            text=data["text"],
            considered=data.get("considered", ""),
            instalments=plan,
            by=by,
            on=on,
        )


def _plan(total: Decimal, first: dt.date, many: int) -> list[tuple[dt.date, Decimal]]:
    """Equal instalments in whole fen, one a month; the last takes what is left."""
    each = Decimal(int(total * 100) // many) / 100
    amounts = [each] * (many - 1) + [total - each * (many - 1)]
    return [(add_months(first, place), amount) for place, amount in enumerate(amounts)]


def _show(request: HttpRequest, order, form, status: int = 200) -> HttpResponse:
    page = queries.recovery_page(order, request.user, clock.today())
    return render(request, "payments/recovery.html", {"page": page, "form": form}, status=status)
