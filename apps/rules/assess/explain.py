"""逐行核算: the ledger and the equation of an assessment."""

from __future__ import annotations

from fractions import Fraction

from ..amounts import format_percent
from ..lines import Line, Term, factor, term
from .explain_income import income_lines, uplift_lines
from .explain_result import benefit_lines, comparison_lines
from .explain_routes import edge_lines, single_person_lines
from .work import Work


def explain(work: Work) -> tuple[Line, ...]:
    """Every step in the order of the law; lines that do not apply stay, with the reason."""
    parts = (income_lines, uplift_lines, comparison_lines, benefit_lines, edge_lines, single_person_lines)
    lines: list[Line] = []
    for part in parts:
        lines.extend(part(work))
    return tuple(lines)


def equation(work: Work) -> tuple[Term, ...]:
    """1,045.00 × 3 − 1,894.00 = 1,241.00 for dibao, 1,045.00 × 30% = 314.00 for edge cash, else nothing."""
    if work.judgement.dibao.eligible:
        return _dibao_equation(work)
    if work.judgement.edge_cash.eligible:
        rate = work.standards.ratio("edge_cash_rate", work.day)
        return (
            term("", work.judgement.standard, "低保标准（元/人）"),
            factor("×", rate, "每户比例", format_percent(rate)),
            term("=", work.judgement.edge_cash.amount, "边缘家庭救助金（元/户）"),
        )
    return ()


def _dibao_equation(work: Work) -> tuple[Term, ...]:
    dibao, members = work.judgement.dibao, work.members
    count = factor("×", members, "计入人数", str(members))
    if work.standards.choice("amount_method", work.day, ("GAP", "TIER")) == "GAP":
        terms = [term("", work.judgement.standard, "低保标准（元/人）"), count]
        terms.append(term("−", work.counted_income, "每月计入收入"))
    else:
        terms = [term("", Fraction(dibao.full_amount) / members, "分档标准（元/人）"), count]
    if dibao.stopped_shares:
        terms.append(term("−", dibao.full_amount - dibao.amount, "停发份额"))
    return (*terms, term("=", dibao.amount, "每月补差（元/户）"))
