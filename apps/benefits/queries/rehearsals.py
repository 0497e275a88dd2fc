"""What the pages of rehearsals show: the list, the figures, costs by programme, district and office, the households."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum
from django.urls import reverse

from apps.benefits.models import Group, Rehearsal, RehearsalRow, RehearsalState
from apps.core.chinese import date_text, month_text
from apps.core.moment import one_moment
from apps.core.shapes import ApprovalChain, ChainLink, Figure, Proof, ProofRow, SavedView
from apps.routing.models import Programme
from apps.rules.amounts import format_money
from apps.standards.access import may_approve, may_draft
from apps.standards.queries import Derived, drafted_figures

ZERO = Decimal("0.00")
BADGES = {
    RehearsalState.WAITING: "in_progress",
    RehearsalState.READY: "waiting",
    RehearsalState.PUBLISHING: "in_progress",
    RehearsalState.PUBLISHED: "done",
    RehearsalState.DISCARDED: "returned",
}
STAYS = {Group.GAINS, Group.LOSES, Group.SAME, Group.EXCLUDED}
OPEN = {RehearsalState.WAITING, RehearsalState.READY}
NEW = {Group.NEWLY_DIBAO, Group.NEWLY_EDGE}


@dataclass(frozen=True, slots=True)
class RehearsalLine:
    title: str
    url: str
    area: str
    first_month: dt.date
    badge: str
    state: str
    progress: str
    who: str


@dataclass(slots=True)
class CostRow:
    """Households and yuan a month of a programme, district or office. `if_all`: also those who would have to apply."""

    name: str
    households: int = 0
    gains: int = 0
    newly: int = 0
    drops: int = 0
    before: Decimal = ZERO
    after: Decimal = ZERO
    if_all: Decimal = ZERO

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    def add(self, line: dict[str, Any]) -> None:
        group, many = line["group"], line["many"]
        self.households += many
        self.gains += many if group == Group.GAINS else 0
        self.newly += many if group in NEW else 0
        self.drops += many if group == Group.DROPS else 0
        self.before += line["before"]
        self.after += line["after"] if group in STAYS else line["before"]
        self.if_all += line["after"]


@dataclass(frozen=True, slots=True)
class RehearsalPage:
    title: str
    facts: tuple[str, ...]
    badge: str
    state: str
    runs: bool
    nobody: bool
    progress: str
    figures: tuple[Figure, ...]
    programmes: tuple[CostRow, ...]
    districts: tuple[CostRow, ...]
    offices: tuple[CostRow, ...]
    views: tuple[SavedView, ...]
    drafts: tuple[Any, ...]
    derived: tuple[Derived, ...]
    corrections: int
    corrections_total: Decimal
    proof: Proof | None
    excluded: tuple[tuple[str, int], ...]
    chain: ApprovalChain
    publishes: bool
    discards: bool
    why_not: str


def open_rehearsals() -> tuple[list[int], list[int]]:
    """Ids of those that are to be tried, and of those that are being published."""
    rows = Rehearsal.objects.order_by("id")
    return tuple(  # type: ignore[return-value]
        list(rows.filter(state=state).values_list("id", flat=True))
        for state in (RehearsalState.WAITING, RehearsalState.PUBLISHING)
    )


def rehearsal_lines(rehearsals: Iterable[Rehearsal]) -> tuple[RehearsalLine, ...]:
    return tuple(
        RehearsalLine(
            title=one.title,
            url=reverse("benefits:rehearsal", args=[one.pk]),
            area=one.jurisdiction.name,
            first_month=one.first_month,
            badge=BADGES[RehearsalState(one.state)],
            state=one.get_state_display(),
            progress=_progress(one),
            who=f"{one.drafted_by}，{date_text(one.drafted_on)}",
        )
        for one in rehearsals
    )


@one_moment()
def rehearsal_page(rehearsal: Rehearsal, user, on: dt.date, *, group: str = "") -> RehearsalPage:
    """One query for all sums; a fixed number besides."""
    lines = list(
        rehearsal.rows.values(
            "group", "programme_before", "programme_after", "office__name", "office__parent__name"
        )
        .annotate(many=Count("id"), before=Sum("before"), after=Sum("after"))
        .order_by("office__code")
    )
    money = rehearsal.corrections.aggregate(many=Count("id"), total=Sum(F("correct") - F("due")))
    drafts = tuple(rehearsal.drafts.select_related("code", "jurisdiction", "row__code", "drafted_by"))
    own = user.pk in {rehearsal.drafted_by_id, *(draft.drafted_by_id for draft in drafts)}
    ready = rehearsal.state == RehearsalState.READY
    return RehearsalPage(
        title=rehearsal.title,
        facts=_facts(rehearsal),
        badge=BADGES[RehearsalState(rehearsal.state)],
        state=rehearsal.get_state_display(),
        runs=rehearsal.state in (RehearsalState.WAITING, RehearsalState.PUBLISHING),
        nobody=rehearsal.state != RehearsalState.WAITING and not lines,
        progress=_progress(rehearsal),
        figures=_figures(lines),
        programmes=_costs(lines, _programme),
        districts=_costs(lines, lambda line: line["office__parent__name"] or "—"),
        offices=_costs(lines, lambda line: line["office__name"]),
        views=_views(rehearsal, lines, group),
        drafts=drafts,
        derived=drafted_figures(drafts) if rehearsal.state in OPEN else (),
        corrections=money["many"],
        corrections_total=money["total"] or ZERO,
        proof=_proof(rehearsal),
        excluded=_excluded(rehearsal),
        chain=_chain(rehearsal),
        publishes=ready and not own and may_approve(user, on),
        discards=rehearsal.state in OPEN and may_draft(user, on),
        why_not="测算或其中的标准由您起草，须由另一位政策管理人员批准发布。" if ready and own else "",
    )


def household_rows(rehearsal: Rehearsal, group: str = ""):
    """The households in the order of the register, for a paginator."""
    rows = RehearsalRow.objects.filter(rehearsal=rehearsal).select_related("case", "office").order_by("id")
    return rows.filter(group=group) if group in Group.values else rows


def _facts(rehearsal: Rehearsal) -> tuple[str, ...]:
    start, first = rehearsal.from_month, rehearsal.first_month
    late = f"标准自{month_text(start)}起，已过月份列为补差建议" if rehearsal.late else ""
    return tuple(word for word in (rehearsal.jurisdiction.name, f"自{month_text(first)}起调整", late) if word)


def _progress(rehearsal: Rehearsal) -> str:
    run = rehearsal.recalculation or rehearsal.run
    return f"{run.done + run.excluded} / {run.total} 户" if run else ""


def _programme(line: dict[str, Any]) -> str:
    before = line["programme_before"]
    return "未享受" if before == "none" else Programme(before).label


def _costs(lines: list[dict[str, Any]], name_of: Callable[[dict[str, Any]], str]) -> tuple[CostRow, ...]:
    rows: dict[str, CostRow] = {}
    for line in lines:
        name = name_of(line)
        rows.setdefault(name, CostRow(name)).add(line)
    return tuple(rows.values())


def _figures(lines: list[dict[str, Any]]) -> tuple[Figure, ...]:
    total = CostRow("")
    for line in lines:
        total.add(line)
    return (
        Figure("测算户数", f"{total.households:,}", "户", "在保、近一年不予确认和边缘家庭"),
        Figure("金额增加", f"{total.gains:,}", "户"),
        Figure("新符合", f"{total.newly:,}", "户", "须申请后办理"),
        Figure(
            "不再符合", f"{total.drops:,}", "户", "须按停发程序办理", kind="overdue" if total.drops else ""
        ),
        Figure("每月支出", format_money(total.before), "元", "调整前"),
        Figure(
            "调整后",
            format_money(total.after),
            "元",
            f"多 {format_money(total.difference)}；都申请则 {format_money(total.if_all)}",
        ),
    )


def _views(rehearsal: Rehearsal, lines: list[dict[str, Any]], group: str) -> tuple[SavedView, ...]:
    counts: dict[str, int] = defaultdict(int)
    for line in lines:
        counts[line["group"]] += line["many"]
    home = reverse("benefits:rehearsal", args=[rehearsal.pk])
    every = SavedView("全部", f"{home}#households", sum(counts.values()), current=group not in Group.values)
    return (
        every,
        *(
            SavedView(one.label, f"{home}?group={one.value}#households", counts[one], current=group == one)
            for one in Group
            if counts[one]
        ),
    )


def _proof(rehearsal: Rehearsal) -> Proof | None:
    """changed + unchanged + excluded = the register."""
    run = rehearsal.recalculation
    if run is None:
        return None
    counts = dict(rehearsal.recalculated.values_list("outcome").annotate(many=Count("id")))
    rows = tuple(
        ProofRow(label, counts.get(name, 0))
        for name, label in (("changed", "已调整"), ("unchanged", "不变"), ("excluded", "未列入（有理由）"))
    )
    agrees = sum(counts.values()) == run.total
    return Proof("与待遇登记簿核对", rows, run.total, agrees, "还在调整")


def _excluded(rehearsal: Rehearsal) -> tuple[tuple[str, int], ...]:
    rows = rehearsal.recalculated.filter(outcome="excluded").values_list("reason")
    return tuple(rows.annotate(many=Count("id")).order_by("-many")[:10])


def _chain(rehearsal: Rehearsal) -> ApprovalChain:
    computed = rehearsal.state != RehearsalState.WAITING
    approved = rehearsal.approved_by is not None
    signed = (
        (str(rehearsal.approved_by), date_text(rehearsal.approved_on)) if approved else ("须由另一人批准",)
    )
    done = rehearsal.state == RehearsalState.PUBLISHED
    return ApprovalChain(
        links=(
            ChainLink("起草", "done", (str(rehearsal.drafted_by), date_text(rehearsal.drafted_on))),
            ChainLink("测算", "done" if computed else "now", (_progress(rehearsal),) if not approved else ()),
            ChainLink("批准发布", "done" if approved else "now" if computed else "later", signed),
            ChainLink("调整", "done" if done else "now" if approved else "later"),
        )
    )
