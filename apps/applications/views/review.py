"""Pages of the first review and of the decision."""

from functools import cached_property
from typing import Any

from apps.applications import services
from apps.applications.forms.review import DecisionForm, FirstReviewForm
from apps.applications.queries.review import ReviewPage, decision_page, review_page
from apps.routing.step_view import StepView


class FirstReviewView(StepView):
    step = "first_review"
    act = "提交初审意见"
    form_class = FirstReviewForm
    template_name = "applications/first_review.html"

    @cached_property
    def page(self) -> ReviewPage:
        return review_page(self.case, self.on)

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen_amount": self.page.seen_amount}}

    def context(self) -> dict[str, Any]:
        return {"page": self.page}

    def perform(self, form: Any) -> str:
        opinion = services.submit_first_review(
            self.case, **form.cleaned_data, by=self.request.user, on=self.on
        )
        if opinion.approve:
            return "初审意见已提交，请两地张贴公示，满 7 天后审核确认。"
        return f"初审意见已提交，由{self.case.decider_office}审核确认。"


class DecisionView(StepView):
    step = "decision"
    act = "提交审核确认意见"
    form_class = DecisionForm
    template_name = "applications/decision.html"

    def context(self) -> dict[str, Any]:
        return {"page": decision_page(self.case, self.request.user, self.on)}

    def perform(self, form: Any) -> str:
        decision = services.submit_decision(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        if decision.approve:
            return "已予以确认，通知书已出具。请两地公布结果。"
        return "已决定不予确认，通知书已出具，请在 3 个工作日内送达申请人。"
