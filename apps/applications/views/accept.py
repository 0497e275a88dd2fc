"""受理, 一次性补正, 收到补正, 撤回: four pages of one case."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from apps.applications import queries, services
from apps.applications.forms import AcceptForm, ReceivedForm, SupplementForm, WithdrawForm
from apps.core.shapes import Link
from apps.offices.roles import Permission
from apps.routing.step_view import StepView


class IntakeView(StepView):
    """A page about the papers of an application that waits for acceptance."""

    step = "accept"

    def context(self) -> dict[str, Any]:
        return {"board": queries.accept_page(self.case), "ways": self.ways()}

    def ways(self) -> tuple[Link, ...]:
        return ()

    def url(self, name: str) -> str:
        return reverse(f"applications:{name}", args=[self.case.pk])


class AcceptView(IntakeView):
    """Accept what is complete; else the way to the supplement notice or to what was brought."""

    act = "受理申请"
    form_class = AcceptForm
    template_name = "applications/accept.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"staff_relation": self.case.application.staff_relation}}

    def ways(self) -> tuple[Link, ...]:
        page = queries.accept_page(self.case)
        missing = () if not page.missing else self._about_missing(page)
        relatives = Link("近亲属备案", reverse("routing:relatives", args=[self.case.pk]))
        return (*missing, relatives, Link("申请人撤回申请", self.url("withdraw"), "close"))

    def _about_missing(self, page: queries.AcceptPage) -> tuple[Link, ...]:
        if page.asked:
            return (Link("登记补来的材料", self.url("received"), "document"),)
        return (Link("一次性告知补正", self.url("supplement"), "document"),)

    def perform(self, form: Any) -> str:
        people = {"by": self.request.user, "on": self.on}
        stated = {"text": form.cleaned_data["staff_relation"], "kin": form.cleaned_data["staff_kin"]}
        services.declare_relation(self.case, **stated, **people)
        case = services.accept_application(self.case, **people)
        return f"已受理{case.number}，受理通知书已出具；核对和入户调查须在 3 个工作日内启动。"


class SupplementView(IntakeView):
    """Give the one notice of everything missing."""

    title = "一次性告知补正"
    act = "出具补正告知书"
    form_class = SupplementForm
    template_name = "applications/supplement.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"choices": queries.missing_materials(self.case.application)}

    def perform(self, form: Any) -> str:
        services.request_supplement(self.case, **form.cleaned_data, by=self.request.user, on=self.on)
        return "已出具一次性补正告知书；申请人补齐后即可受理。"


class ReceivedView(IntakeView):
    """Tick off the papers that were brought."""

    title = "登记补来的材料"
    act = "登记补来的材料"
    form_class = ReceivedForm
    template_name = "applications/supplement.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"choices": queries.missing_materials(self.case.application)}

    def perform(self, form: Any) -> str:
        request = services.receive_supplement(
            self.case, items=form.cleaned_data["items"], by=self.request.user, on=self.on
        )
        return "材料已齐，可以受理。" if request.supplied_on else "已登记；还有材料没有补来。"

    def success_url(self) -> str:
        return self.url("accept")


class WithdrawView(StepView):
    """Take the application back; at any office of the case that may."""

    step = "accept"
    permission = Permission.WITHDRAW_CASE
    title = "撤回申请"
    act = "撤回申请"
    danger = True
    form_class = WithdrawForm
    template_name = "applications/withdraw.html"

    def dispatch(self, request: HttpRequest, case_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().dispatch(request, case_id, *args, **kwargs)

    def check_open(self) -> None:
        if queries.withdrawing_office(self.case, self.request.user, self.on) is None:
            raise PermissionDenied

    def perform(self, form: Any) -> str:
        case = services.withdraw_application(
            self.case, reason=form.cleaned_data["reason"], by=self.request.user, on=self.on
        )
        return f"{case.number}已撤回；申请人今后可随时重新申请。"
