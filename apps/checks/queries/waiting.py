"""What steps of evidence wait for, in words, for whole lists: a fixed number of queries however many steps."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from apps.checks.models import (
    CheckQuery,
    EconomicCheck,
    HomeVisit,
    QueryState,
    RequestState,
    Settlement,
    VisitPlan,
)
from apps.checks.queries.requests import OUTSTANDING


@dataclass(frozen=True, slots=True)
class Waiting:
    """`words`: what it waits for; `note`: the rest, or ""."""

    words: str
    note: str = ""


def check_waits(step_ids: Collection[int]) -> dict[int, Waiting]:
    """For checks that were begun: differences first, since only the office can settle them; two queries."""
    if not step_ids:
        return {}
    checks = EconomicCheck.objects.filter(step__in=step_ids).annotate(
        open_count=Count("findings", filter=Q(findings__settlement=Settlement.OPEN))
    )
    open_counts = dict(checks.values_list("step_id", "open_count"))
    out = _outstanding(step_ids)
    return {step: _check(count, out.get(step, _NOTHING_OUT)) for step, count in open_counts.items()}


def visit_waits(step_ids: Collection[int]) -> dict[int, Waiting]:
    """For visits: when one is planned, and how often nobody was at home; two queries."""
    if not step_ids:
        return {}
    planned = VisitPlan.objects.filter(step__in=step_ids).order_by("id").values_list("step_id", "planned_at")
    absent = HomeVisit.objects.filter(step__in=step_ids, met=False).values_list("step_id")
    missed = dict(absent.annotate(Count("id")).order_by())
    notes = {step: f"已上门 {count} 次未遇" for step, count in missed.items()}
    found = {step: Waiting("未遇，须再次上门", note) for step, note in notes.items()}
    for step, at in planned:
        local = timezone.localtime(at)
        found[step] = Waiting(f"已约 {local:%-m月%-d日 %-H:%M} 入户", notes.get(step, ""))
    return found


@dataclass(frozen=True, slots=True)
class _Out:
    """What is still out for one check: answers by state, whether some are a re-check, whether some go as a file."""

    waiting: int = 0
    offline: int = 0
    recheck: bool = False
    file: bool = False


_NOTHING_OUT = _Out()


def _outstanding(step_ids: Collection[int]) -> dict[int, _Out]:
    asked = CheckQuery.objects.filter(
        request__check_done__step__in=step_ids, request__state=RequestState.WAITING, state__in=OUTSTANDING
    )
    by_kind = asked.values_list(
        "request__check_done__step_id", "state", "request__reason", "request__channel"
    ).annotate(Count("id"))
    rows: dict[int, list] = defaultdict(list)
    for step, *row in by_kind.order_by():
        rows[step].append(row)
    return {step: _summed(found) for step, found in rows.items()}


def _summed(rows: list) -> _Out:
    return _Out(
        waiting=sum(count for state, _, _, count in rows if state == QueryState.WAITING),
        offline=sum(count for state, _, _, count in rows if state == QueryState.OFFLINE),
        recheck=any(reason for _, reason, _, _ in rows),
        file=any(channel == "file" for _, _, channel, _ in rows),
    )


def _check(differences: int, out: _Out) -> Waiting:
    total = out.waiting + out.offline
    still = f"还有 {total} 项等返回" if total else ""
    if differences:
        return Waiting(f"{differences} 项差异待处理", still)
    if not total:
        return Waiting("没有待处理的差异，可以完成核对", "凭核对报告办结")
    if out.recheck:
        return Waiting("有异议的项目等复核结果", still)
    if out.file:
        return Waiting("等核对中心的结果文件", still)
    note = f"其中 {out.offline} 项来源离线，自动再查" if out.offline else ""
    return Waiting(f"等核对中心返回 {total} 项", note)
