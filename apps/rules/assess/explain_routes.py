"""五、低保边缘家庭 and 六、单人户, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from .. import citations
from ..amounts import format_money, format_percent, shown
from ..lines import Line, general, item
from ..words import REASONS, ROUTES
from .edge_cash import CONDITIONS
from .explain_result import RESULTS, rounding_item
from .judge import standing_reasons
from .work import Work

ROUTE_CITATIONS = {
    "SP_BAND": citations.SINGLE_PERSON,
    "SP_HB": citations.SINGLE_PERSON_HEBEI,
    "SP_ADULT_JOBLESS": citations.ADULT_JOBLESS,
}
UPPER_CODES = ("edge_income_upper", "edge_upper_inclusive", "edge_upper_rounded")


def edge_lines(work: Work) -> Iterator[Line]:
    """第八条: the upper line, the edge property limits, the reasons, the cash."""
    judgement = work.judgement
    if judgement.dibao.eligible:
        yield general("edge_household", "低保边缘家庭", "已符合低保条件，不再认定", citations.EDGE, "edge")
        return
    because = f"人均{format_money(work.average)}，上限 {format_money(judgement.edge_line)}"
    yield Line(
        "edge_upper",
        "低保边缘家庭上限",
        shown(judgement.edge_line),
        because,
        citations.EDGE,
        "edge",
        "text",
        UPPER_CODES,
    )
    yield Line(
        "edge_property",
        "财产（按边缘家庭限额）",
        None,
        "同第三部分各项，货币财产按边缘家庭限额",
        citations.PROPERTY,
        "edge",
        "text",
        ("monetary_limit_edge",),
        RESULTS[judgement.edge_property.overall],
    )
    for reason in judgement.edge_household.reasons:
        yield general(
            f"edge_{reason}", "低保边缘家庭", REASONS[reason], citations.EDGE, "edge", text="不符合"
        )
    if judgement.edge_household.eligible:
        yield Line(
            "edge_household",
            "低保边缘家庭",
            None,
            "收入和财产均在规定范围内",
            citations.EDGE,
            "edge",
            "text",
            (),
            "符合",
        )
        yield from _cash_lines(work)


def _cash_lines(work: Work) -> Iterator[Line]:
    """《措施》4「低收入家庭每月每户救助标准为低保标准的30%」."""
    cash = work.judgement.edge_cash
    if not cash.eligible:
        due = work.totals.cash_condition
        because = "本地区没有规定边缘家庭救助金" if due else "不属于发放救助金的情形，只认定身份"
        yield general(
            "edge_cash", "边缘家庭救助金", because, citations.EDGE_CASH, "edge", "edge_cash_condition"
        )
        return
    rate = work.standards.ratio("edge_cash_rate", work.day)
    held = "、".join(CONDITIONS[name] for name in work.conditions or ()) or "不设条件"
    because = f"{format_money(work.judgement.standard)} × {format_percent(rate)}；{held}"
    base = item(
        "edge_cash_base",
        "标准的比例",
        rate * work.judgement.standard,
        because,
        citations.EDGE_CASH,
        "edge",
        "edge_cash_rate",
        "edge_cash_condition",
    )
    yield base
    yield from rounding_item([base], cash.amount, "edge")
    yield Line(
        "edge_cash",
        "边缘家庭救助金",
        cash.amount,
        "每户每月，四舍五入到元",
        citations.EDGE_CASH,
        "edge",
        "result",
    )


def single_person_lines(work: Work) -> Iterator[Line]:
    """第八条（一）（二）: each member who could go alone, or why nobody can."""
    if not work.single:
        yield general("single_person", "单人户", _why_none(work), citations.SEPARATE, "single_person")
        return
    for one in work.single:
        because = (
            f"{ROUTES[one.route]}：{format_money(work.judgement.standard)} − 本人收入 {format_money(one.own_income)}"
            "，不叠加分类扣减"
        )
        yield item(
            "single_person",
            f"{one.member.label} 单人户",
            one.amount,
            because,
            ROUTE_CITATIONS[one.route],
            "single_person",
            "dibao_standard",
        )
    if work.judgement.edge_household.eligible:
        yield Line(
            "choice_required",
            "须由申请家庭选择",
            None,
            "以家庭享受边缘家庭待遇，或按单人户享受低保，二者选一",
            citations.SINGLE_PERSON,
            "single_person",
            "text",
            (),
            "待选择",
        )


def _why_none(work: Work) -> str:
    if work.judgement.dibao.eligible:
        return "全户符合低保，不得仅纳入个别成员"
    standing = standing_reasons(work.totals)
    return REASONS[standing[0]] if standing else "没有符合条件的重残、重病或成年无业重残成员"
