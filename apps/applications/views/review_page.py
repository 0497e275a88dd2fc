"""What the last page of entry shows: everything typed, the papers, the estimate (初步测算)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from apps.applications.entry import Entry
from apps.applications.forms.means import CAUSES
from apps.applications.forms.sheet import STEPS, EntrySheet
from apps.applications.models import EntryDraft, Material
from apps.applications.queries.preview import Preview, birth_date_of
from apps.applications.views.entry_page import CRUMBS, EntryPage, back_url, facts_of, offices_of, steps_of
from apps.benefits.queries import reason_words
from apps.core.chinese import date_text
from apps.core.shapes import Equation, EquationTerm
from apps.households.models import Asset, Expense, Income, LabourCapacity, Relation
from apps.households.queries.page import age_on
from apps.rules.words import DISABILITY_TYPES, GRADES, ILLNESS_NAMES

# What the estimate of a programme leaves open.
ESTIMATES = {
    "tekun_support": "按分散供养、具备生活自理能力估算；供养方式和自理能力以评估为准。",
    "rigid_expenditure": "认定后不按月发放现金，可申请相应的专项救助。",
}


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A line of the summary: what, and what was typed; amounts apart."""

    label: str
    words: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SummaryPart:
    title: str
    edit_url: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The last step: everything typed, the papers, the estimate (初步测算)."""

    frame: EntryPage
    parts: tuple[SummaryPart, ...]
    missing: tuple[str, ...]
    programme: str
    equation: Equation | None
    reasons: tuple[str, ...]
    note: str = ""
    estimate_refusal: str = ""
    refusal: str = ""


def review_page(
    draft: EntryDraft, sheet: EntrySheet, entry: Entry, preview: Preview, refusal: str
) -> ReviewPage:
    """Everything on one page, before it is submitted. No digit of an identity number stands beside a birth date."""
    frame = EntryPage(
        title="受理登记",
        crumbs=CRUMBS,
        facts=facts_of(sheet),
        **offices_of(sheet),
        steps=steps_of(draft, "review", sheet),
        back_url=back_url(draft, "review"),
        saved_at=draft.saved_at,
        submit="提交申请",
    )
    answer = preview.assessment
    return ReviewPage(
        frame=frame,
        parts=_parts(draft, entry, sheet.on),
        missing=tuple(paper.name for paper in entry.materials if paper.state == "missing"),
        programme=preview.programme,
        equation=_equation(answer) if answer else None,
        reasons=tuple(map(reason_words, _reasons(answer))),
        note=ESTIMATES.get(entry.programme, "") if answer else "",
        estimate_refusal=preview.refusal,
        refusal=refusal,
    )


def _reasons(answer: Any) -> tuple[str, ...]:
    if answer is None or answer.programme != "none":
        return ()
    plain = answer.to_plain()
    return tuple(plain.get("reasons") or plain.get("dibao", {}).get("reasons", ()))


def _equation(answer: Any) -> Equation:
    terms = [
        EquationTerm(term.text, term.label, term.operator, result=term.operator == "=")
        for term in answer.equation
    ]
    return Equation(tuple(terms))


def _parts(draft: EntryDraft, entry: Entry, on: dt.date) -> tuple[SummaryPart, ...]:
    rows = {
        "application": _request_rows(entry),
        "members": (*_member_rows(entry, on), *_income_rows(entry)),
        "property": _asset_rows(entry),
        "hardship": _hardship_rows(entry),
        "materials": _material_rows(entry),
    }
    return tuple(
        SummaryPart(STEPS[step], reverse("applications:entry", args=[draft.pk, step]), part)
        for step, part in rows.items()
    )


def _request_rows(entry: Entry) -> tuple[SummaryRow, ...]:
    account = (
        f"{entry.account.bank}尾号 {entry.account.number[-4:]}" if entry.account else "没有填写，发放前须补"
    )
    return (
        SummaryRow("居住地", f"{entry.residence_office}{entry.residence_community or ''}　{entry.address}"),
        SummaryRow("户籍地", f"{entry.hukou_office}{entry.hukou_community or ''}"),
        SummaryRow(
            "授权和承诺",
            f"授权书 {entry.authorised_on:%-m月%-d日}签字；{'已' if entry.pledged else '未'}签承诺书",
        ),
        SummaryRow("近亲属关系", entry.staff_relation or "申报没有"),
        SummaryRow("银行账户", account),
    )


def _member_rows(entry: Entry, on: dt.date) -> tuple[SummaryRow, ...]:
    rows = []
    for member in entry.members:
        born = birth_date_of(member, on)
        health = [f"{DISABILITY_TYPES[one.type]}残疾{GRADES[one.grade]}" for one in member.disabilities]
        health += [ILLNESS_NAMES[code] for code in member.illnesses]
        words = (
            Relation(member.relation).label,
            date_text(born),
            f"{age_on(born, on)} 岁",
            f"劳动能力{LabourCapacity(member.labour_capacity).label}",
            *health,
        )
        rows.append(SummaryRow(member.name, "　".join(words)))
    return tuple(rows)


def _income_rows(entry: Entry) -> tuple[SummaryRow, ...]:
    names = {member.key: member.name for member in entry.members}
    types, items, periods = dict(Income.TYPES), dict(Income.ITEMS), dict(Income.PERIODS)
    return tuple(
        SummaryRow(
            f"{names[income.person]}的收入",
            "　".join(
                part
                for part in (
                    types[income.type],
                    items[income.item] if income.item != "ordinary" else "",
                    periods[income.period],
                    income.note,
                )
                if part
            ),
            income.amount,
        )
        for income in entry.incomes
    )


def _asset_rows(entry: Entry) -> tuple[SummaryRow, ...]:
    kinds, forms = dict(Asset.KINDS), dict(Asset.FORMS)
    rows = [
        SummaryRow(
            kinds[asset.kind],
            f"{forms[asset.form]}{f'　{asset.area} 平方米' if asset.area is not None else ''}　{asset.note}".rstrip(),
            asset.amount,
        )
        for asset in entry.assets
    ]
    return tuple(rows) or (SummaryRow("财产", "申报没有"),)


def _hardship_rows(entry: Entry) -> tuple[SummaryRow, ...]:
    words = dict(CAUSES)
    categories = dict(Expense.CATEGORIES)
    return (
        SummaryRow("困难原因", "、".join(words[cause] for cause in entry.causes)),
        *(SummaryRow(f"{categories[one.category]}支出", one.note, one.amount) for one in entry.expenses),
        *(SummaryRow("法定义务人", one.name, one.actual_amount) for one in entry.supporters),
    )


def _material_rows(entry: Entry) -> tuple[SummaryRow, ...]:
    states = dict(Material.STATES)
    return tuple(SummaryRow(paper.name, states[paper.state]) for paper in entry.materials)
