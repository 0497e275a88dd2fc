"""测算: a question without a case. Nothing is kept; an answer may be taken away as a worked example."""

from dataclasses import dataclass
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from apps.benefits import queries
from apps.benefits.forms import HouseholdSheet, QuestionForm
from apps.core import clock
from apps.core.errors import Refused
from apps.core.shapes import Crumb, SavedView
from apps.offices.access import may
from apps.offices.roles import Permission


@dataclass(frozen=True, slots=True)
class CalculatorPage:
    """The question form, the household where one is asked about, and the answer once it was asked."""

    kind_label: str
    views: tuple[SavedView, ...]
    question: QuestionForm
    household: HouseholdSheet | None
    sources: tuple
    answer: queries.AnswerPage | None
    refusal: str


@require_http_methods(["GET", "POST"])
def calculator(request: HttpRequest) -> HttpResponse:
    """`kind` chooses what is asked; a household has a form, `written` and the other kinds take facts as YAML."""
    on = _day_of(request)
    kind = request.GET.get("kind", "assess")
    if kind not in queries.KINDS:
        raise Http404
    written = kind != "assess" or "written" in request.GET
    if request.method == "GET":
        return _page(request, kind, *_fresh(kind, written, on, request.GET.get("example", "")))
    question = QuestionForm({**request.POST.dict(), "kind": kind}, written=written)
    household = None if written else HouseholdSheet(request.POST)
    if "add_row" in request.POST:
        return _page(request, kind, question, household)
    if not all([question.is_valid(), household is None or household.is_valid()]):
        return _page(request, kind, question, household, asked=True)
    return _answered(request, kind, question, household)


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """The items of the sources with their functions and examples."""
    _day_of(request)
    here = reverse("benefits:calculator")
    context = {"tables": queries.source_tables(), "crumbs": (Crumb("测算", here), Crumb("依据对照"))}
    return render(request, "benefits/sources.html", context)


def _day_of(request: HttpRequest):
    """Today, for whoever may look at cases or standards."""
    on = clock.today()
    if not (
        may(request.user, Permission.VIEW_CASES, on=on) or may(request.user, Permission.VIEW_STANDARDS, on=on)
    ):
        raise PermissionDenied
    return on


def _fresh(kind: str, written: bool, on, example: str) -> tuple[QuestionForm, HouseholdSheet | None]:
    """A blank household of today, or the sample of the kind to be changed."""
    if not written:
        return QuestionForm(
            initial={"kind": kind, "region": "TJ", "day": on}, written=False
        ), HouseholdSheet()
    sample = queries.sample(kind, example)
    initial = {
        "kind": kind,
        "region": sample.region,
        "day": sample.day,
        "facts": sample.facts,
        "title": sample.title,
    }
    return QuestionForm(initial={**initial, "parameters": sample.parameters}, written=True), None


def _answered(
    request: HttpRequest, kind: str, question: QuestionForm, household: HouseholdSheet | None
) -> HttpResponse:
    data = question.cleaned_data
    facts = household.facts(data["region"]) if household else data["facts"]
    asked = queries.Asked(kind, data["region"], data["day"], facts, data["parameters"])
    if "save" not in request.POST:
        return _page(request, kind, question, household, answer=queries.answer_page(asked))
    try:
        name, text = queries.example_file(asked, data["title"])
    except Refused as refusal:
        return _page(request, kind, question, household, refusal=refusal.message)
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _page(
    request: HttpRequest,
    kind: str,
    question: QuestionForm,
    household: HouseholdSheet | None,
    *,
    asked: bool = False,
    answer: queries.AnswerPage | None = None,
    refusal: str = "",
) -> HttpResponse:
    here = reverse("benefits:calculator")
    views = tuple(
        SavedView(label, f"{here}?kind={name}", current=name == kind) for name, label in queries.KINDS.items()
    )
    sources = (question, *(household.sources if household else ())) if asked else ()
    page = CalculatorPage(queries.KINDS[kind], views, question, household, sources, answer, refusal)
    refused = asked or refusal or (answer is not None and answer.refusal)
    return render(request, "benefits/calculator.html", {"page": page}, status=422 if refused else 200)
