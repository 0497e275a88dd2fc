"""The page of one step: form, refusal in place with what was typed kept, one strip when it is done.

Every floor above builds its step pages on `StepView`; what a step does is `perform`, a call of one service.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views import View

from apps.core import clock
from apps.core.errors import Refused
from apps.core.shapes import Link
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing import queries
from apps.routing.access import cases_seen_by
from apps.routing.models import Case, CaseKind


def case_or_404(request: HttpRequest, pk: int) -> Case:
    """The case if this person sees it; else the same 404 as for one that does not exist."""
    related = (
        "household",
        "applicant",
        "residence_office__region__parent",
        "hukou_office__region__parent",
        "hukou_office__jurisdiction",
        "front_office",
        "decider_office",
    )
    return get_object_or_404(cases_seen_by(request.user, clock.today()).select_related(*related), pk=pk)


class StepView(View):
    """GET shows the form of a step (the case, once it is done), POST performs it and goes back to the case.

    `step` is the step's word (permission and title come from it); `act` the words of the button; `perform` calls the
    service and returns the sentence of the strip. A `Refused` is shown above the form with status 409. `kinds`: the
    kinds of case that have this page.
    """

    step: str
    form_class: Any
    title: str = ""
    act: str
    danger = False
    template_name = "routing/step.html"
    permission: Permission | None = None
    kinds: tuple[str, ...] = tuple(CaseKind)

    def dispatch(self, request: HttpRequest, case_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        self.on = clock.today()
        self.case = case_or_404(request, case_id)
        if self.case.kind not in self.kinds:
            raise Http404
        if not may(request.user, self.permission or Permission(self.step), on=self.on):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            self.check_open()
        except queries.StepDone as done:
            return self.show_done(done)
        return self.show(self.form_class(**self.form_kwargs()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES, **self.form_kwargs())
        if not form.is_valid():
            self.check_open()  # whoever comes too late hears that, not what is wrong in the form
            return self.show(form, status=422)
        try:
            sentence = self.perform(form)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.show(form, status=409)
        messages.success(request, sentence)
        return redirect(self.success_url())

    def check_open(self) -> None:
        """Refuse early, in words, a step that is not this person's to do now."""
        queries.pending_step(self.case, self.step, self.request.user, self.on)

    def show_done(self, done: queries.StepDone) -> HttpResponse:
        """Whoever opens a finished step reads who did it and when, on the page that tells what came of it."""
        words = '{}。<a href="#{}">看这一步的经过</a>'
        messages.info(self.request, format_html(words, done.words, done.step.name))
        return redirect("desk:case", self.case.pk)

    def perform(self, form: Any) -> str:
        raise NotImplementedError

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def success_url(self) -> str:
        return reverse("desk:case", args=[self.case.pk])

    def context(self) -> dict[str, Any]:
        return {}

    def show(self, form: Any, status: int = 200) -> HttpResponse:
        title = self.title or queries.table_of(self.case).step(self.step).label
        home = Link("工作台", reverse("desk:worklist"))
        context = {
            "case": self.case,
            "identity": queries.identity(self.case, queries.clockwork(), self.on, self.request.user),
            "form": form,
            "title": title,
            "act": self.act,
            "danger": self.danger,
            "crumbs": (
                home,
                Link(self.case.number, reverse("desk:case", args=[self.case.pk])),
                Link(title, ""),
            ),
            "back_url": reverse("desk:case", args=[self.case.pk]),
            **self.context(),
        }
        return render(self.request, self.template_name, context, status=status)
