"""登记复议、诉讼 against the decision of a case, and the outcome."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from apps.benefits import queries, services
from apps.benefits.access import appeal_of
from apps.benefits.forms import AppealForm, CloseAppealForm
from apps.benefits.models import Appeal, Decision
from apps.core.errors import Refused
from apps.documents.services import district_government
from apps.offices.roles import Permission
from apps.routing.step_view import StepView


class AppealView(StepView):
    permission = Permission.APPEAL
    title = "登记复议、诉讼"
    act = "登记复议、诉讼"
    form_class = AppealForm
    template_name = "benefits/appeal.html"

    @cached_property
    def decision(self) -> Decision:
        """Refused `nothing_decided` while the case has no decision."""
        found = getattr(self.case, "decision", None)
        if found is None:
            raise Refused(
                "nothing_decided", "没有办理。这件办件还没有作出决定；请打开所针对的决定的办件登记。"
            )
        return found

    def check_open(self) -> None:
        services.refuse_other_office(self.decision.office, by=self.request.user, on=self.on)

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"authority": district_government(self.decision.office)}}

    def context(self) -> dict[str, Any]:
        return {"page": queries.appealed_decision(self.decision)}

    def perform(self, form: Any) -> str:
        appeal = services.register_appeal(
            self.decision, **form.cleaned_data, by=self.request.user, on=self.on
        )
        return f"已登记{appeal}。原决定不停止执行；有结果后请在本页登记。"


class CloseAppealView(StepView):
    permission = Permission.APPEAL
    title = "登记复议、诉讼结果"
    act = "登记结果"
    danger = True  # an outcome is written once
    form_class = CloseAppealForm
    template_name = "benefits/appeal.html"

    def dispatch(self, request: HttpRequest, case_id: int, appeal_id: int) -> HttpResponse:  # type: ignore[override]
        self.appeal_id = appeal_id
        return super().dispatch(request, case_id)

    @cached_property
    def appeal(self) -> Appeal:
        found = appeal_of(self.case, self.appeal_id)
        if found is None:
            raise Http404
        return found

    def check_open(self) -> None:
        services.refuse_other_office(self.appeal.decision.office, by=self.request.user, on=self.on)
        services.refuse_closed(self.appeal)

    def context(self) -> dict[str, Any]:
        return {"page": queries.appealed_decision(self.appeal.decision, self.appeal)}

    def perform(self, form: Any) -> str:
        closed = services.close_appeal(self.appeal, **form.cleaned_data, by=self.request.user, on=self.on)
        return f"已登记结果：{closed.get_outcome_display()}。"
