"""受理登记: a draft filled in step by step, kept at every step, submitted at the last."""

import json
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from apps.applications import services
from apps.applications.access import drafts_of, entry_offices
from apps.applications.forms import STEPS, EntrySheet
from apps.applications.forms.sheet import PREFIXES, read_step
from apps.applications.models import EntryDraft
from apps.applications.queries.preview import preview_of
from apps.applications.views.entry_page import draft_rows, entry_page
from apps.applications.views.review_page import review_page
from apps.core import clock
from apps.core.errors import Refused
from apps.offices.access import may
from apps.offices.roles import Permission

SUBMITTED = "已登记{case}，等待受理。"


class EntryView(View):
    """What all pages of entry share: the day, the permission, one's own draft."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.on = clock.today()
        if not may(request.user, Permission.ACCEPT, on=self.on):
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)

    def handle_no_permission(self) -> HttpResponse:
        from django.core.exceptions import PermissionDenied

        raise PermissionDenied

    def draft(self, draft_id: int) -> EntryDraft:
        """One's own draft; somebody else's is as if it did not exist."""
        draft = drafts_of(self.request.user, self.on).filter(pk=draft_id).first()
        if draft is None:
            raise Http404
        return draft


class NewEntryView(EntryView):
    """Begin an entry, or go on with one that lies unfinished."""

    def get(self, request: HttpRequest) -> HttpResponse:
        offices = tuple(entry_offices(request.user, self.on))
        drafts = draft_rows(drafts_of(request.user, self.on).order_by("-saved_at"))
        return render(request, "applications/new.html", {"offices": offices, "drafts": drafts})

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = request.POST.get("office", "")
        offices = entry_offices(request.user, self.on)
        office = offices.filter(pk=chosen).first() if chosen.isdigit() else offices.first()
        if office is None:
            raise Http404
        draft = services.open_draft(office=office, at=clock.now(), by=request.user, on=self.on)
        return redirect("applications:entry", draft.pk, "application")


class DiscardView(EntryView):
    """Throw a draft away; asked once, in words."""

    def get(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        return render(request, "applications/discard.html", {"draft": self.draft(draft_id)})

    def post(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        services.discard_draft(self.draft(draft_id), by=request.user, on=self.on)
        messages.success(request, "这份登记已丢弃，没有留下任何内容。")
        return redirect("applications:new")


class EntryStepView(EntryView):
    """One step of a draft. What was typed is kept, right or wrong; only what is right leads on."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["step"] not in STEPS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, draft_id: int, step: str) -> HttpResponse:
        draft = self.draft(draft_id)
        if step == "review":
            return self.review(draft)
        return self.show(draft, step, self.sheet(draft, first_rows(step, draft)))

    def post(self, request: HttpRequest, draft_id: int, step: str) -> HttpResponse:
        draft = self.draft(draft_id)
        if step == "review":
            return self.submit(draft)
        values = read_step(step, request.POST, json.loads(draft.payload))
        draft = services.save_draft(draft, values, at=clock.now(), by=request.user, on=self.on)
        if request.headers.get("X-Autosave"):
            return HttpResponse(f"{clock.now():%H:%M:%S}", content_type="text/plain")
        grid = request.POST.get("add_row", "")
        if grid in PREFIXES.get(step, {}):
            return self.show(draft, step, self.sheet(draft, {grid: 1}))
        sheet = self.sheet(draft)
        if not sheet.is_valid(step):
            return self.show(draft, step, sheet, status=422)
        return redirect("applications:entry", draft.pk, next_step(step))

    def sheet(self, draft: EntryDraft, blanks: dict[str, int] | None = None) -> EntrySheet:
        return EntrySheet(json.loads(draft.payload), office=draft.office, on=self.on, blanks=blanks)

    def show(self, draft: EntryDraft, step: str, sheet: EntrySheet, status: int = 200) -> HttpResponse:
        page = entry_page(draft, step, sheet)
        return render(self.request, "applications/draft.html", {"page": page, "draft": draft}, status=status)

    def review(self, draft: EntryDraft, refusal: str = "", status: int = 200) -> HttpResponse:
        sheet = self.sheet(draft)
        wrong = sheet.first_wrong_step
        if wrong:
            messages.warning(self.request, f"“{STEPS[wrong]}”还没有填好；填好后再核对。")
            return redirect("applications:entry", draft.pk, wrong)
        entry = sheet.entry()
        page = review_page(draft, sheet, entry, preview_of(entry, self.on), refusal)
        return render(self.request, "applications/review.html", {"page": page, "draft": draft}, status=status)

    @transaction.atomic
    def submit(self, draft: EntryDraft) -> HttpResponse:
        """The lock lets a second press wait for the first, and then says that the draft is gone."""
        services.lock_draft(draft, by=self.request.user)
        sheet = self.sheet(draft)
        if sheet.first_wrong_step:
            return self.review(draft)
        try:
            case = services.submit_application(sheet.entry(), draft=draft, by=self.request.user, on=self.on)
        except Refused as refusal:
            return self.review(draft, refusal.message, status=409)
        messages.success(self.request, SUBMITTED.format(case=case.number))
        return redirect("applications:accept", case.pk)


def next_step(step: str) -> str:
    """The step after this one."""
    names = list(STEPS)
    return names[names.index(step) + 1]


def first_rows(step: str, draft: EntryDraft) -> dict[str, int]:
    """How many empty rows a grid shows before anything is typed."""
    kept = json.loads(draft.payload)
    first = {"members": 2, "incomes": 2, "unusual": 0, "assets": 1, "expenses": 1, "supporters": 0}
    return {prefix: 0 if kept.get(prefix) else first[prefix] for prefix in PREFIXES.get(step, {})}


def url_of(draft: EntryDraft, step: str) -> str:
    """The page of a step of a draft."""
    return reverse("applications:entry", args=[draft.pk, step])
