"""What is wrong with a line or a household, cell by cell, and what to do about it."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from apps.reviews.register.columns import COLUMNS, HEAD_OF, INCOMES, LISTS, RELATIONS
from apps.reviews.register.shapes import HouseholdRead, Problem
from apps.rules.errors import RuleError
from apps.rules.id_number import parse_id_number

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def judge_line(number: int, line: dict[str, str], on: dt.date) -> list[Problem]:
    wrong = [
        Problem(number, head, f"没有填写{head}；每个人都要填。")
        for head, (key, always, _) in COLUMNS.items()
        if always and not line[key]
    ]
    for key, allowed in LISTS.items():
        if line[key] and line[key] not in allowed:
            wrong.append(
                Problem(number, HEAD_OF[key], f"“{line[key][:20]}”不在可选范围：{'、'.join(allowed)}。")
            )
    if line["id_number"]:
        try:
            parse_id_number(line["id_number"].upper(), on)
        except RuleError as error:
            wrong.append(Problem(number, "身份证号", error.message))
    if line["income"] and _money(line["income"]) is None:
        wrong.append(Problem(number, "月收入", "不是金额；请填写元，最多两位小数，例如 1894.00。"))
    if line["income"] and not line["income_type"]:
        wrong.append(Problem(number, "收入种类", f"有月收入，须填写收入种类：{'、'.join(INCOMES)}。"))
    return wrong


def judge_household(one: HouseholdRead, on: dt.date) -> list[Problem]:
    """What only the householder's line says, and that there is exactly one of him."""
    heads = [
        place
        for line, place in zip(one.lines, one.places, strict=True)
        if RELATIONS.get(line["relation"]) == "head"
    ]
    if len(heads) != 1:
        words = (
            "没有户主；请把一行的与户主关系填为“本人”。"
            if not heads
            else "有几个户主；一户只能有一个“本人”。"
        )
        return [Problem(one.place, "与户主关系", words)]
    head, place = one.head, heads[0]
    wrong = [
        Problem(place, title, f"没有填写{title}；户主这一行要填。")
        for title, (key, always, of_head) in COLUMNS.items()
        if of_head and not always and not head[key]
    ]
    amount = _money(head["amount"]) if head["amount"] else Decimal(1)
    if amount is None or amount <= 0:
        wrong.append(Problem(place, "月金额", "不是大于零的金额；请填写现在每月实际发放的元数。"))
    for key in ("first_month", "paid_to"):
        if head[key] and not MONTH.fullmatch(head[key]):
            wrong.append(Problem(place, HEAD_OF[key], "不是月份；请写成 2024-06 的样子。"))
    if (
        MONTH.fullmatch(head["first_month"])
        and MONTH.fullmatch(head["paid_to"])
        and head["paid_to"] < head["first_month"]
    ):
        wrong.append(Problem(place, "已发至", "早于起始月；请核对最后一次发放的月份。"))
    if (head["last_review"] and (day := _day(head["last_review"])) is None) or (day and day > on):
        wrong.append(Problem(place, "上次核查", "不是今天以前的日期；请写成 2026-05-20 的样子。"))
    if head["account"] and not re.fullmatch(r"\d{10,30}", head["account"].replace(" ", "")):
        wrong.append(Problem(place, "账号", "应为 10 至 30 位数字；请对照存折或银行卡填写。"))
    return wrong


def _money(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", ""))
        return amount if amount >= 0 and amount == amount.quantize(Decimal("0.01")) else None
    except InvalidOperation:  # no number, or one that cannot be held against another (NaN, 1E+400)
        return None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
