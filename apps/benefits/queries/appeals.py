"""Appeals as the pages tell them: what runs against a decision, what came of it, what is to be done next."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from apps.benefits.models import Appeal, AppealKind, AppealOutcome, Decision
from apps.core.chinese import date_text
from apps.core.shapes import Link, Strip
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing.models import Case

OVERTURNED = (AppealOutcome.REVOKED, AppealOutcome.CHANGED)
RUNS = {AppealKind.RECONSIDERATION: "申请行政复议", AppealKind.LITIGATION: "进行行政诉讼"}
SHORT = {AppealKind.RECONSIDERATION: "复议", AppealKind.LITIGATION: "诉讼"}
PAPER = {AppealKind.RECONSIDERATION: "复议决定", AppealKind.LITIGATION: "判决"}


@dataclass(frozen=True, slots=True)
class AppealedDecision:
    """The decision that an appeal is about, and the appeal once there is one."""

    when: dt.date
    office: str
    result: str
    text: str
    appeal: str = ""
    received_on: dt.date | None = None


def appealed_decision(decision: Decision, appeal: Appeal | None = None) -> AppealedDecision:
    """What stands above the form."""
    return AppealedDecision(
        when=decision.decided_on,
        office=str(decision.office),
        result="予以确认、继续享受" if decision.approve else "不予确认、停止享受",
        text=decision.text,
        appeal=str(appeal or ""),
        received_on=appeal.received_on if appeal else None,
    )


def running_appeals(household_id: int) -> QuerySet[Appeal]:
    """What runs against any decision about the household, the oldest first."""
    return Appeal.objects.filter(decision__case__household=household_id, outcome="").order_by("id")


def appeal_strips(household_id: int, case: Case | None = None) -> tuple[Strip, ...]:
    """What runs, and what was overturned and not yet decided anew; on the page of `case` also how its own ended."""
    later = Decision.objects.filter(
        case__household=household_id,
        pk__gt=OuterRef("decision"),
        decided_on__gte=OuterRef("outcome_on"),
    )
    rows = (
        Appeal.objects.filter(decision__case__household=household_id)
        .select_related("decision")
        .annotate(of_case=F("decision__case"), redone=Exists(later))
        .order_by("id")
    )
    here = case.pk if case else None
    return tuple(_strip(row, here) for row in rows if _shown(row, here))


def _shown(row: Appeal, here: int | None) -> bool:
    return not row.outcome or row.of_case == here or (row.outcome in OVERTURNED and not row.redone)


def _strip(row: Appeal, here: int | None) -> Strip:
    way = None if row.of_case == here else Link("看原决定", reverse("desk:case", args=[row.of_case]))
    if not row.outcome:
        return Strip("caution", f"正在{RUNS[AppealKind(row.kind)]}", _running(row), action=way)
    ended = f"{row.authority}{date_text(row.outcome_on)}{row.get_outcome_display()}（{row.outcome_number}）"
    title = f"{row.get_kind_display()}结果：{row.get_outcome_display()}"
    if row.outcome not in OVERTURNED:
        return Strip("note", title, f"{ended}，原决定继续有效。", action=way)
    done = "已重新作出决定。" if row.redone else _next(row)
    decided = date_text(row.decision.decided_on)
    return Strip("note" if row.redone else "alarm", title, f"{decided}的决定：{ended}。{done}", action=way)


def _running(row: Appeal) -> str:
    short = SHORT[AppealKind(row.kind)]
    return (
        f"本户对{date_text(row.decision.decided_on)}的决定正在{RUNS[AppealKind(row.kind)]}"
        f"（{row.authority}，{row.number}，{date_text(row.received_on)}受理）。{short}期间原决定不停止执行，核查、变更照常办理；"
        f"减发、停发、渐退、追回的，须写明怎样考虑了这件{short}。"
    )


def _next(row: Appeal) -> str:
    paper = PAPER[AppealKind(row.kind)]
    if row.decision.approve:
        return f"请按{paper}重新作出决定：登记变更，核实后审核确认。"
    return f"请按{paper}重新作出决定：通知家庭重新申请，受理后审核确认。"


def appeal_ways(case: Case, user, on: dt.date) -> tuple[Link, ...]:
    """On the page of a decided case: take down an appeal, or the outcome of one that runs; for who may."""
    decision = getattr(case, "decision", None)
    if decision is None or not may(user, Permission.APPEAL, decision.office_id, on):
        return ()
    running = decision.appeals.filter(outcome="").order_by("id")
    ways = [
        Link(
            f"登记{row.get_kind_display()}结果",
            reverse("benefits:close_appeal", args=[case.pk, row.pk]),
            "pencil",
        )
        for row in running
    ]
    if len(ways) < len(AppealKind):
        ways.append(Link("登记复议、诉讼", reverse("benefits:appeal", args=[case.pk]), "pencil"))
    return tuple(ways)
