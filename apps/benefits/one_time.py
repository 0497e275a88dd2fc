"""What a round comes to: the people of a register by group, and each award's share by the rule of the day."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from django.db import connection

from apps.benefits.models import Kind
from apps.benefits.one_time_heating import work_out_heating
from apps.benefits.one_time_sheet import Group, Row, Sheet, added_up
from apps.offices.models import Office
from apps.rules.amounts import shown
from apps.rules.calendar import month_of
from apps.rules.other_allowances import year_end
from apps.rules.price_subsidy import GROUPS, price_subsidy
from apps.standards.queries import standards_for

LABELS = {
    "dibao": "低保",
    "tekun_support": "特困供养",
    "edge_household": "低保边缘",
    "unemployment_benefit": "领取失业保险金",
    "preferential": "优抚对象",
    "orphan": "孤儿等",
    "urban": "城镇户口",
    "rural": "农村户口",
}
# Groups of the linkage that other departments pay: counted in the sheet of the month, not paid here.
ELSEWHERE = ("unemployment_benefit", "preferential", "orphan")
KINDS = (Kind.PRICE_SUBSIDY, Kind.YEAR_END, Kind.HEATING)
# The people of the awards of an office that were due money in a month, by award, programme and hukou nature.
REGISTER = """
SELECT award.id, award.programme, person.hukou_nature, count(*), found.number
  FROM benefits_award award
  JOIN benefits_awardmember one ON one.award_id = award.id AND one.withdrawn_by_id IS NULL
   AND one.from_month <= %(month)s AND (one.to_month IS NULL OR one.to_month >= %(month)s)
  JOIN households_person person ON person.id = one.person_id
  JOIN benefits_decision decision ON decision.id = award.decision_id
  JOIN routing_case found ON found.id = decision.case_id
 WHERE award.paying_office_id = %(office)s
   AND EXISTS (SELECT 1 FROM benefits_monthly_amount part
                WHERE part.award_id = award.id AND part.from_month <= %(month)s
                  AND (part.to_month IS NULL OR part.to_month >= %(month)s))
 GROUP BY award.id, award.programme, person.hukou_nature, found.number ORDER BY award.id"""


def work_out(office: Office, kind: str, month: dt.date, figures: Mapping[str, str]) -> Sheet:
    """The sheet of a kind for the register of a month; `figures` as they were typed in (indices, groups of others)."""
    rows = _register(office, month)
    standards = standards_for(office.jurisdiction.code)
    if kind == Kind.HEATING:
        return work_out_heating(rows, month, figures, standards)
    if kind == Kind.YEAR_END:
        return _year_end(rows, month, standards)
    return _price_subsidy(rows, month, figures, standards)


def _register(office: Office, month: dt.date) -> tuple[Row, ...]:
    with connection.cursor() as cursor:
        cursor.execute(REGISTER, {"office": office.pk, "month": month})
        return tuple(Row(*row) for row in cursor.fetchall())


def _price_subsidy(rows, month: dt.date, figures: Mapping[str, str], standards) -> Sheet:
    """发改价格〔2021〕1553号, computed by `price_subsidy` for the register of the index month."""
    own = {name: sum(row.persons for row in rows if row.programme == name) for name in GROUPS}
    counted = own | {name: int(figures.get(name) or 0) for name in ELSEWHERE}
    present = [(name, many) for name, many in counted.items() if many]
    found = price_subsidy(month_of(month), figures["cpi"], figures["food"], present, standards)
    paid = {one.group for one in found.groups if one.amount}
    groups = tuple(
        Group(LABELS[one.group], counted[one.group], one.amount, one.group not in ELSEWHERE)
        for one in found.groups
    )
    each = found.per_person
    shares = added_up({row: each * row.persons for row in rows if row.programme in paid})
    words = f"{month:%Y年%-m月}居民消费价格同比 {figures['cpi']}%，食品 {figures['food']}%；" + (
        f"取 {found.rate}%，每人 {each} 元" if found.triggered else "未达到启动条件"
    )
    return Sheet(words, groups, shares)


def _year_end(rows, month: dt.date, standards) -> Sheet:
    """天津年终一次性补贴 and 节日慰问, by hukou nature."""
    natures = {row.nature for row in rows}
    counted = [(name, sum(row.persons for row in rows if row.nature == name)) for name in sorted(natures)]
    found = {one.hukou_nature: one for one in year_end(counted, standards, month).groups} if counted else {}
    groups = tuple(Group(LABELS[name], many, found[name].amount) for name, many in counted)
    shares = added_up({row: shown(Fraction(found[row.nature].per_person) * row.persons) for row in rows})
    each = "，".join(f"{LABELS[name]}每人 {one.per_person} 元" for name, one in found.items())
    return Sheet(f"{month:%Y年%-m月}登记簿，{each or '没有对象'}", groups, shares)


__all__ = ["KINDS", "Sheet", "work_out"]
