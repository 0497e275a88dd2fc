"""一、算家庭收入 and 二、减分类扣减, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .. import citations
from ..amounts import format_money, shown
from ..facts import Member
from ..lines import Line, general, idle, item
from ..words import DEDUCTIONS, DISABILITY_TYPES, GRADES, ILLNESSES, INCOME_ITEMS, INCOME_TYPES, UPLIFTS
from .income import MemberIncome, NetLine
from .uplift import DISABILITY_CODES
from .work import Work


def income_lines(work: Work) -> Iterator[Line]:
    """第十三条: every income line, what comes off it, employment cost, support, rigid expenditure; then Y₀."""
    if not any(one.lines for one in work.income.members):
        yield general("income_none", "收入", "没有登记收入", citations.INCOME, "income", text="0.00")
    for one in work.income.members:
        for line in one.lines:
            yield from _income_line(one.member.label, line)
        if one.wage:
            yield _cost_line(one, work.standards.region)
    yield from _support_lines(work)
    yield from _rigid_lines(work)
    total = work.income.total
    because = "以上各行相加" if total else "以上各行相加，不低于零"
    yield Line(
        "income_before_uplift", "家庭月收入", shown(total), because, citations.INCOME, "income", "subtotal"
    )


def _income_line(label: str, line: NetLine) -> Iterator[Line]:
    income = line.income
    name = INCOME_ITEMS[income.item] or INCOME_TYPES[income.type]
    gross = format_money(income.amount)
    because = f"12个月合计{gross} ÷ 12" if income.period == "total_12_months" else "每月"
    if not line.counted:
        excluded = f"{because if '÷' in because else gross}，不计入家庭收入"
        codes = ("exclude_central_basic_pension",) if income.item == "basic_pension_central" else ()
        yield idle(
            "income_not_counted",
            f"{label} {name}",
            excluded,
            citations.UNCOUNTED,
            "income",
            *codes,
            text="不计入",
        )
        return
    citation = citations.INCOME_TYPES[income.type]
    yield item("income", f"{label} {name}", line.gross, because, citation, "income")
    for taken, amount in line.taken:
        stated = income.deductions[taken]
        whole = Fraction(stated) == amount * (12 if income.period == "total_12_months" else 1)
        reason = because if whole else f"填报{format_money(stated)}，以该笔收入为限，亏损按零计"
        yield item("income_deduction", f"减 {label} {DEDUCTIONS[taken]}", -amount, reason, citation, "income")


def _cost_line(one: MemberIncome, region: str) -> Line:
    citation = citations.EMPLOYMENT if region == "TJ" else citations.EMPLOYMENT_HEBEI
    label, cost = f"减 {one.member.label} 就业成本", one.cost
    if cost.amount:
        return item("employment_cost", label, -cost.amount, cost.because, citation, "income", *cost.codes)
    return idle("employment_cost", label, cost.because, citation, "income", *cost.codes)


def _support_lines(work: Work) -> Iterator[Line]:
    citation = citations.INCOME_TYPES["T"]
    if not work.income.support:
        yield general("support", "赡养（抚养、扶养）费", "没有登记计入成员的义务人", citation, "income")
    for payment in work.income.support:
        supporter = payment.supporter
        label = f"{supporter.name or supporter.person} 赡养（抚养、扶养）费"
        if payment.amount:
            yield item("support", label, payment.amount, payment.because, citation, "income")
        else:
            yield idle("support", label, payment.because, citation, "income", "support_rule_enabled")


def _rigid_lines(work: Work) -> Iterator[Line]:
    code = "rigid_expenditure_deduction"
    if not work.income.rigid:
        because = "没有登记刚性支出" if work.income.rigid_applies else "本地区没有启用刚性支出扣除"
        yield general("rigid_expenditure", "减 刚性支出", because, citations.DEDUCTIBLE, "income", code)
    for expenditure, amount in work.income.rigid:
        because = f"支出{format_money(expenditure.amount)}，报销{format_money(expenditure.reimbursed)}"
        if expenditure.period == "total_12_months":
            because += "，÷ 12"
        yield item("rigid_expenditure", "减 刚性支出", -amount, because, citations.RIGID, "income", code)


def uplift_lines(work: Work) -> Iterator[Line]:
    """《措施》4: one line per deduction; then Y."""
    citation = citations.UPLIFT if work.standards.region == "TJ" else citations.ELDERLY_AND_ILL
    for one in work.deductions:
        label = f"减 {one.member.label} {_situation(one.member, one.code)}"
        because = f"{UPLIFTS[one.code]}，每人每月{format_money(one.amount)}"
        yield item("category_uplift", label, -one.amount, because, citation, "uplift", one.code)
    if not work.deductions:
        listed = any(one.disabilities or one.illnesses for one in work.counting.counted)
        because = "残疾、疾病不在清单内，或本日没有生效的清单" if listed else "没有登记残疾或清单疾病"
        yield general("category_uplift", "减 分类救助扣减", because, citation, "uplift", *UPLIFTS)
    because = "家庭月收入减分类扣减" if work.counted_income else "家庭月收入减分类扣减，不低于零"
    yield Line(
        "counted_income", "计入收入", shown(work.counted_income), because, citation, "uplift", "subtotal"
    )


def _situation(member: Member, code: str) -> str:
    """The listed disability or illness behind a code: 肢体残疾二级, 尿毒症."""
    if code in ILLNESSES:
        return "、".join(name for illness, name in ILLNESSES[code].items() if illness in member.illnesses)
    listed = (one for one in member.disabilities if (one.type, one.grade) in DISABILITY_CODES[code])
    return "、".join(f"{DISABILITY_TYPES[one.type]}残疾{GRADES[one.grade]}" for one in listed)
