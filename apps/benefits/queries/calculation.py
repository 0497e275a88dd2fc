"""The calculation page: ledger, equation, standards used, open points, and what changed since the last computation."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse

from apps.benefits.models import Assessment, Decision, Opinion
from apps.benefits.queries.grant import eligible, equation_rows, grant_of, start_of, verdict
from apps.core.chinese import date_text, month_text
from apps.core.shapes import (
    Equation,
    EquationTerm,
    Ledger,
    LedgerLine,
    LedgerPart,
    Link,
    OpenPoint,
    StandardUsed,
)
from apps.rules.amounts import in_words
from apps.rules.lines import PARTS
from apps.standards.models import Standard

OPEN_POINT = re.compile(r"U\d{2}")


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of the ledger whose amount is not what it was in the computation before."""

    item: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal:
        return (self.after or Decimal(0)) - (self.before or Decimal(0))


@dataclass(frozen=True, slots=True)
class CalculationPage:
    """One computation as the page, the print and the opinion show it. An unsaved one is only tried out."""

    title: str
    facts: tuple[str, ...]
    side: str
    by: str
    state_kind: str
    state_text: str
    verdict: str
    eligible: bool
    amount: Decimal
    equation: Equation
    ledger: Ledger
    standards: tuple[StandardUsed, ...]
    open_points: tuple[OpenPoint, ...]
    differences: tuple[Difference, ...]
    before_number: int
    uses: tuple[str, ...]


def calculation_page(assessment: Assessment, *, first_month: dt.date | None = None) -> CalculationPage:
    """What the page shows of a computation; `first_month` is from when it would be paid, where that is known."""
    rows = _standards(assessment)
    numbers = _numbered(rows)
    earlier = list(
        Assessment.objects.filter(case=assessment.case_id, pk__lt=assessment.pk or 2**62).order_by("-id")[:1]
    )
    count = Assessment.objects.filter(case=assessment.case_id, pk__lt=assessment.pk or 2**62).count()
    kind, text, uses = _standing(assessment)
    return CalculationPage(
        title="核算说明",
        facts=(f"第 {count + 1} 次测算", date_text(assessment.day))
        if assessment.pk
        else (date_text(assessment.day),),
        side="hukou",
        by=assessment.made_by.full_name if assessment.pk else "",
        state_kind=kind,
        state_text=text,
        verdict=verdict(assessment),
        eligible=eligible(assessment),
        amount=grant_of(assessment).amount,
        equation=equation_of(assessment, first_month),
        ledger=ledger_of(assessment, numbers),
        standards=tuple(_used(row) for row in rows if _is_figure(row)),
        open_points=tuple(_open_point(row, numbers) for row in rows if row.code.code in numbers),
        differences=_differences(earlier[0], assessment) if earlier else (),
        before_number=count,
        uses=uses,
    )


def _standing(assessment: Assessment) -> tuple[str, str, tuple[str, ...]]:
    """Badge, words, and where the same formula stands: tried out, of the first review, or decided."""
    if assessment.pk is None:
        return "not_started", "试算，未保存", ()
    decision = Decision.objects.filter(assessment=assessment).first()
    if decision is not None and decision.approve:
        return "done", "审核确认测算", ("审核确认通知书", "公布（只写金额）", "发放名册")
    if decision is not None:
        return "denied", "不予确认", ("不予确认通知书",)
    opinion = Opinion.objects.filter(assessment=assessment).first()
    if opinion is None:
        return "in_progress", "测算，未确认", ()
    uses = ("公示单（只写拟给予金额）",) if opinion.approve else ()
    return "in_progress", "初审测算，未确认", uses


def _standards(assessment: Assessment) -> list[Standard]:
    """The very rows that the computation used, in the order in which it used them; also withdrawn ones."""
    found = Standard.objects.select_related("code").in_bulk(assessment.standard_ids)
    return [found[key] for key in assessment.standard_ids if key in found]


def _numbered(rows: list[Standard]) -> dict[str, int]:
    """Open points by code of the standard: 待确认 1, 2, … in the order of the page."""
    codes = dict.fromkeys(row.code.code for row in rows if not row.confirmed)
    return {code: number for number, code in enumerate(codes, start=1)}


def open_words(assessment: Assessment) -> str:
    """The quiet sentence beside a figure that rests on what nobody has settled; nothing where all is settled."""
    open_ones = Standard.objects.filter(pk__in=assessment.standard_ids, confirmed=False)
    many = open_ones.values("code").distinct().count()
    return f"含 {many} 个待确认口径" if many else ""


def _is_figure(row: Standard) -> bool:
    """Amounts and ratios stand among the standards; switches and choices only where they are open."""
    return row.code.kind in ("amount", "ratio") and row.confirmed


def _used(row: Standard) -> StandardUsed:
    source = row.document_number or row.document_title
    return StandardUsed(
        name=row.code.label,
        value=row.value_shown,
        source=f"{source}{row.article}，{_since(row)}",
    )


def _since(row: Standard) -> str:
    return f"{date_text(row.valid_from)}起"


def _open_point(row: Standard, numbers: Mapping[str, int]) -> OpenPoint:
    """What nobody has settled, with the number of the list of open points (U04) where it has one."""
    point = OPEN_POINT.search(f"{row.article} {row.note}")
    words = [f"现按 {row.value_shown}", row.note, f"口径清单 {point[0]}" if point else ""]
    return OpenPoint(numbers[row.code.code], row.code.label, "；".join(word for word in words if word) + "。")


