"""丧葬补贴: who of the register died, the claim for one of them, its page, its account."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from apps.benefits import services
from apps.benefits.models import Claimant, OneTimeRound
from apps.core import clock
from apps.core.errors import Refused
from apps.core.forms import sent
from apps.households.forms import RevealForm
from apps.households.services.reveal import FIELDS
from apps.payments import queries
from apps.payments import services as payments
from apps.payments.access import (
    deaths_seen_by,
    drafting_offices,
    funeral_claims_seen_by,
    may_change_claim,
    may_draft_for,
    may_reveal_claimant,
    sees_payments,
)
from apps.payments.forms import ClaimantAccountForm, FuneralForm


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
    messages.success(
        request, f"{made.title}已起草，{queries.round_result(made)}；请打印申领表签字，交第二人批准。"
    )
    return redirect("payments:funeral_claim", round_id=made.pk)


def _show(request: HttpRequest, one, form: FuneralForm, status: int) -> HttpResponse:
    context = {"page": queries.funeral_page(one, clock.today()), "form": form}
    return render(request, "payments/new_funeral.html", context, status=status)


@require_GET
def funeral_claim(request: HttpRequest, round_id: int) -> HttpResponse:
    """One claim: who claims, the form for the signature, the account, where the money is."""
    on = clock.today()
    made = _found(request, round_id, on)
    return render(
        request, "payments/funeral_claim.html", {"page": queries.claim_page(made, request.user, on)}
    )


@require_http_methods(["GET", "POST"])
def claimant_account(request: HttpRequest, round_id: int) -> HttpResponse:
    """Another account for the claim, from today on."""
    on = clock.today()
    made = _found(request, round_id, on)
    claimant = _claimant_or_404(made)
    if not may_change_claim(request.user, made, on):
        raise PermissionDenied
    form = ClaimantAccountForm(sent(request), initial={"holder": claimant.name})
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_valid():
        try:
            payments.correct_claimant_account(made, form.account(), by=request.user, on=on)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            status = 409
        else:
            messages.success(
                request, "收款账户已登记；请重新打印申领表签字。本月批次已制表、还没有批准的，请重新制表。"
            )
            return redirect("payments:funeral_claim", round_id=made.pk)
    context = {"made": made, "form": form, "crumbs": queries.claim_crumbs(made, "收款账户")}
    return render(request, "payments/claimant_account.html", context, status=status)


@require_http_methods(["GET", "POST"])
def reveal_claimant(request: HttpRequest, round_id: int) -> HttpResponse:
    """A whole number of the claimant: asked with a reason by POST, shown once in the answer, never kept."""
    on = clock.today()
    made = _found(request, round_id, on)
    claimant = _claimant_or_404(made)
    if not may_reveal_claimant(request.user, made, on):
        raise PermissionDenied
    held = {"phone": claimant.phone, "id_number": claimant.id_number, "number": claimant.account}
    form = RevealForm(sent(request), choices=[(name, FIELDS[name]) for name in held if held[name]])
    status, shown = 200 if request.method == "GET" else 422, {}
    if request.method == "POST" and form.is_valid():
        status, field = 200, form.cleaned_data["field"]
        try:
            number = services.reveal_claimant(
                claimant, field, reason=form.cleaned_data["reason"], by=request.user, on=on
            )
            shown = {"number": number, "label": FIELDS[field]}
        except Refused as refusal:
            form.add_error("reason", refusal.message)
            status = 409
    context = {
        "who": f"申领人　{claimant}",
        "form": form,
        "crumbs": queries.claim_crumbs(made, "查看完整号码"),
        "back_url": queries.claim_url("funeral_claim", made),
    }
    return render(request, "households/reveal.html", context | shown, status=status)


def _found(request: HttpRequest, round_id: int, on: dt.date) -> OneTimeRound:
    made = funeral_claims_seen_by(request.user, on).filter(pk=round_id).first()
    if made is None:
        raise Http404
    return made


def _claimant_or_404(made: OneTimeRound) -> Claimant:
    """A claim that was kept by name only has nobody to pay or to ask about."""
    found = queries.claimant_of(made)
    if found is None:
        raise Http404
    return found
