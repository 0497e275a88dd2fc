"""What the pages of entry show: the unfinished entries, the steps and their forms."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from apps.applications.forms.sheet import STEPS, EntrySheet, Section
from apps.applications.models import EntryDraft
from apps.core.shapes import Crumb, FormStep

CRUMBS = (Crumb("工作台", "/"), Crumb("受理登记"))


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One step, as templates/applications/entry.html reads it."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[str, ...]
    steps: tuple[FormStep, ...]
    submit: str
    sources: list[Any] = field(default_factory=list)
    sections: tuple[Section, ...] = ()
    residence_words: str = ""
    hukou_words: str = ""
    back_url: str = ""
    saved_at: dt.datetime | None = None
    saved_words: str = "每一步都保存，退出后可以接着填"
    communities: tuple[str, ...] = ()
    cautions: tuple[Any, ...] = ()
    print_url: str = ""
    multipart: bool = False


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An unfinished entry in the list: whose, how far, saved when."""

    applicant: str
    office: str
    step: str
    saved_at: dt.datetime
    url: str
    discard_url: str


def draft_rows(drafts: Iterable[EntryDraft]) -> tuple[DraftRow, ...]:
    """The unfinished entries of one user."""
    return tuple(_draft_row(draft) for draft in drafts)


def _draft_row(draft: EntryDraft) -> DraftRow:
    payload = json.loads(draft.payload)
    members = payload.get("members") or [{}]
    open_steps = [step for step in STEPS if step not in payload and step != "review"]
    step = open_steps[0] if open_steps else "review"
    return DraftRow(
        applicant=members[0].get("name") or "还没有填姓名",
        office=str(draft.office),
        step=STEPS[step],
        saved_at=draft.saved_at,
        url=reverse("applications:entry", args=[draft.pk, step]),
        discard_url=reverse("applications:discard", args=[draft.pk]),
    )


def entry_page(draft: EntryDraft, step: str, sheet: EntrySheet) -> EntryPage:
    """The page of one step."""
    return EntryPage(
        title="受理登记",
        crumbs=CRUMBS,
        facts=facts_of(sheet),
        **offices_of(sheet),
        steps=steps_of(draft, step, sheet),
        sources=sheet.sources(step),
        sections=sheet.sections(step),
        back_url=back_url(draft, step),
        saved_at=draft.saved_at if sheet.payload else None,
        submit="保存并继续",
        communities=_communities(sheet, step),
    )


def facts_of(sheet: EntrySheet) -> tuple[str, ...]:
    labels = dict(sheet.application.fields["programme"].choices)
    programme = sheet.payload.get("application", {}).get("programme", "")
    return (f"{labels[programme]}申请",) if programme in labels else ()


def offices_of(sheet: EntrySheet) -> dict[str, str]:
    """Who takes in and who decides, once both streets are chosen and differ."""
    if not sheet.is_valid("application"):
        return {}
    data = sheet.application.cleaned_data
    residence, hukou = data["residence_office"], data["hukou_office"]
    if residence == hukou:
        return {}
    here = "受理" if residence == sheet.office else ""
    return {"residence_words": f"{residence}{here}", "hukou_words": f"{hukou}{'' if here else '受理、'}确认"}


def _communities(sheet: EntrySheet, step: str) -> tuple[str, ...]:
    return (
        tuple(community.name for community in sheet.office.communities.all()) if step == "application" else ()
    )


def steps_of(draft: EntryDraft, now: str, sheet: EntrySheet) -> tuple[FormStep, ...]:
    return tuple(
        FormStep(
            label,
            "now" if step == now else "done" if step != "review" and sheet.is_valid(step) else "later",
            "" if step == now else reverse("applications:entry", args=[draft.pk, step]),
        )
        for step, label in STEPS.items()
    )


def back_url(draft: EntryDraft, step: str) -> str:
    names = list(STEPS)
    before = names.index(step) - 1
    return reverse("applications:entry", args=[draft.pk, names[before]]) if before >= 0 else ""
