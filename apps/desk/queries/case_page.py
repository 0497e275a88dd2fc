"""The case page: where is it, what do we know, what may I do, and what happened."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone

from apps.benefits.queries import appeal_strips
from apps.checks.queries import VisitSummary, facts_table, visit_summary
from apps.core.moment import one_moment
from apps.core.shapes import (
    ActionPanel,
    Crumb,
    FactsTable,
    Identity,
    Link,
    Rail,
    RailStop,
    Ruler,
    Strip,
    TimelineEntry,
)
from apps.desk.queries.panel import panel_of
from apps.desk.queries.rail import rail, ruler
from apps.documents.queries import PictureTile, pictures_of
from apps.journal.kinds import EventKind
from apps.journal.models import Event
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.payments.queries import first_month_paid
from apps.publicity.queries import may_read_objections
from apps.routing import queries as routing
from apps.routing.models import Case, CaseKind, CaseState
from apps.routing.standing_aside import relatives_text


@dataclass(frozen=True, slots=True)
class CasePage:
    """As desk/case.html reads it."""

    crumbs: tuple[Crumb, ...]
    identity: Identity
    strips: tuple[Strip, ...]
    rail: Rail
    rail_note: str
    ruler: Ruler | None
    panel: ActionPanel
    facts: FactsTable | None
    visit: VisitSummary | None
    pictures: tuple[PictureTile, ...]
    attach_url: str
    entries: tuple[TimelineEntry, ...]
    entries_note: str
    entries_tools: tuple[Link, ...] = ()


@one_moment()
def case_page(case: Case, user, on: dt.date) -> CasePage:
    """Everything that one person sees of one case on one day."""
    clock = routing.clockwork()
    pending = list(case.steps.filter(state__in=routing.PENDING).select_related("office", "assignee"))
    for step in pending:
        step.case = case
    panel = panel_of(case, pending, user, on)
    identity = routing.identity(case, clock, on, user)
    if panel.submit_url:
        identity = replace(identity, next_label=panel.submit_label, next_url=panel.submit_url)
    entries = _entries(case, confidential=may_read_objections(case, user, on))
    facts = facts_table(case)
    return CasePage(
        crumbs=(Crumb("工作台", reverse("desk:worklist")), Crumb(case.number)),
        identity=identity,
        strips=_strips(case),
        rail=rail(case, clock, _payment_stop(case)),
        rail_note=_rail_note(case),
        ruler=ruler(case, clock, on),
        panel=panel,
        facts=facts if facts.rows else None,
        visit=visit_summary(case),
        pictures=pictures_of(case),
        attach_url=_attach_url(case, user, on),
        entries=entries,
        entries_note=f"每一步由谁、何时、凭什么。共 {len(entries)} 条，不可修改。",
    )


def _attach_url(case: Case, user, on: dt.date) -> str:
    """Where to add a picture, for whoever may while the case is not closed."""
    open_ = case.state != CaseState.CLOSED and may(user, Permission.ATTACH, on=on)
    return reverse("documents:attachments", args=[case.pk]) if open_ else ""


def _rail_note(case: Case) -> str:
    if case.kind != CaseKind.APPLICATION:
        return "户籍地核查、决定；居住地按要求协助。" if case.split else "由一个街道办完。"
    if not case.split:
        return "居住地、户籍地为同一街道，由一个街道办完。"
    return "一城通办：居住地受理、核对、调查，户籍地初审、确认、发放。"


def _payment_stop(case: Case) -> RailStop | None:
    """发放 as the payments floor tells it: paid, or from which month; None for a case about a standing award."""
    if case.kind != CaseKind.APPLICATION:
        return None
    decision = getattr(case, "decision", None)
    award = getattr(decision, "award", None)
    paid = first_month_paid(award) if award else None
    if paid is not None:
        return RailStop("发放", "hukou", "done", when=f"{paid:%-m月}起")
    when = f"{decision.first_month:%-m月}起" if decision and decision.first_month else ""
    return RailStop("发放", "hukou", "later", when=when)


def _strips(case: Case) -> tuple[Strip, ...]:
    relatives = relatives_text(case)
    strips = [Strip("caution", "本件有近亲属备案", f"{relatives}，不参与办理。")] if relatives else []
    if case.outcome == "denied":
        strips.append(Strip("caution", "本件不予确认", case.decision.text))
    if case.outcome == "withdrawn":
        strips.append(Strip("note", "申请人已撤回申请", "需要时可以重新申请。"))
    if case.outcome == "terminated":
        strips.append(Strip("caution", "本件已终止办理", "核对授权已撤回。可以重新授权并申请。"))
    return (*strips, *appeal_strips(case.household_id, case))


# What happened -----------------------------------------------------------------------------------------------

# A paper hangs on the event of the step that issued it.
STEP_OF_PAPER = {
    "acceptance_slip": "accept",
    "supplement_notice": "supplement",
    "self_care_form": "self_care",
    "public_notice": "public_notice",
    "appraisal_record": "appraisal",
    "visit_form": "home_visit",
    "decision_letter": "decision",
    "denial_letter": "decision",
    "announcement": "announcement",
    "adjustment_letter": "decision",
    "review_form": "decision",
    "recovery_letter": "recovery",
    "set_off_letter": "recovery",
}


def _entries(case: Case, *, confidential: bool) -> tuple[TimelineEntry, ...]:
    """Newest first. A paper hangs on its step's event of that day and office; without one it stands for itself.

    `confidential`: with who read the objections.
    """
    found = Event.objects.filter(case_id=case.pk).order_by("-id")
    events = list(found if confidential else found.exclude(kind=EventKind.OBJECTION_READ))
    steps = {(event.kind, event.day, event.office_code): event.pk for event in reversed(events)}
    titles = dict(case.documents.values_list("pk", "title"))
    papers: dict[int, list[Link]] = {}
    for event in events:
        if event.kind == EventKind.DOCUMENT:
            step = (STEP_OF_PAPER.get(event.detail["kind"]), event.day, event.office_code)
            paper = event.detail["document"]
            link = Link(titles[paper], reverse("documents:preview", args=[paper]), "document")
            papers.setdefault(steps.get(step, event.pk), []).append(link)
    shown = (event for event in events if event.kind != EventKind.DOCUMENT or event.pk in papers)
    newest = {event.kind: event.pk for event in reversed(events)}
    return tuple(
        _entry(event, papers.get(event.pk, ()), newest=newest[event.kind] == event.pk) for event in shown
    )


def _entry(event: Event, papers: Sequence[Link], *, newest: bool) -> TimelineEntry:
    at = timezone.localtime(event.at)
    return TimelineEntry(
        when=dt.datetime.combine(event.day, at.timetz()),
        step=event.get_kind_display(),
        side=event.side,
        who=event.actor_name,
        sentence=event.summary,
        files=tuple(papers),
        hand_over=event.kind in (EventKind.HAND_OVER, EventKind.SEND_BACK),
        anchor=event.kind if newest else "",
    )
