"""What the pages of entry show: the steps, the forms, the summary with the estimate."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse

from apps.applications.entry import Entry
from apps.applications.forms.means import CAUSES
from apps.applications.forms.sheet import STEPS, EntrySheet, Section
from apps.applications.models import EntryDraft, Material
from apps.applications.queries.preview import Preview, birth_date_of
from apps.core.shapes import Crumb, Equation, EquationTerm, FormStep
from apps.households.models import Asset, Expense, Income, LabourCapacity, Relation
from apps.households.queries.page import age_on
from apps.rules.words import DISABILITY_TYPES, GRADES, ILLNESS_NAMES, REASONS

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
    estimate_refusal: str = ""
    refusal: str = ""


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
        facts=_facts(sheet),
        **_offices(sheet),
        steps=_steps(draft, step, sheet),
        sources=sheet.sources(step),
        sections=sheet.sections(step),
        back_url=_back_url(draft, step),
        saved_at=draft.saved_at if sheet.payload else None,
        submit="保存并继续",
        communities=_communities(sheet, step),
    )


def _facts(sheet: EntrySheet) -> tuple[str, ...]:
    labels = dict(sheet.application.fields["programme"].choices)
    programme = sheet.payload.get("application", {}).get("programme", "")
    return (f"{labels[programme]}申请",) if programme in labels else ()


def _offices(sheet: EntrySheet) -> dict[str, str]:
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


def _steps(draft: EntryDraft, now: str, sheet: EntrySheet) -> tuple[FormStep, ...]:
    return tuple(
        FormStep(
            label,
            "now" if step == now else "done" if step != "review" and sheet.is_valid(step) else "later",
            "" if step == now else reverse("applications:entry", args=[draft.pk, step]),
        )
        for step, label in STEPS.items()
    )


def _back_url(draft: EntryDraft, step: str) -> str:
    names = list(STEPS)
    before = names.index(step) - 1
    return reverse("applications:entry", args=[draft.pk, names[before]]) if before >= 0 else ""


# The last step --------------------------------------------------------------------------------------------------


def review_page(
    draft: EntryDraft, sheet: EntrySheet, entry: Entry, preview: Preview, refusal: str
) -> ReviewPage:
    """Everything on one page, before it is submitted. No digit of an identity number stands beside a birth date."""
    frame = EntryPage(
        title="受理登记",
        crumbs=CRUMBS,
        facts=_facts(sheet),
        **_offices(sheet),
        steps=_steps(draft, "review", sheet),
        back_url=_back_url(draft, "review"),
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
        reasons=tuple(REASONS.get(code, code) for code in _reasons(answer)),
        estimate_refusal=preview.refusal,
        refusal=refusal,
    )


def _reasons(answer: Any) -> tuple[str, ...]:
    if answer is None or answer.programme != "none":
        return ()
    return tuple(answer.to_plain().get("dibao", {}).get("reasons", ()))


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
            f"{born.year}年{born.month}月{born.day}日",
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
