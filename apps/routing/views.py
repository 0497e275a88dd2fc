"""移送, 签收, 退回."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from apps.core import clock
from apps.routing import queries, services
from apps.routing.forms import HandOverForm, ReturnForm
from apps.routing.step_view import StepView, case_or_404
from apps.rules import procedures


class HandOverView(StepView):
    step = "hand_over"
    act = "移送"
    form_class = HandOverForm

    def perform(self, form: Any) -> str:
        sent = services.hand_over_dossier(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return f"已移送{sent.to_office}。对方工作台已提醒，期限继续计算。"


class ReturnView(StepView):
    """Send the dossier back from the first review."""

    step = "first_review"
    title = "退回材料"
    act = "退回材料"
    danger = True
    form_class = ReturnForm

    def form_kwargs(self) -> dict[str, Any]:
        possible = queries.table_of(self.case).step(self.step).returns
        if not queries.conditions(self.case)[procedures.Condition.TWO_OFFICES]:
            possible = tuple(name for name in possible if name != "hand_over")
        return {"table": queries.table_of(self.case), "possible": possible}

    def perform(self, form: Any) -> str:
        services.return_dossier(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return f"已退回{self.case.front_office}，写明了原因。期限继续计算，不重新起算。"


@require_POST
def receive(request: HttpRequest, case_id: int) -> HttpResponse:
    """Sign for a dossier and begin the first review."""
    case = case_or_404(request, case_id)
    services.receive_dossier(case, by=request.user, on=clock.today())
    messages.success(request, "已签收材料。请核对测算结果，填写初审意见。")
    return redirect("applications:first_review", case_id=case.pk)
