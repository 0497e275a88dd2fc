"""The page of the self-care assessment."""

from typing import Any

from apps.care import services
from apps.care.forms import SelfCareForm
from apps.routing.step_view import StepView


class SelfCareView(StepView):
    step = "self_care"
    title = "生活自理能力评估和供养方式"
    act = "提交评估表"
    form_class = SelfCareForm
    template_name = "care/self_care.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"assessed_on": self.on, "first_assessor": str(self.request.user)}}

    def perform(self, form: Any) -> str:
        found = services.record_self_care(self.case, form.entry(), by=self.request.user, on=self.on)
        return f"评估已登记：{found.get_level_display()}。评估表已出具。"
