"""定期核查: the pack in one page, the request for evidence, the visit sheet, the decision of a second person."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core import clock
from apps.offices.roles import Permission
from apps.reviews import services
from apps.reviews.forms import AskForm, DecisionForm, ProposalForm
from apps.reviews.queries.decision import decision_page, must_consider_appeal
from apps.reviews.queries.pack import Pack, pack_of
from apps.reviews.queries.sheet import sheet_of
from apps.reviews.services import mark_of, words_of
from apps.routing.models import CaseKind
from apps.routing.step_view import StepView, case_or_404
from apps.rules import procedures

UNCHANGED = "经核查，家庭人口、收入、财产没有变化，保持原待遇。"
CHANGED = "经核查，情况如上，拟{effect}。"


class PackView(StepView):
    """One page: what stands, what differs, what follows; the opinion is written already."""

    template_name = "reviews/pack.html"
    form_class = ProposalForm
    label = "核查意见"

    @cached_property
    def page(self) -> Pack:
        return pack_of(self.case, self.on, words_of, mark_of)

    def form_kwargs(self) -> dict[str, Any]:
        page = self.page
        text = (
            UNCHANGED
            if page.effect == "keep" and not page.changes
            else CHANGED.format(effect=page.effect_label)
        )
        return {"initial": {"text": text if page.effect else "", "seen": page.seen}, "label": self.label}

    def context(self) -> dict[str, Any]:
        return {"page": self.page}


class ReviewView(PackView):
    step = "periodic_review"
    act = "提交核查意见"

    def perform(self, form: Any) -> str:
        kept = services.submit_review(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return f"核查意见已提交：{kept.get_effect_display()}。由{self.case.decider_office}另一人审核确认。"


class AskView(StepView):
    """Have the residence street check or visit."""

    title = "要求核对或入户"
    act = "提出要求"
    form_class = AskForm

    def dispatch(self, request: HttpRequest, case_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        case = case_or_404(request, case_id)
        self.step = "verification" if case.kind == "change_report" else "periodic_review"
        return super().dispatch(request, case_id, *args, **kwargs)

    def perform(self, form: Any) -> str:
        services.ask_for_evidence(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        labels = procedures.step_labels()
        asked = "、".join(labels[name] for name in form.cleaned_data["names"])
        return f"已请{self.case.front_office}{asked}；办完后回到本环节，期限不变。"


class DecisionView(StepView):
    step = "decision"
    act = "提交审核确认意见"
    form_class = DecisionForm
    template_name = "reviews/decision.html"
    kinds = (CaseKind.PERIODIC_REVIEW, CaseKind.CHANGE_REPORT)
    permission = Permission.DECISION

    def form_kwargs(self) -> dict[str, Any]:
        appealed = must_consider_appeal(self.case)
        return {"initial": {"agree": "yes", "text": "同意。"}, "appealed": appealed}

    def context(self) -> dict[str, Any]:
        return {"page": decision_page(self.case, self.on, words_of, mark_of)}

    def perform(self, form: Any) -> str:
        kept = services.decide(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        if kept is None:
            return "已退回，写明了原因；期限不变。"
        letter = "" if kept.effect == "keep" else "通知书已出具，请送达。"
        return f"已审核确认：{kept.get_effect_display()}。{letter}"


@require_safe
def visit_sheet(request: HttpRequest, case_id: int) -> HttpResponse:
    """入户调查表, filled with what is known, for the printer."""
    case = case_or_404(request, case_id)
    return render(request, "reviews/visit_sheet.html", {"page": sheet_of(case, clock.today())})
