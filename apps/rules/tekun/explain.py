"""逐行核算: the ledger of a tekun assessment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .. import citations
from ..amounts import format_money, shown
from ..assess.explain_result import RESULTS, property_lines
from ..facts.tekun import INDICATORS
from ..lines import Line, idle, item
from .work import TekunWork

LEVELS = {"full": "具备生活自理能力", "partial": "部分丧失生活自理能力", "none": "完全丧失生活自理能力"}
REASONS = {
    "labour_capacity": "有劳动能力",
    "income": "本人收入不低于低保标准",
    "property_monetary": "货币财产超过限额",
    "property_homes": "房产不符合规定",
    "property_vehicles": "拥有机动车辆",
    "property_vehicles_manual": "车辆豁免尚待认定",
    "property_other": "有奢侈消费或自费出国留学",
    "supporter_able": "法定义务人有履行义务能力",
    "child_scheme": "已选择孤儿、事实无人抚养儿童保障",
    "imprisoned": "在监狱服刑",
    "no_local_hukou": "不是本地户籍",
}
STANDARD_NAMES = {
    "tekun_standard_urban": "城市特困供养标准",
    "tekun_standard_rural_centralized": "农村特困集中供养标准",
    "tekun_standard_rural_dispersed": "农村特困分散供养标准",
}


def explain(work: TekunWork) -> tuple[Line, ...]:
    return (*_condition_lines(work), *_self_care_lines(work), *_benefit_lines(work))


def _text(
    code: str, label: str, because: str, article: str, part: str, text: str, amount: Decimal | None = None
) -> Line:
    return Line(code, label, amount, because, citations.TEKUN + article, part, "text", (), text)


def _condition_lines(work: TekunWork) -> Iterator[Line]:
    part, person = "tekun_conditions", work.facts.person
    met = RESULTS["pass" if work.no_labour_capacity else "fail"]
    because = (
        f"{person.label}，{person.birth_date:%Y}年{person.birth_date.month}月{person.birth_date.day}日出生"
    )
    yield _text("no_labour_capacity", "无劳动能力", because, "第五条", part, met)
    below = work.income < work.dibao
    because = (
        f"本人月收入{format_money(work.income)}，{'低于' if below else '不低于'}{format_money(work.dibao)}"
    )
    met = RESULTS["pass" if below else "fail"]
    yield _text("counted_income", "无生活来源", because, "第六条", part, met, shown(work.income))
    yield from property_lines(work.property_test, "dibao", part)
    if not work.supporters:
        yield _text("supporter", "法定义务人", "没有法定义务人", "第四条", part, RESULTS["pass"])
    for one, answer in zip(work.facts.supporters, work.supporters, strict=True):
        because = "有履行义务能力" if answer.able else "无履行义务能力"
        met = RESULTS["fail" if answer.able else "pass"]
        yield _text("supporter", f"法定义务人 {one.label}", because, "第八条", part, met)


def _self_care_lines(work: TekunWork) -> Iterator[Line]:
    failed = [label for name, label in INDICATORS.items() if not work.facts.self_care[name]]
    because = f"{len(failed)}项不能达到：{'、'.join(failed)}" if failed else "六项指标全部达到"
    yield _text(
        "self_care_level", "生活自理能力", because, "第二十二条", "tekun_self_care", LEVELS[work.level]
    )


def _benefit_lines(work: TekunWork) -> Iterator[Line]:
    """第四条, 第十九条, 第二十条: standard and care subsidy; or why not."""
    part = "tekun_benefit"
    total = shown(0)
    for reason in work.reasons:
        yield idle(
            f"tekun_{reason}", "特困供养", REASONS[reason], citations.TEKUN + "第四条", part, text="不符合"
        )
    if not work.reasons:
        total = shown(work.standard + work.care)
        name = STANDARD_NAMES.get(work.standard_code, "特困供养标准")
        yield item(
            "standard",
            name,
            work.standard,
            "按标准全额",
            citations.TEKUN + "第十九条",
            part,
            work.standard_code,
        )
        code = f"care_subsidy_{work.level}"
        yield item(
            "care_subsidy",
            "照料护理补贴",
            work.care,
            LEVELS[work.level],
            citations.TEKUN + "第二十条",
            part,
            code,
        )
    because = "以上各行相加" if not work.reasons else "不符合特困供养条件"
    yield Line("monthly_total", "每月供养金", total, because, citations.TEKUN + "第四条", part, "result")
    word = "不低于" if work.standard >= work.floor else "低于"
    because = (
        f"供养标准{format_money(work.standard)}，{word}低保标准的规定倍数{format_money(work.floor)}，只作核对"
    )
    yield Line(
        "floor",
        "供养标准下限",
        shown(work.floor),
        because,
        citations.TEKUN_FLOOR,
        part,
        "text",
        ("tekun_floor_multiple",),
    )
