"""认定条件: labour capacity, source of living, supporters."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ..assess.income import net_line
from ..assess.property import PropertyTest
from ..assess.uplift import is_severely_disabled
from ..calendar import has_reached
from ..facts import Income
from ..facts.tekun import TekunFacts, TekunSupporter
from ..standards import Standards
from ..words import UNCOUNTED_ITEMS

UNCOUNTED = {*UNCOUNTED_ITEMS, "old_age_allowance"}


def own_income(incomes: tuple[Income, ...]) -> Fraction:
    """《特困人员认定办法》第六条「中央确定的城乡居民基本养老保险基础养老金、基本医疗保险等社会保险和优待抚恤金、高龄津贴不计入在内」; yuan a month."""
    return sum((net_line(income, income.item not in UNCOUNTED).net for income in incomes), Fraction(0))


def is_able(supporter: TekunSupporter, standards: Standards, day: date) -> bool:
    """第八条「法定义务人符合下列情形之一的，应当认定为本办法所称的无履行义务能力」: False where one of the situations holds."""
    if supporter.programme == "tekun":
        return False
    if supporter.programme == "dibao" and has_reached(supporter.birth_date, 60, day):
        return False
    if supporter.property_ok and supporter.statuses:
        return False
    weak = has_reached(supporter.birth_date, 70, day) or is_severely_disabled(supporter.disabilities)
    return not (weak and _is_low(supporter, standards, day))


def _is_low(supporter: TekunSupporter, standards: Standards, day: date) -> bool:
    """第八条（三）（四）「本人收入低于当地上年人均可支配收入，且其财产符合当地低收入家庭财产状况规定」; yuan a year."""
    if not supporter.property_ok or supporter.annual_income is None:
        return False
    return Fraction(supporter.annual_income) < standards.money("citywide_disposable_income", day)


def reasons_against(
    facts: TekunFacts,
    *,
    no_labour_capacity: bool,
    below_standard: bool,
    property_test: PropertyTest,
    any_able: bool,
    region: str,
) -> tuple[str, ...]:
    """第四条「（一）无劳动能力；（二）无生活来源；（三）无法定赡养、抚养、扶养义务人或者其法定义务人无履行义务能力」: what fails, in order."""
    holds = (
        *([] if no_labour_capacity else ["labour_capacity"]),
        *([] if below_standard else ["income"]),
        *property_test.reasons,
        *(["supporter_able"] if any_able else []),
        *(["child_scheme"] if facts.child_scheme_chosen else []),
        *(["imprisoned"] if "imprisoned" in facts.person.statuses else []),
        *([] if facts.person.hukou_region == region else ["no_local_hukou"]),
    )
    return holds
