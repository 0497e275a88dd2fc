"""补差建议: what past months would have been by a late standard, household by household; nothing is paid by it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Max, Min, QuerySet, Sum
from django.urls import reverse

from apps.benefits.models import Rehearsal
from apps.core.chinese import month_text
from apps.core.moment import one_moment
from apps.core.shapes import Figure, SavedView
from apps.rules.amounts import format_money

ZERO = Decimal("0.00")
SIDES = {"pay": "补发", "recover": "追回"}
CASE, OFFICE = "award__decision__case__number", "award__paying_office__name"
HEADS = ("街道", "办件号", "月份", "原应发（元）", "应为（元）", "差额（元）", "建议")


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One household. `monthly`: 1,241.00 → 1,286.00, where all its months are alike."""

    case: str
    office: str
    months: str
    monthly: str
    due: Decimal
    correct: Decimal

    @property
    def difference(self) -> Decimal:
        return self.correct - self.due

    @property
    def side(self) -> str:
        return SIDES["pay" if self.difference > 0 else "recover"]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    title: str
    figures: tuple[Figure, ...]
    views: tuple[SavedView, ...]
    export_url: str


@one_moment()
def corrections_page(rehearsal: Rehearsal, side: str = "", *, may_export: bool) -> CorrectionsPage:
    """Two queries, whatever the number of households."""
    home = reverse("benefits:corrections", args=[rehearsal.pk])
    sums = {one: _sum(corrected_households(rehearsal, one)) for one in SIDES}
    every = SavedView("全部", home, sum(many for many, _ in sums.values()), current=side not in SIDES)
    named = (
        SavedView(label, f"{home}?side={one}", sums[one][0], current=side == one)
        for one, label in SIDES.items()
    )
    figures = (
        Figure(f"建议{label}", format_money(abs(sums[one][1])), "元", f"{sums[one][0]:,} 户")
        for one, label in SIDES.items()
    )
    export = reverse("benefits:export_corrections", args=[rehearsal.pk]) if may_export else ""
    return CorrectionsPage(rehearsal.title, tuple(figures), (every, *named), export)


def corrected_households(rehearsal: Rehearsal, side: str = "") -> QuerySet:
    """The households by street and case, for a paginator; `correction_rows` reads them."""
    rows = rehearsal.corrections.values("award_id", case=F(CASE), office=F(OFFICE)).annotate(
        first=Min("month"),
        last=Max("month"),
        many=Count("id"),
        sum_due=Sum("due"),
        sum_correct=Sum("correct"),
        kinds=Count("due", distinct=True) + Count("correct", distinct=True),
        one_due=Min("due"),
        one_correct=Min("correct"),
    )
    if side == "pay":
        rows = rows.filter(sum_correct__gt=F("sum_due"))
    elif side == "recover":
        rows = rows.filter(sum_correct__lte=F("sum_due"))
    return rows.order_by("award__paying_office__code", "award_id")


def correction_rows(found) -> tuple[CorrectionRow, ...]:
    return tuple(
        CorrectionRow(
            case=one["case"],
            office=one["office"],
            months=_months(one["first"], one["last"], one["many"]),
            monthly=f"{format_money(one['one_due'])} → {format_money(one['one_correct'])}"
            if one["kinds"] == 2
            else "各月不同",
            due=one["sum_due"],
            correct=one["sum_correct"],
        )
        for one in found
    )


def correction_lines(rehearsal: Rehearsal) -> Iterator[tuple[str | Decimal, ...]]:
    """One line for each household and month, in the order of HEADS; read in parts."""
    rows = rehearsal.corrections.order_by("award__paying_office__code", "award_id", "month")
    for office, case, month, due, correct in rows.values_list(
        OFFICE, CASE, "month", "due", "correct"
    ).iterator():
        side = SIDES["pay" if correct > due else "recover"]
        yield office, case, f"{month:%Y-%m}", due, correct, correct - due, side


def _sum(rows: QuerySet) -> tuple[int, Decimal]:
    """How many households, and yuan in all."""
    sums = rows.order_by().aggregate(many=Count("award_id"), due=Sum("sum_due"), correct=Sum("sum_correct"))
    return sums["many"], (sums["correct"] or ZERO) - (sums["due"] or ZERO)


def _months(first: dt.date, last: dt.date, many: int) -> str:
    if first == last:
        return month_text(first)
    return f"{month_text(first)}至{month_text(last)}，{many} 个月"
