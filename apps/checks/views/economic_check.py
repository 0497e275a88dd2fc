"""Pages of the economic check: 发起, 登记结果, 处理差异, 完成."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from apps.checks import queries, services
from apps.checks.forms import CompleteCheckForm, FindingForm, FindingsFileForm, SettleForm, StartCheckForm
from apps.routing.step_view import StepView


class CheckStepView(StepView):
    """A part of the check: done, one comes back to the check, not to the case."""

    step = "economic_check"

    def success_url(self) -> str:
        return reverse("checks:economic_check", args=[self.case.pk])


class EconomicCheckView(CheckStepView):
    """Where the check stands: who authorised, what came back, what differs; closes it with the report."""

    act = "完成核对"
    form_class = CompleteCheckForm
    template_name = "checks/economic_check.html"

    @cached_property
    def board(self) -> queries.CheckBoard:
        return queries.check_board(self.case, self.on)

    def form_kwargs(self) -> dict[str, Any]:
        return {"missing": self.board.missing}

    def context(self) -> dict[str, Any]:
        return {"board": self.board}

    def perform(self, form: Any) -> str:
        check = services.complete_check(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return f"核对已完成，报告有效期至{check.valid_until:%Y年%-m月%-d日}。"

    def success_url(self) -> str:
        return reverse("desk:case", args=[self.case.pk])


class StartCheckView(CheckStepView):
    title = "发起核对"
    act = "发起核对"
    form_class = StartCheckForm

    def perform(self, form: Any) -> str:
        check = services.start_check(self.case, by=self.request.user, on=self.on)
        if check.requests.exists():
            return "已发起核对，正在请求核对中心；返回后自动与申报对照。"
        return "已发起核对。各来源返回后逐条登记，或导入结果文件。"


class AddFindingView(CheckStepView):
    title = "登记核对结果"
    act = "登记结果"
    form_class = FindingForm

    def form_kwargs(self) -> dict[str, Any]:
        return queries.declared_rows(self.case)

    def perform(self, form: Any) -> str:
        finding = services.record_finding(self.case, form.entry(), by=self.request.user, on=self.on)
        return f"已登记“{finding.label}”：{queries.fact_row(finding).compare_text}。"


class ImportFindingsView(CheckStepView):
    title = "导入核对结果"
    act = "导入"
    form_class = FindingsFileForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"case": self.case}

    def perform(self, form: Any) -> str:
        findings = services.record_findings(
            self.case, form.cleaned_data["file"], by=self.request.user, on=self.on
        )
        return f"已导入 {len(findings)} 条核对结果。"


class SettleView(CheckStepView):
    """Settle one difference."""

    title = "处理差异"
    act = "保存处理意见"
    form_class = SettleForm
    template_name = "checks/settle.html"

    def dispatch(self, request: HttpRequest, case_id: int, finding_id: int) -> HttpResponse:
        self.finding_id = finding_id
        return super().dispatch(request, case_id)

    @property
    def finding(self):
        found = queries.finding_of(self.case, self.finding_id)
        if found is None:
            raise Http404
        return found

    def context(self) -> dict[str, Any]:
        finding = self.finding
        effects = queries.effects_of(self.case, [finding], self.on)
        return {"row": queries.fact_row(finding), "effect": effects.of(finding), "effect_note": effects.note}

    def perform(self, form: Any) -> str:
        data, people = form.cleaned_data, {"by": self.request.user, "on": self.on}
        stated = {name: data[name] for name in ("reason", "proof", "pictures")}
        if data["adopt"] == "recheck":
            finding = services.object_to_finding(self.finding, **stated, **people)
            return f"“{finding.label}”已请核对中心复核，结果返回后再处理；期限不变。"
        finding = services.settle_finding(self.finding, adopt=data["adopt"] == "1", **stated, **people)
        return f"“{finding.label}”已{finding.get_settlement_display()}。"
