"""The case page: where is it, what do we know, what may I do, and what happened."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone

from apps.checks.queries import facts_table, open_differences
from apps.checks.services import refuse_investigator
from apps.core.errors import Refused
from apps.core.shapes import (
    ActionItem,
    ActionPanel,
    Crumb,
    FactsTable,
    Identity,
    Link,
    NotYours,
    Rail,
    RailStop,
    Ruler,
    Strip,
    TimelineEntry,
)
from apps.desk.queries.rail import rail, ruler
from apps.desk.queries.steps import PAGES, label_of, page_of, why
from apps.journal.kinds import EventKind
from apps.journal.models import Event
from apps.offices.access import may, offices_of
from apps.offices.roles import Permission
from apps.payments.queries import first_month_paid
from apps.routing import queries as routing
from apps.routing.models import Case, CaseState, Step, StepState
from apps.routing.services import refuse_same_eyes
from apps.rules.amounts import format_money


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
    entries: tuple[TimelineEntry, ...]
    entries_note: str
    entries_tools: tuple[Link, ...] = ()


def case_page(case: Case, user, on: dt.date) -> CasePage:
    """Everything that one person sees of one case on one day."""
    clock = routing.clockwork()
    pending = list(case.steps.filter(state__in=routing.PENDING).select_related("office", "assignee"))
    for step in pending:
        step.case = case
    panel = _panel(case, pending, user, on)
    identity = routing.identity(case, clock, on)
    if panel.submit_url:
        identity = replace(identity, next_label=panel.submit_label, next_url=panel.submit_url)
    entries = _entries(case)
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
        entries=entries,
        entries_note=f"每一步由谁、何时、凭什么。共 {len(entries)} 条，不可修改。",
    )


def _rail_note(case: Case) -> str:
    if not case.split:
        return "居住地、户籍地为同一街道，由一个街道办完。"
    return "一城通办：居住地受理、核对、调查，户籍地初审、确认、发放。"


def _payment_stop(case: Case) -> RailStop:
    """发放 as the payments floor tells it: paid, or from which month."""
    decision = getattr(case, "decision", None)
    award = getattr(decision, "award", None)
    paid = first_month_paid(award) if award else None
    if paid is not None:
        return RailStop("发放", "hukou", "done", when=f"{paid:%-m月}起")
    when = f"{decision.first_month:%-m月}起" if decision and decision.first_month else ""
    return RailStop("发放", "hukou", "later", when=when)


def _strips(case: Case) -> tuple[Strip, ...]:
    if case.outcome == "denied":
        return (Strip("caution", "本件不予确认", case.decision.text),)
    if case.outcome == "withdrawn":
        return (Strip("note", "申请人已撤回申请", "需要时可以重新申请。"),)
    return ()


REVIEWS = ("first_review", "decision")


# What may be done --------------------------------------------------------------------------------------------


def _panel(case: Case, pending: Sequence[Step], user, on: dt.date) -> ActionPanel:
    """The steps open to this person, and who does the rest."""
    mine = [step for step in pending if step.office_id in offices_of(user, Permission(step.name), on)]
    free = [step for step in mine if not _blocked(step, user)]
    last = case.assessments.last()
    first = free[0] if free else None
    waits = first is not None and first.waiting_for == "applicant"
    return ActionPanel(
        why=_panel_why(case, first, pending),
        items=tuple(_item(step) for step in free) if len(free) > 1 else (),
        amount=last.amount if last else None,
        equation_text=_equation(last) if last else "",
        equation_url=reverse("benefits:calculation", args=[case.pk]) if last else "",
        submit_label=PAGES[first.name][1] if first else "",
        submit_url=page_of(first) if first else "",
        missing_text=_missing(case, first) if first and not waits else "",
        others=_other_ways(case, free, user, on),
        not_yours=tuple(_not_yours(step, case, blocked=step in mine) for step in pending if step not in free),
    )


def _blocked(step: Step, user) -> bool:
    try:
        refuse_same_eyes(step, user)
        if step.name in REVIEWS:
            refuse_investigator(step.case, user)
    except Refused:
        return True
    return False


def _panel_why(case: Case, step: Step | None, pending: Sequence[Step]) -> str:
    if case.state == CaseState.CLOSED:
        return f"{case.closed_on:%Y年%-m月%-d日}办结：{case.get_outcome_display()}。"
    if step is None:
        return "这件事现在不等您办。" if pending else "没有等待办理的环节。"
    reason, note = why(step)
    return f"{reason}。{note}" if note else f"{reason}。"


def _item(step: Step) -> ActionItem:
    state = "seen" if step.state == StepState.STARTED else "not_started"
    return ActionItem(label_of(step), page_of(step), state)


def _missing(case: Case, step: Step) -> str:
    if step.name != "economic_check":
        return ""
    count = open_differences(case)
    return f"还有 {count} 处差异没有处理。" if count else ""


def _equation(assessment) -> str:
    answer = assessment.answer
    standard = next((line["amount"] for line in assessment.lines if line["code"] == "standard"), None)
    income = answer.get("counted_income")
    members = len(answer.get("counted_members", ()))
    return f"{format_money(standard)} × {members} − {format_money(income)}" if standard else "看逐行核算"


def _other_ways(case: Case, free: Sequence[Step], user, on: dt.date) -> tuple[Link, ...]:
    names = {step.name: step for step in free}
    ways = []
    if "accept" in names:
        ways.append(Link("一次性告知补正", reverse("applications:supplement", args=[case.pk]), "pencil"))
    if "economic_check" in names:
        ways.append(Link("登记核对结果", reverse("checks:finding", args=[case.pk]), "pencil"))
    if "first_review" in names:
        ways.append(Link("退回材料（写明原因）", reverse("routing:send_back", args=[case.pk]), "returned"))
    notice = names.get("public_notice")
    if (
        notice is not None
        and notice.state == StepState.STARTED
        and may(user, Permission.OBJECTION, notice.office, on)
    ):
        ways.append(Link("登记异议", reverse("publicity:objection", args=[case.pk]), "returned"))
    if _withdrawable(case, user, on):
        ways.append(Link("申请人撤回申请", reverse("applications:withdraw", args=[case.pk]), "close"))
    return tuple(ways)


def _withdrawable(case: Case, user, on: dt.date) -> bool:
    open_ = case.state != CaseState.CLOSED and not case.outcome
    return open_ and any(
        may(user, Permission.WITHDRAW_CASE, office, on) for office in (case.intake_office, case.hukou_office)
    )


def _not_yours(step: Step, case: Case, *, blocked: bool) -> NotYours:
    after = "办理。您办过前面的环节，按四眼原则不得再办本环节。" if blocked else "办理。"
    who = f"{step.office}的其他人员" if blocked else str(step.assignee or step.office)
    return NotYours(f"{label_of(step)}由", routing.side_of(case, step.office), who, after)


# What happened -----------------------------------------------------------------------------------------------

# A paper hangs on the event of the step that issued it.
STEP_OF_PAPER = {
    "acceptance_slip": "accept",
    "supplement_notice": "supplement",
    "public_notice": "public_notice",
    "decision_letter": "decision",
    "denial_letter": "decision",
    "announcement": "announcement",
}


def _entries(case: Case) -> tuple[TimelineEntry, ...]:
    """Newest first. A paper hangs on its step's event of that day and office; without one it stands for itself."""
    events = list(Event.objects.filter(case_id=case.pk).order_by("-id"))
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
    return tuple(_entry(event, papers.get(event.pk, ())) for event in shown)


def _entry(event: Event, papers: Sequence[Link]) -> TimelineEntry:
    at = timezone.localtime(event.at)
    return TimelineEntry(
        when=dt.datetime.combine(event.day, at.timetz()),
        step=event.get_kind_display(),
        side=event.side,
        who=event.actor_name,
        sentence=event.summary,
        files=tuple(papers),
        hand_over=event.kind in (EventKind.HAND_OVER, EventKind.SEND_BACK),
    )
