"""移送, 签收, 退回, 近亲属备案."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing import queries, services, standing_aside
from apps.routing.access import relatives_seen_by
from apps.routing.forms import CancelRelativeForm, HandOverForm, RelativeForm, ReturnForm
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
        possible = tuple(name for name in possible if name != "appraisal")  # opened by an objection only
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


class RelativesView(StepView):
    """The close relatives of a case, and registering one; at any time, by anybody of the two offices."""

    permission = Permission.RECUSAL
    title = "近亲属备案"
    act = "登记备案"
    form_class = RelativeForm
    template_name = "routing/relatives.html"

    def check_open(self) -> None:
        """A relation is registered whenever it comes to light, also after the decision."""

    def form_kwargs(self) -> dict[str, Any]:
        return standing_aside.who_and_whose(self.case, self.on)

    def context(self) -> dict[str, Any]:
        return {"rows": standing_aside.relative_rows(self.case.close_relatives.all())}

    def perform(self, form: Any) -> str:
        made = services.register_relative(self.case, form.entry(), by=self.request.user, on=self.on)
        return f"已备案：{made}。{made.staff_name}不参与本件办理。"

    def success_url(self) -> str:
        return reverse("routing:relatives", args=[self.case.pk])


class CancelRelativeView(RelativesView):
    """What was registered by mistake."""

    title = "撤销近亲属备案"
    act = "撤销备案"
    danger = True
    form_class = CancelRelativeForm
    template_name = "routing/step.html"

    def dispatch(self, request: HttpRequest, case_id: int, relative_id: int) -> HttpResponse:
        self.relative_id = relative_id
        return super().dispatch(request, case_id)

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    @property
    def relative(self):
        found = self.case.close_relatives.filter(pk=self.relative_id).first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest) -> HttpResponse:
        self.title = f"撤销备案：{self.relative}"
        return super().get(request)

    def context(self) -> dict[str, Any]:
        return {}

    def perform(self, form: Any) -> str:
        services.cancel_relative(self.relative, **form.cleaned_data, by=self.request.user, on=self.on)
        return "已撤销备案，原因已写入经过。"


@require_safe
def relatives_list(request: HttpRequest) -> HttpResponse:
    """近亲属备案 of all cases that one sees: the district inspects every one of them."""
    on = clock.today()
    if not may(request.user, Permission.VIEW_CASES, on=on):
        raise PermissionDenied
    shown = Paginator(relatives_seen_by(request.user, on), 20).get_page(request.GET.get("page"))
    page = {
        "rows": standing_aside.relative_rows(shown.object_list),
        "pager": standing_aside.relatives_pager(shown),
    }
    return render(request, "routing/relatives_list.html", page)
