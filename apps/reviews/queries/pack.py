"""核查材料: what was known at the last decision beside what is known now, differences only; what is missing; the visit sheet."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from apps.benefits import queries as benefits
from apps.benefits.models import Assessment, Decision
from apps.benefits.queries import CalculationPage
from apps.checks.queries import last_check, last_visit, open_differences
from apps.core.errors import Refused
from apps.core.shapes import Link, Strip
from apps.reviews.models import Effect
from apps.reviews.queries.instead import instead_of_tekun
from apps.reviews.queries.standing import Outlook, outlook
from apps.reviews.queries.words import reason_words
from apps.routing.models import Case, CaseKind
from apps.rules.amounts import format_money

WORK = {"employed": "在职", "flexible": "灵活就业", "registered_unemployed": "登记失业", "retired": "退休"}
INCOME_TYPES = {"W": "工资", "B": "经营收入", "P": "财产收入", "T": "转移收入", "O": "其他收入"}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One fact that is not what it was at the last decision."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper that should be there for a stretch of time, and for whom."""

    name: str
    person: str
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole page: what stands, what differs, what is missing, what follows."""

    programme: str
    persons: int
    before: Decimal
    after: Decimal
    effect: str
    effect_label: str
    effect_words: str
    reasons: tuple[str, ...]
    changes: tuple[DifferenceRow, ...]
    same: int
    proofs: tuple[Proof, ...]
    since: dt.date
    due_on: dt.date | None
    calculation: CalculationPage | None
    seen: str
    strips: tuple[Strip, ...]
    ready: bool
    ways: tuple[Link, ...] = ()


def pack_of(case: Case, on: dt.date, words, mark) -> Pack:
    """The pack of a review or a change. `words`, `mark`: the sentence and the mark of an outlook (services)."""
    strips = list(_strips(case))
    try:
        found = outlook(case, on)
    except Refused as refusal:
        return _without_outlook(case, refusal, strips)
    if hint := instead_of_tekun(case, found, on):
        strips.append(hint)
    changes = differences(case, found)
    calculation = None if found.gone else benefits.calculation_page(found.assessment)
    effect = found.effect
    return Pack(
        programme=str(case.get_programme_display()),
        persons=case.household.memberships.filter(valid_to__isnull=True).count(),
        before=found.before,
        after=found.after,
        effect=effect,
        effect_label=str(Effect(effect).label),
        effect_words=words(found),
        reasons=tuple(reason_words(code) for code in found.reasons),
        changes=changes,
        same=_facts_count(found.assessment) - len(changes),
        proofs=tuple(_proofs(case, on)),
        since=_since(case),
        due_on=case.due_on,
        calculation=calculation,
        seen=mark(found),
        strips=tuple(strips),
        ready=not open_differences(case),
        ways=_ways(case),
    )


def _without_outlook(case: Case, refusal: Refused, strips: list[Strip]) -> Pack:
    strips.insert(0, Strip("alarm", "没有测算结果", refusal.message))
    zero = Decimal("0.00")
    return Pack(
        str(case.get_programme_display()), 0, zero, zero, "", "", "", (), (), 0, (), _since(case), case.due_on,
        None, "", tuple(strips), False, _ways(case),
    )  # fmt: skip


def _since(case: Case) -> dt.date:
    return case.review.last_review if case.kind == CaseKind.PERIODIC_REVIEW else case.change.happened_on


def _strips(case: Case) -> Iterator[Strip]:
    yield from benefits.appeal_strips(case.household_id)
    many = open_differences(case)
    if many:
        yield Strip("caution", f"还有 {many} 项差异没有处理", "请先在核对里写明采用哪一个数，再提交意见。")
    check, visit = last_check(case), last_visit(case)
    if check and check.report_number:
        yield Strip(
            "done", f"核对报告 {check.report_number}", f"{check.reported_on:%Y-%m-%d}完成。{check.conclusion}"
        )
    if visit:
        yield Strip("done", f"{visit.visited_at:%Y-%m-%d}入户", visit.conclusion)


def _ways(case: Case) -> tuple[Link, ...]:
    mistake = Link("撤回误登记的变更", reverse("reviews:withdraw", args=[case.pk]), "returned")
    return (
        Link("要求核对或入户", reverse("reviews:ask", args=[case.pk]), "search"),
        Link("入户调查表（打印）", reverse("reviews:visit_sheet", args=[case.pk]), "document"),
        *((mistake,) if case.kind == CaseKind.CHANGE_REPORT else ()),
    )


def differences(case: Case, found: Outlook) -> tuple[DifferenceRow, ...]:
    """What the last computation was made from against what today's is made from, in words; the order of the facts."""
    before = _told(_last(case) or found.standing.grant.assessment)
    after = _told(found.assessment)
    labels = list(dict.fromkeys([*before, *after]))
    return tuple(
        DifferenceRow(label, before.get(label, "没有"), after.get(label, "没有"))
        for label in labels
        if before.get(label) != after.get(label)
    )


def _last(case: Case) -> Assessment | None:
    """The computation of the last decision about the household before this case."""
    last = (
        Decision.objects.filter(case__household=case.household)
        .exclude(case=case)
        .select_related("assessment")
        .order_by("-id")
        .first()
    )
    return last.assessment if last else None


def _facts_count(assessment: Assessment) -> int:
    return len(_told(assessment))


def _told(assessment: Assessment) -> dict[str, str]:
    """The frozen facts of a computation as label → words; one line a member, an income, a kind of property."""
    facts = assessment.facts
    members = facts.get("members") or ([facts["person"]] if "person" in facts else [])
    told: dict[str, str] = {}
    for member in members:
        told |= dict(_of_member(member))
    told |= dict(_of_property(facts.get("property") or {}))
    return told


def _of_member(member: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name = member.get("name") or ""
    yield f"{name}", "共同生活" if member.get("co_resident", True) else "不共同居住"
    work = member.get("work_status")
    if work:
        yield f"{name}就业", WORK.get(work, "未就业")
    for income in member.get("incomes", ()):
        amount = format_money(Decimal(str(income["amount"])))
        period = "每月" if income.get("period") == "monthly" else "近12个月"
        yield f"{name}{INCOME_TYPES.get(income['type'], '收入')}", f"{period} {amount} 元"
    health = "、".join(f"{one['type']}{one['grade']}级" for one in member.get("disabilities", ()))
    if health:
        yield f"{name}残疾", health


def _of_property(owned: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "货币财产", f"{format_money(Decimal(str(owned.get('monetary') or 0)))} 元"
    yield "住房", f"{len(owned.get('homes') or ())} 处"
    yield "车辆", f"{len(owned.get('vehicles') or ())} 辆"


def _proofs(case: Case, on: dt.date) -> Iterator[Proof]:
    """Which proofs the household still owes: of wages and business since the last review."""
    since = _since(case)
    incomes = case.household.incomes.filter(valid_to__isnull=True, type__in=["W", "B"]).select_related(
        "person"
    )
    for income in incomes:
        yield Proof("收入证明或工资流水", str(income.person), since, on)
