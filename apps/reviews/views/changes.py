"""登记变更 for a household, and 变更核实 of its case."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from apps.core import clock
from apps.core.errors import Refused
from apps.core.shapes import Crumb, SavedView
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.reviews import services
from apps.reviews.access import household_seen_by, reporting_office, streets
from apps.reviews.forms import ChangeForm, WithdrawForm
from apps.reviews.models import ChangeKind
from apps.reviews.queries.standing import may_wait
from apps.reviews.services import ChangeEntry
from apps.reviews.views.reviews import PackView
from apps.routing.models import CaseKind
from apps.routing.step_view import StepView


class ReportView(View):
    """Which kind of change, and the few fields that it needs."""

    def dispatch(self, request: HttpRequest, household_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        self.on = clock.today()
        self.household = household_seen_by(request.user, household_id, self.on)
        if self.household is None:
            raise Http404
        self.at = reporting_office(request.user, self.household, self.on)
        if self.at is None or not may(request.user, Permission.CHANGE_REPORT, on=self.on):
            raise PermissionDenied
        wanted = request.GET.get("kind", "")
        self.kind = ChangeKind(wanted) if wanted in ChangeKind.values else ChangeKind.BIRTH
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        data = form.cleaned_data
        entry = ChangeEntry(
            kind=self.kind,
            happened_on=data["happened_on"],
            found=data["found"],
            evidence=data["evidence"],
            person=data.get("person"),
            detail=form.told(),
        )
        try:
            report = services.report_change(self.household, entry, at=self.at, by=request.user, on=self.on)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.show(form, status=409)
        messages.success(
            request, f"已登记{report}，办件 {report.case.number}，由{report.case.hukou_office}核实。"
        )
        return redirect("desk:case", report.case_id)

    def form(self, data: Any = None) -> ChangeForm:
        members = self.household.memberships.filter(valid_to__isnull=True).select_related("person")
        return ChangeForm(
            data,
            kind=self.kind,
            people=[(row.person_id, f"{row.person}（{row.get_relation_display()}）") for row in members],
            streets=[(office.code, str(office)) for office in streets()],
        )

    def show(self, form: ChangeForm, status: int = 200) -> HttpResponse:
        detail = reverse("households:detail", args=[self.household.pk])
        context = {
            "form": form,
            "household": self.household,
            "kind": self.kind,
            "kinds": tuple(
                SavedView(str(kind.label), f"?kind={kind}", current=kind == self.kind) for kind in ChangeKind
            ),
            "crumbs": (
                Crumb("工作台", reverse("desk:worklist")),
                Crumb(f"{self.household}", detail),
                Crumb("登记变更"),
            ),
            "back_url": detail,
        }
        return render(self.request, "reviews/report.html", context, status=status)


class WithdrawView(StepView):
    """A report that was a mistake: the household is as before, and the case is closed."""

    step = "verification"
    title = "撤回误登记的变更"
    act = "撤回登记"
    danger = True
    form_class = WithdrawForm

    def check_open(self) -> None:
        if self.case.kind != CaseKind.CHANGE_REPORT:
            raise Http404
        services.may_withdraw(self.case, by=self.request.user, on=self.on)

    def perform(self, form: Any) -> str:
        report = services.withdraw_report(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return f"已撤回{report}，家庭情况恢复原样；需要时可以重新登记。"


class VerificationView(PackView):
    step = "verification"
    act = "提交核实意见"
    label = "核实意见"

    def form_kwargs(self) -> dict[str, Any]:
        change = getattr(self.case, "change", None)
        return super().form_kwargs() | {"may_wait": change is not None and may_wait(change, self.on)}

    def perform(self, form: Any) -> str:
        kept = services.submit_verification(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return f"核实意见已提交：{kept.get_effect_display()}。由{self.case.decider_office}另一人审核确认。"
