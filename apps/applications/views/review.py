"""Pages of the first review and of the decision."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from apps.applications import services
from apps.applications.forms.review import DecisionForm, FirstReviewForm, SingleChoiceForm
from apps.applications.queries.review import ReviewPage, choice_board, decision_page, review_page
from apps.routing.models import CaseKind
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


class SingleChoiceView(StepView):
    """The family signs one of two ways; back to the first review."""

    step = "first_review"
    title = "登记申请家庭的选择"
    act = "登记签字选择"
    form_class = SingleChoiceForm
    template_name = "applications/single_choice.html"

    def form_kwargs(self) -> dict[str, Any]:
        wished = self.case.application.single_choice
        people = [
            (party.person_id, party.person.name) for party in self.case.parties.select_related("person")
        ]
        initial = {"choice": wished, "signed_by": self.case.applicant_id, "signed_on": self.on}
        return {"people": people, "initial": initial}

    def context(self) -> dict[str, Any]:
        return {"choice": choice_board(self.case, self.on)}

    def perform(self, form: Any) -> str:
        kept = services.record_single_choice(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return f"已登记选择：{kept.get_choice_display()}。"

    def success_url(self) -> str:
        return reverse("applications:first_review", args=[self.case.pk])


class DecisionView(StepView):
    step = "decision"
    act = "提交审核确认意见"
    form_class = DecisionForm
    template_name = "applications/decision.html"
    kinds = (CaseKind.APPLICATION,)  # reviews and changes are decided on a page of their own

    def context(self) -> dict[str, Any]:
        return {"page": decision_page(self.case, self.request.user, self.on)}

    def perform(self, form: Any) -> str:
        decision = services.submit_decision(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        if decision.approve:
            return "已予以确认，通知书已出具。请两地公布结果。"
        return "已决定不予确认，通知书已出具，请在 3 个工作日内送达申请人。"
