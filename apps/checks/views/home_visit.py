"""Pages of the home visit: 安排, 入户调查表, 照片, 上门无人."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from apps.checks import queries, services
from apps.checks.forms import AbsenceForm, PhotosForm, PlanForm, VisitForm
from apps.core import clock
from apps.core.errors import Refused
from apps.routing.queries import pending_step
from apps.routing.step_view import StepView


class VisitStepView(StepView):
    """A part of the visit: done, one comes back to the visit, not to the case."""

    step = "home_visit"

    def success_url(self) -> str:
        return reverse("checks:home_visit", args=[self.case.pk])


class HomeVisitView(StepView):
    """入户调查表, beside what was declared and the attempts so far. Photographs are kept also when the form is not."""

    step = "home_visit"
    act = "提交入户调查表"
    form_class = VisitForm
    template_name = "checks/home_visit.html"

    def form_kwargs(self) -> dict[str, Any]:
        now = clock.now().replace(second=0, microsecond=0)
        plan = queries.last_plan(self.case)
        names = plan.investigators if plan else [str(self.request.user)]
        initial = {"visited_at": now, "first_investigator": names[0], "mode": "door"}
        if len(names) > 1:
            initial["second_investigator"] = names[1]
        return {"initial": initial, "things": queries.declared_things(self.case)}

    def context(self) -> dict[str, Any]:
        step = pending_step(self.case, self.step, self.request.user, self.on)
        return {"board": queries.visit_board(self.case, step, self.on)}

    def post(self, request: HttpRequest) -> HttpResponse:
        photos = PhotosForm(request.POST, request.FILES)
        try:
            if photos.is_valid() and photos.cleaned_data["photos"]:
                services.attach_visit_photos(
                    self.case, photos.cleaned_data["photos"], by=request.user, on=self.on
                )
        except Refused as refusal:
            self.check_open()
            form = self.form_class(request.POST, request.FILES, **self.form_kwargs())
            form.is_valid()
            form.add_error("photos", refusal.message)
            return self.show(form, status=409)
        return super().post(request)

    def perform(self, form: Any) -> str:
        services.record_visit(
            self.case, form.entry(), pictures=form.pictures(), by=self.request.user, on=self.on
        )
        return "入户调查已完成。"


class VisitPhotosView(VisitStepView):
    """Photographs sent while the form is still being filled in; the script gets the tiles, a plain form comes back."""

    title = "入户照片"
    act = "上传照片"
    form_class = PhotosForm

    def perform(self, form: Any) -> str:
        kept = services.attach_visit_photos(
            self.case, form.cleaned_data["photos"], by=self.request.user, on=self.on
        )
        return f"已收到 {len(kept)} 张照片。"

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("X-Requested-With") != "fetch":
            return super().post(request)
        form = self.form_class(request.POST, request.FILES)
        try:
            if not form.is_valid():
                raise Refused("no_photo", "没有上传。请选择照片。")
            self.perform(form)
        except Refused as refusal:
            return HttpResponse(refusal.message, status=409, content_type="text/plain; charset=utf-8")
        return render(request, "components/_pictures.html", {"pictures": queries.waiting_tiles(self.case)})


class AbsenceView(VisitStepView):
    """Nobody opened: an attempt is kept, the step goes on."""

    title = "登记上门无人"
    act = "登记上门无人"
    form_class = AbsenceForm

    def form_kwargs(self) -> dict[str, Any]:
        now = clock.now().replace(second=0, microsecond=0)
        return {"initial": {"visited_at": now, "first_investigator": str(self.request.user)}}

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

    def success_url(self) -> str:
        return reverse("desk:case", args=[self.case.pk])


class StartVisitView(VisitStepView):
    """The visit is arranged within the three working days that the law allows."""

    title = "安排入户调查"
    act = "安排入户"
    form_class = PlanForm
    template_name = "checks/plan_visit.html"

    def form_kwargs(self) -> dict[str, Any]:
        nine = clock.at(self.on + dt.timedelta(days=1), 9, 30)
        return {"initial": {"planned_at": nine, "first_investigator": str(self.request.user)}}

    def context(self) -> dict[str, Any]:
        step = pending_step(self.case, self.step, self.request.user, self.on)
        return {"board": queries.visit_board(self.case, step, self.on)}

    def perform(self, form: Any) -> str:
        services.start_visit(
            self.case,
            planned_at=form.cleaned_data["planned_at"],
            investigators=form.investigators(),
            late_reason=form.cleaned_data["late_reason"],
            by=self.request.user,
            on=self.on,
        )
        return "已安排入户调查。调查回来后填写入户调查表。"
