"""Pages of the home visit: 安排, 入户调查表, 上门无人."""

from typing import Any

from django.urls import reverse

from apps.checks import queries, services
from apps.checks.forms import AbsenceForm, StartCheckForm, VisitForm
from apps.core import clock
from apps.routing.models import StepState
from apps.routing.step_view import StepView


class HomeVisitView(StepView):
    """入户调查表, beside what was declared and the attempts so far."""

    step = "home_visit"
    act = "提交入户调查表"
    form_class = VisitForm
    template_name = "checks/home_visit.html"

    def form_kwargs(self) -> dict[str, Any]:
        now = clock.now().replace(second=0, microsecond=0)
        return {"initial": {"visited_at": now, "first_investigator": str(self.request.user)}}

    def context(self) -> dict[str, Any]:
        return {
            "declared": queries.declared_summary(self.case),
            "attempts": queries.absences(self.case),
            "planned": self.case.steps.filter(name=self.step, state=StepState.STARTED).exists(),
        }

    def perform(self, form: Any) -> str:
        services.record_visit(self.case, form.entry(), by=self.request.user, on=self.on)
        return "入户调查已完成。"


class AbsenceView(HomeVisitView):
    """Nobody opened: an attempt is kept, the step goes on."""

    title = "登记上门无人"
    act = "登记上门无人"
    form_class = AbsenceForm
    template_name = "routing/step.html"

    def perform(self, form: Any) -> str:
        services.record_absence(
            self.case,
            visited_at=form.cleaned_data["visited_at"],
            investigators=form.investigators(),
            note=form.cleaned_data["note"],
            by=self.request.user,
            on=self.on,
        )
        return "已登记上门无人。请另约时间再访，期限不变。"


class StartVisitView(HomeVisitView):
    """The visit is arranged, which is what the three-day limit asks for."""

    title = "安排入户调查"
    act = "安排入户"
    form_class = StartCheckForm
    template_name = "routing/step.html"

    def perform(self, form: Any) -> str:
        services.start_visit(self.case, by=self.request.user, on=self.on)
        return "已安排入户调查。调查回来后填写入户调查表。"

    def success_url(self) -> str:
        return reverse("checks:home_visit", args=[self.case.pk])
