"""核查进度, 核查计划, 核查延期, 特殊时期措施: what supervisors see and decide."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock
from apps.core.errors import Refused
from apps.core.shapes import Crumb
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.reviews import access, services
from apps.reviews.forms.plans import CampaignForm, EndSwitchForm, ExcludeForm, ExtensionForm, SwitchForm
from apps.reviews.queries.campaigns import campaign_page, progress_page
from apps.reviews.queries.switches import switches_page
from apps.routing import services as routing

PROGRESS = "核查进度"


def crumbs(title: str) -> tuple[Crumb, ...]:
    return (
        Crumb("工作台", reverse("desk:worklist")),
        Crumb(PROGRESS, reverse("reviews:progress")),
        Crumb(title),
    )


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Open reviews by street and worker, what is late and why."""
    on = clock.today()
    if not may(request.user, Permission.VIEW_CASES, on=on):
        raise PermissionDenied
    page = progress_page(
        request.user,
        on,
        access.campaigns_seen_by(request.user, on)[:20],
        access.reviews_seen_by(request.user, on),
    )
    return render(request, "reviews/progress.html", {"page": page})


class PlanView(View):
    """A form about an office; back to `success` with a sentence, or the form again with the refusal."""

    form_class: Any
    title: str
    act: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.on = clock.today()
        if not may(request.user, Permission.EXTEND_LIMIT, on=self.on):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        data = dict(form.cleaned_data)
        office = access.planning_offices(request.user, self.on).filter(pk=data.pop("office")).first()
        if office is None:
            raise Http404
        try:
            address = self.perform(office, **data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.show(form, status=409)
        return redirect(address)

    def form(self, data: Any = None) -> Any:
        offices = access.planning_offices(self.request.user, self.on)
        choices = [(office.pk, str(office)) for office in offices]
        return self.form_class(data, offices=choices, initial=self.initial())

    def initial(self) -> dict[str, Any]:
        return {}

    def perform(self, office: Any, **data: Any) -> str:
        raise NotImplementedError

    def more(self) -> dict[str, Any]:
        return {}

    def show(self, form: Any, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "title": self.title,
            "act": self.act,
            "crumbs": crumbs(self.title),
            **self.more(),
        }
        return render(self.request, "reviews/plan.html", context, status=status)


class NewCampaignView(PlanView):
    form_class = CampaignForm
    title = "建立核查计划"
    act = "建立核查计划"

    def perform(self, office: Any, **data: Any) -> str:
        made = services.open_campaign(office, **data, by=self.request.user, on=self.on)
        messages.success(self.request, f"已建立“{made.title}”，登记簿 {made.total} 户。")
        return reverse("reviews:campaign", args=[made.pk])


class ExtensionView(PlanView):
    form_class = ExtensionForm
    title = "延长核查期限"
    act = "决定延长"

    def perform(self, office: Any, **data: Any) -> str:
        made = services.extend_reviews(office, **data, by=self.request.user, on=self.on)
        messages.success(
            self.request, f"已决定延至{made.extended_to:%Y年%-m月%-d日}，在办核查 {made.cases} 件随之顺延。"
        )
        return reverse("reviews:progress")


class SwitchView(PlanView):
    form_class = SwitchForm
    title = "特殊时期措施"
    act = "设定措施"

    def initial(self) -> dict[str, Any]:
        return {"valid_from": self.on}

    def perform(self, office: Any, **data: Any) -> str:
        made = routing.set_switch(office=office, **data, by=self.request.user, on=self.on)
        messages.success(self.request, f"{made.office}已{made.get_kind_display()}，每次使用都有记录。")
        return reverse("reviews:switches")

    def more(self) -> dict[str, Any]:
        return {
            "page": switches_page(
                access.switches_seen_by(self.request.user, self.on), self.request.user, self.on
            )
        }


@require_POST
def end_switch(request: HttpRequest, switch_id: int) -> HttpResponse:
    """Let a measure end today."""
    on = clock.today()
    switch = get_object_or_404(access.switches_seen_by(request.user, on), pk=switch_id)
    form = EndSwitchForm(request.POST)
    last = form.cleaned_data["valid_to"] if form.is_valid() else on
    routing.end_switch(switch, valid_to=last, by=request.user, on=on)
    messages.success(request, f"{switch.office}{switch.get_kind_display()}到{last:%Y年%-m月%-d日}为止。")
    return redirect("reviews:switches")


@require_safe
def campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The sum of a campaign and what is still open."""
    on = clock.today()
    row = get_object_or_404(access.campaigns_seen_by(request.user, on), pk=campaign_id)
    context = {
        "page": campaign_page(row, on),
        "crumbs": crumbs(row.title),
        "may_plan": may(request.user, Permission.EXTEND_LIMIT, row.office, on),
    }
    return render(request, "reviews/campaign.html", context)


@require_POST
def close_campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Close what adds up."""
    on = clock.today()
    row = get_object_or_404(access.campaigns_seen_by(request.user, on), pk=campaign_id)
    closed = services.close_campaign(row, by=request.user, on=on)
    messages.success(
        request, f"已关闭：登记簿 {closed.total} = 已核查 {closed.done} + 未列入 {closed.excluded}。"
    )
    return redirect("reviews:campaign", campaign_id=row.pk)


class ExcludeView(View):
    """Leave one household out, with the reason."""

    def dispatch(self, request: HttpRequest, campaign_id: int, row_id: int) -> HttpResponse:
        self.on = clock.today()
        self.campaign = get_object_or_404(access.campaigns_seen_by(request.user, self.on), pk=campaign_id)
        self.row = get_object_or_404(self.campaign.rows.select_related("grant__case__applicant"), pk=row_id)
        if not may(request.user, Permission.EXTEND_LIMIT, self.campaign.office, self.on):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(ExcludeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ExcludeForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            services.exclude_row(self.row, **form.cleaned_data, by=request.user, on=self.on)
        except Refused as refusal:
            form.add_error("reason", refusal.message)
            return self.show(form, status=409)
        messages.success(request, "已登记不列入的理由；这一户仍在登记簿里。")
        return redirect("reviews:campaign", campaign_id=self.campaign.pk)

    def show(self, form: Any, status: int = 200) -> HttpResponse:
        name = self.row.grant.case.applicant.name
        context = {
            "form": form,
            "title": f"不列入：{name}",
            "act": "登记不列入",
            "crumbs": crumbs(f"不列入：{name}"),
        }
        return render(self.request, "reviews/plan.html", context, status=status)
