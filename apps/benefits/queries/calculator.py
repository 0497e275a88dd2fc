"""测算: any question to the rules, asked without a case; its answer as the pages show computations, or as rows."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from apps.benefits.models import Assessment
from apps.benefits.queries.answer_words import AnswerSection, sections_of, told
from apps.benefits.queries.calculation import basis_of, equation_terms, ledger_of
from apps.benefits.queries.computing import reason_words
from apps.benefits.queries.sources import shipped_examples
from apps.core.errors import Refused
from apps.core.shapes import Equation, EquationTerm, Ledger, OpenPoint, StandardUsed
from apps.offices.models import Jurisdiction
from apps.rules.amounts import format_money, in_words
from apps.rules.errors import RuleError
from apps.rules.examples import compared, overrides
from apps.rules.questions import Answer, Question, ask
from apps.rules.words import PROGRAMMES
from apps.standards.models import StandardCode
from apps.standards.queries import refusal_words, standards_for, work_calendar

# id_number is left out: a question about somebody's number is asked where the person is registered.
KINDS = {
    "assess": "低保、低保边缘、单人户",
    "tekun": "特困供养",
    "temporary": "临时救助",
    "expenditure": "支出型困难、刚性支出",
    "taper": "渐退",
    "recovery": "追回",
    "employment_deduction": "就业成本扣减",
    "price_subsidy": "价格补贴",
    "other_allowances": "丧葬、年终、采暖",
    "payment_start": "起发月份",
    "review_cycle": "定期核查",
    "deadline": "办理期限",
    "routing": "办理分工",
    "rehearsal": "调标试算",
    "standard_lookup": "标准查询",
}
QUOTED = re.compile(r"'([^']{1,40})'")
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put: facts and parameters in the shape of the contract."""

    kind: str
    region: str
    day: dt.date
    facts: Mapping[str, Any]
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """An answer, or the sentence why there is none. Kinds that explain themselves have a ledger, the others rows."""

    refusal: str = ""
    equation: Equation | None = None
    ledger: Ledger | None = None
    sections: tuple[AnswerSection, ...] = ()
    standards: tuple[StandardUsed, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()


def regions() -> list[tuple[str, str]]:
    """The policy areas with standards of their own, as choices."""
    return list(Jurisdiction.objects.exclude(code="CN").values_list("code", "name"))


def answer_to(asked: Asked) -> Answer:
    """The answer by today's standards table. Raises RuleError; Refused where the facts have another shape."""
    standards = standards_for(asked.region)
    if asked.parameters:
        standards = standards.overridden(overrides(asked.parameters))
    question = Question(dict(asked.facts), standards, asked.day, work_calendar())
    try:
        return ask(asked.kind, question)
    except UNREADABLE as error:
        raise Refused(
            "facts_unreadable",
            f"没有测算。事实的写法与算例约定不同（{_words(error)}）；请对照样例核对名称和取值。",
            "facts",
        ) from error


def _words(error: Exception) -> str:
    """Which item is missing, unknown or unreadable, in Chinese."""
    text = str(error)
    named = "、".join(QUOTED.findall(text)) or "其中一项"
    if isinstance(error, KeyError) or "missing" in text:
        return f"缺少 {named}"
    return f"不认识 {named}" if "unexpected" in text else f"读不懂 {named}"


def answer_page(asked: Asked) -> AnswerPage:
    """The answer as the page shows it; a refusal becomes its sentence."""
    try:
        answer = answer_to(asked)
    except RuleError as error:
        return AnswerPage(refusal=refusal_words(error))
    except Refused as refusal:
        return AnswerPage(refusal=refusal.message)
    shown = _computation(asked, answer)
    basis = basis_of(shown)
    explained = "lines" in answer.values
    return AnswerPage(
        equation=_equation(answer.values) if explained else None,
        ledger=ledger_of(shown, basis.numbers) if explained else None,
        sections=sections_of(told(asked.kind, compared(asked.kind, answer.values))),
        standards=(*_own(answer), *basis.figures),
        open_points=basis.open_points,
    )


def _own(answer: Answer) -> tuple[StandardUsed, ...]:
    """Values that were given for this calculation only."""
    rows = [row for row in answer.used if row["overridden"]]
    codes = {one.code: one for one in StandardCode.objects.filter(code__in=[row["code"] for row in rows])}
    named = [(codes[row["code"]], row["value"]) for row in rows]
    return tuple(StandardUsed(code.label, code.shown(value), "本次测算另行指定") for code, value in named)


def _computation(asked: Asked, answer: Answer) -> Assessment:
    """An unsaved computation, so that an answer without a case is drawn by the same components."""
    values = answer.values
    return Assessment(
        day=asked.day,
        jurisdiction=asked.region,
        answer=values,
        lines=values.get("lines", []),
        equation=values.get("equation", []),
        standard_ids=[row["id"] for row in answer.used if row["id"] is not None],
        programme=values.get("programme") or "none",
        amount=Decimal(values.get("amount") or 0),
    )


def _equation(values: Mapping[str, Any]) -> Equation:
    """The formula and what follows from it."""
    programme, amount = values["programme"], Decimal(values["amount"])
    if programme == "none":
        refused = values["reasons"] if "reasons" in values else _household_reasons(values)
        verdict = "不符合条件，" + "、".join(map(reason_words, dict.fromkeys(refused)))
    else:
        paid = f"每月 {format_money(amount)} 元" if amount else "不按月发放"
        verdict = f"符合{PROGRAMMES[programme]}，{paid}"
    terms = equation_terms(values.get("equation", ()))
    return Equation(
        terms=terms or (EquationTerm(amount, "每月金额（元）", result=True),),
        verdict_kind="denied" if programme == "none" else "done",
        verdict_text=verdict,
        lines=(in_words(amount),) if amount else (),
    )


def _household_reasons(values: Mapping[str, Any]) -> list[str]:
    return values["dibao"]["reasons"] + values["edge_household"]["reasons"]


# Samples: a shipped example, to be changed. -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sample:
    region: str
    day: dt.date
    title: str
    parameters: str
    facts: str


def sample(kind: str, example: str = "") -> Sample:
    """A shipped example as the form shows it: the one asked for, else the first of the kind that is answered."""
    of_kind = [one for one in shipped_examples().values() if one["kind"] == kind]
    of_kind.sort(key=lambda one: one["region"] != "TJ")
    asked = [one for one in of_kind if one["id"] == example]
    found = (asked or [one for one in of_kind if "error" not in one["expect"]])[0]
    parameters = found.get("parameters")
    return Sample(
        found["region"],
        dt.date.fromisoformat(found["day"]),
        found["title"],
        written(parameters) if parameters else "",
        written(found["facts"]),
    )


def written(value: Any) -> str:
    """A mapping as YAML in the order in which it was said."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