def equation_of(assessment: Assessment, first_month: dt.date | None = None) -> Equation:
    """The formula of the amount with its verdict."""
    terms = equation_terms(equation_rows(assessment))
    amount = grant_of(assessment).amount
    lines = [in_words(amount)] if amount else []
    if first_month:
        lines.append(f"拟自 {month_text(first_month)}起发放")
    return Equation(
        terms=terms or (EquationTerm(amount, "每月金额（元/户）", result=True),),
        verdict_kind="done" if eligible(assessment) else "denied",
        verdict_text=verdict(assessment),
        lines=tuple(lines),
    )


def equation_terms(rows: Iterable[Mapping[str, Any]]) -> tuple[EquationTerm, ...]:
    """The terms of a formula as they are drawn."""
    return tuple(
        EquationTerm(
            value=_value(term), name=term["label"], operator=term["operator"], result=term["operator"] == "="
        )
        for term in rows
    )


def equation_text(assessment: Assessment) -> str:
    """The formula in one line, without its result: 1,045.00 × 3 − 1,894.00."""
    terms = (term for term in equation_rows(assessment) if term["operator"] != "=")
    return " ".join(f"{term['operator']} {term['text']}".strip() for term in terms)


def _value(term: Mapping[str, Any]) -> Decimal | int | str:
    """Money as an amount; a number of persons or a share as it is written."""
    return term["text"] if term["operator"] == "×" else Decimal(term["amount"])


def ledger_of(assessment: Assessment, numbers: Mapping[str, int] | None = None) -> Ledger:
    """The rows of the answer under the titles of their parts."""
    numbered = enumerate(assessment.lines, start=1)
    parts = tuple(
        LedgerPart(PARTS[part], tuple(_line(number, row, numbers or {}) for number, row in rows))
        for part, rows in groupby(numbered, key=lambda pair: pair[1]["part"])
    )
    return Ledger("逐行核算", "金额单位：元/月；中间结果不取整，只在最后一行取到分", parts)


def short_citation(text: str) -> str:
    """On the screen 《审核确认办法》 for the full name, which the letters print."""
    return text.replace("《最低生活保障审核确认办法》", "《审核确认办法》").replace(
        "《关于改革完善社会救助制度的措施》", "《措施》"
    )


def _line(number: int, row: Mapping[str, Any], numbers: Mapping[str, int]) -> LedgerLine:
    codes = row.get("standard_codes") or ()
    return LedgerLine(
        number=number,
        item=row["label"],
        reason=row["because"],
        basis=short_citation(row["citation"]),
        amount=None if row["amount"] is None else Decimal(row["amount"]),
        amount_text=row.get("text") or "",
        subtotal=row["kind"] == "subtotal",
        result=row["kind"] == "result",
        not_applicable=row["kind"] == "not_applicable",
        open_points=tuple(sorted({numbers[code] for code in codes if code in numbers})),
    )


def _differences(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """Rows that differ, in the order of the ledger; what is gone comes last."""
    old, new = _amounts(before), _amounts(after)
    return tuple(
        Difference(item, old.get(item), new.get(item))
        for item in [*new, *(item for item in old if item not in new)]
        if old.get(item) != new.get(item)
    )


def _amounts(assessment: Assessment) -> dict[str, Decimal | None]:
    """Amounts of the ledger by item; items of one name are told apart by counting them."""
    found: dict[str, Decimal | None] = {}
    for row in assessment.lines:
        item, again = row["label"], 2
        while item in found:
            item, again = f"{row['label']}（{again}）", again + 1
        found[item] = None if row["amount"] is None else Decimal(row["amount"])
    return found


def first_month(assessment: Assessment, on: dt.date) -> dt.date | None:
    """From which month it is paid: as decided, or as it would be if approved on the day; None where nothing is paid."""
    if not grant_of(assessment).amount:
        return None
    decision = Decision.objects.filter(assessment=assessment).first() if assessment.pk else None
    return decision.first_month if decision else start_of(assessment, on).first_month.first


def other_computations(kept: Iterable[Assessment], shown: Assessment) -> tuple[Link, ...]:
    """Links to the other kept computations of the case, numbered as they were made."""
    return tuple(
        Link(
            f"第 {number} 次测算",
            reverse("benefits:assessment", args=[shown.case_id, one.pk]),
            note=verdict(one),
        )
        for number, one in enumerate(kept, start=1)
        if one.pk != shown.pk
    )


@dataclass(frozen=True, slots=True)
class Basis:
    """The standards behind a computation: figures, open points, and the numbers of the points by code."""

    figures: tuple[StandardUsed, ...]
    open_points: tuple[OpenPoint, ...]
    numbers: Mapping[str, int]


def basis_of(assessment: Assessment) -> Basis:
    """What the rows that a computation used look like on its page."""
    rows = _standards(assessment)
    numbers = _numbered(rows)
    figures = tuple(_used(row) for row in rows if _is_figure(row))
    return Basis(
        figures, tuple(_open_point(row, numbers) for row in rows if row.code.code in numbers), numbers
    )
