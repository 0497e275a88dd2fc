"""三、与标准比较 and 四、算补差, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from .. import citations
from ..amounts import format_money, shown
from ..lines import Line, general, idle, item
from ..words import LEFT_OUT, REASONS
from .property import PropertyTest
from .work import Work

RESULTS = {"pass": "符合", "fail": "不符合", "manual": "待认定"}
KINDS = {"homes": "房产", "vehicles": "车辆", "other": "奢侈消费、自费留学"}


def comparison_lines(work: Work) -> Iterator[Line]:
    """第七条, 第九条, 第十四条: number of persons, income per person, property."""
    members, standard = work.members, work.judgement.standard
    names = "、".join(one.label for one in work.counting.counted)
    yield Line(
        "counted_members",
        "计入人数",
        Decimal(members),
        names,
        citations.MEMBERS,
        "comparison",
        "count",
        (),
        f"{members} 人",
    )
    for one, reason in work.counting.left_out:
        yield idle("not_counted", one.label, LEFT_OUT[reason], citations.MEMBERS, "comparison", text="不计入")
    average = work.average
    word = "等于" if average == standard else "低于" if average < standard else "高于"
    because = f"{format_money(work.counted_income)} ÷ {members}，{word} {format_money(standard)}"
    yield Line(
        "per_capita_income",
        "人均收入",
        shown(average),
        because,
        citations.ELIGIBLE,
        "comparison",
        "text",
        ("dibao_standard",),
    )
    yield from property_lines(work.judgement.dibao_property, "dibao", "comparison")


def property_lines(test: PropertyTest, name: str, part: str) -> Iterator[Line]:
    """第十四条: money against its limit, then homes, vehicles and the rest."""
    code = f"monetary_limit_{name}"
    if test.limit is None:
        yield general(
            "property_monetary",
            "货币财产",
            "没有登记应计入的货币财产",
            citations.PROPERTY,
            part,
            code,
            text="无",
        )
    else:
        word = "不超过" if test.monetary == "pass" else "超过"
        because = f"{format_money(test.total)}，{word} {test.limit.working}"
        yield Line(
            "property_monetary",
            "货币财产",
            shown(test.total),
            because,
            citations.PROPERTY,
            part,
            "text",
            (code,),
            "未超过" if test.monetary == "pass" else "超过",
        )
    for kind in KINDS:
        yield _property_line(kind, getattr(test, kind), part)


@cache
def _property_line(kind: str, result: str, part: str) -> Line:
    reasons = {"fail": REASONS[f"property_{kind}"], "manual": REASONS["property_vehicles_manual"]}
    because = reasons.get(result, "没有不符合规定的情形")
    words = RESULTS[result]
    return Line(f"property_{kind}", KINDS[kind], None, because, citations.PROPERTY, part, "text", (), words)


def benefit_lines(work: Work) -> Iterator[Line]:
    """第二十三条: the standard for all, less the counted income; the items add up to the amount."""
    dibao = work.judgement.dibao
    for reason in dibao.reasons:
        yield general(
            f"dibao_{reason}", "低保补差", REASONS[reason], citations.ELIGIBLE, "benefit", text="不符合"
        )
    if dibao.eligible:
        items = [*_gap_items(work), *_stopped_items(work)]
        yield from items
        yield from rounding_item(items, dibao.amount, "benefit", "pay_quantum", "pay_rounding")
    because = "以上各行相加，只在此行取整" if dibao.eligible else "不符合低保条件"
    yield Line("dibao_amount", "每月补差", dibao.amount, because, citations.AMOUNT, "benefit", "result")


def _gap_items(work: Work) -> Iterator[Line]:
    members, standard = work.members, work.judgement.standard
    if work.standards.choice("amount_method", work.day, ("GAP", "TIER")) == "TIER":
        full = work.judgement.dibao.full_amount
        because = f"人均{format_money(work.counted_income / members)}所在档次 × {members}"
        yield item("tier_total", "分档标准合计", full, because, citations.AMOUNT, "benefit", "dibao_tiers")
        return
    because = f"{format_money(standard)} × {members}"
    yield item(
        "standard_total",
        "标准合计",
        work.judgement.standard_total,
        because,
        citations.AMOUNT,
        "benefit",
        "dibao_standard",
    )
    yield item(
        "less_counted_income",
        "减 计入收入",
        -work.counted_income,
        "第二部分小计",
        citations.AMOUNT,
        "benefit",
    )


def _stopped_items(work: Work) -> Iterator[Line]:
    """第三十四条: the equal share of each member who refused work three times."""
    dibao = work.judgement.dibao
    if dibao.stopped_shares:
        labels = {one.person: one.label for one in work.counting.counted}
        names = "、".join(labels[person] for person in dibao.stopped_shares)
        because = f"{names}三次无正当理由拒绝介绍的工作，停发本人份额"
        amount = dibao.amount - dibao.full_amount
        yield item("stopped_shares", "减 停发份额", amount, because, citations.REFUSED_JOBS, "benefit")


def rounding_item(items: list[Line], amount: Decimal, part: str, *codes: str) -> Iterator[Line]:
    """The one rounding, as a line of its own where it moves anything."""
    difference = amount - sum((line.amount for line in items if line.amount is not None), Decimal(0))
    if difference:
        yield item(
            "rounding", "取整", difference, "按规定的取整单位和方式，只取一次", citations.AMOUNT, part, *codes
        )
