"""Pages of the forms of the file: all papers of a case, and one form with its preview before it gets a number."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from apps.applications import services
from apps.applications.forms import SheetForm
from apps.applications.sheets import OF_AN_APPLICATION, OFFERED, TYPED, build, known_for
from apps.core.errors import Refused
from apps.documents.models import DocumentKind
from apps.documents.queries import draft_sheet, papers_of
from apps.documents.services import acting_office
from apps.offices.roles import Permission
from apps.routing.models import CaseKind
from apps.routing.step_view import StepView


class CasePapersView(StepView):
    """All papers of a case, and which forms can be made now."""

    permission = Permission.ISSUE_DOCUMENT
    title = "文书"
    act = ""
    template_name = "applications/papers.html"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(None)

    def context(self) -> dict[str, Any]:
        offered = [
            (kind.label, reverse("applications:sheet", args=[self.case.pk, kind]))
            for kind in OFFERED
            if self.case.kind == CaseKind.APPLICATION or kind not in OF_AN_APPLICATION
            if not (kind in TYPED and TYPED[kind].programmes) or self.case.programme in TYPED[kind].programmes
        ]
        return {"papers": papers_of(self.case), "offered": offered}


class SheetView(StepView):
    """One form: its fields (if any), the sheet as it would be, and the button that gives it a number."""

    permission = Permission.ISSUE_DOCUMENT
    act = "出具文书"
    form_class = SheetForm
    template_name = "applications/sheet.html"

    def dispatch(self, request: HttpRequest, case_id: int, kind: str) -> HttpResponse:
        if kind not in OFFERED:
            raise Http404
        self.kind = DocumentKind(kind)
        self.title = self.kind.label
        return super().dispatch(request, case_id)

    def check_open(self) -> None:
        """A form may be printed at any time; the builder refuses what cannot be said yet."""

    def form_kwargs(self) -> dict[str, Any]:
        fields = TYPED[self.kind].fields if self.kind in TYPED else ()
        return {"fields": fields, "initial": self.known}

    @cached_property
    def known(self) -> dict[str, str]:
        """What the case knows for the fields, to be checked and changed."""
        return known_for(self.kind, self.case, self.on).initial

    def context(self) -> dict[str, Any]:
        said = self.request.POST if self.request.method == "POST" else self.known
        typed = {name: said.get(name, "") for name in self.form_kwargs_names()}
        try:
            sheet = build(self.kind, self.case, self.on, typed)
        except Refused as refusal:
            return {"refusal": refusal.message}
        office = acting_office(self.case, self.request.user, Permission.ISSUE_DOCUMENT, self.on)
        return {"sheet": draft_sheet(self.kind, self.case, office, sheet, self.on)}

    def form_kwargs_names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.form_kwargs()["fields"])

    def perform(self, form: Any) -> str:
        self.paper = services.issue_sheet(
            self.case, self.kind, typed=form.cleaned_data, by=self.request.user, on=self.on
        )
        return f"已出具{self.paper.title}，{self.paper.number}。"

    def success_url(self) -> str:
        return reverse("documents:preview", args=[self.paper.pk])
