"""Plain answers of the rules as words and small tables, for kinds that have no ledger of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.rules.words import PROGRAMMES, REASONS, ROUTES, UPLIFTS, WARNINGS

# What the ledger of a kind says already.
SELF_EXPLAINED = {
    "assess": frozenset(
        {
            "counted_members", "not_counted", "member_income", "employment_deductions", "support_payments",
            "income_before_uplift", "category_deductions", "counted_income", "per_capita_income",
            "compared_to_standard", "compared_to_edge_upper", "property", "dibao", "edge_household", "edge_cash",
            "single_person_route", "programme",
        }
    ),
    "tekun": frozenset({"eligible", "no_labour_capacity", "counted_income", "standard_code"}),
}  # fmt: skip
NAMES = {
    # what is asked of every kind
    "accepted": "予以受理", "amount": "金额", "case": "家庭", "due": "应发", "eligible": "符合", "end": "期满日", "from": "起始",
    "group": "人群", "groups": "分人群", "hukou_nature": "户口性质", "kind": "种类", "members": "成员", "month": "月份",
    "months": "逐月", "office": "办理机构", "outcome": "结果", "paid": "已发", "per_person": "每人", "person": "人员",
    "programme": "类别", "qualifies": "符合", "ratio": "比例", "reasons": "理由", "standard": "标准", "to": "终止",
    "total": "合计", "value": "数值", "warnings": "提示", "difference": "差额", "first_month": "首月",
    # assess
    "choice_required": "须由家庭选择", "option_a": "以家庭为单位", "option_b": "按单人户", "edge_household": "保留边缘家庭身份",
    "edge_cash": "边缘家庭救助金", "single_person_total": "单人户低保金合计", "tekun_candidates": "可能符合特困条件",
    # tekun
    "supporters": "法定义务人", "able": "有履行能力", "self_care_level": "自理能力", "care_subsidy": "照料护理补贴",
    "monthly_total": "每月合计", "care_paid_to": "护理补贴发给", "floor": "供养标准下限", "floor_ok": "不低于下限",
    # temporary
    "per_person_ceiling": "每人最高", "household_ceiling": "全户最高", "street_authority": "街道审批限额", "approver": "审批机关",
    "case_deliberation": "一事一议", "reply_due_at": "答复期限", "warning_at": "预警时间", "reserve": "备用金", "opening": "年初",
    "balance": "结余", "alert": "须补充",
    # expenditure
    "basic_living": "基本生活费用", "total_expenditure": "支出总和", "rigid_total": "刚性支出合计", "ratio_ok": "比例达到",
    "income_ok": "收入低于上限", "valid_to": "有效至",
    # taper and recovery
    "frozen_base": "渐退基数", "schedule": "逐月发放", "k": "第几月", "exit_month": "退出月份", "fall_back_month": "恢复低保月份",
    "stop_month": "停发月份", "recovery_months": "应追回月份", "recovery_total": "应追回合计", "penalty": "罚款幅度",
    "min": "最低", "max": "最高",
    # employment deduction
    "deduction": "扣减", "counted_wage": "计入工资", "total_deducted": "扣减合计", "window": "扣减期",
    # price subsidy, payment start, review, deadline, lookup
    "triggered": "启动补贴", "rate": "涨幅", "first_amount": "首月金额", "cycle_months": "核查周期（月）", "next_due": "下次核查",
    "due_soon_from": "提前提醒自", "due_at": "期满时间", "count": "天数", "days": "逐日", "calendar_end": "日历期满日",
    "confirmed": "已确认", "document_number": "文号", "apply_by": "申领截止",
    # routing
    "mode": "办理方式", "steps": "各环节办理机构", "limit_working_days": "办结工作日", "intake": "受理", "economic_check": "核对",
    "home_visit": "入户调查", "first_review": "初审", "public_notice": "公示", "appraisal_organiser": "评议组织",
    "appraisal_assistant": "评议协助", "appraisal_place": "评议地点", "decision": "审核确认", "calculation": "计算救助金",
    "payment": "发放", "publication": "公布", "periodic_review": "定期核查",
    # rehearsal
    "households": "逐户", "before": "原金额", "programme_after": "调整后类别", "after": "调整后金额", "gains": "增加的家庭",
    "newly_qualifies_dibao": "新符合低保", "newly_edge": "新符合边缘家庭", "drops": "退出的家庭",
    "monthly_cost_before": "原每月支出", "monthly_cost_after": "调整后每月支出", "monthly_cost_if_all_apply": "全部申请后每月支出",
    "tekun_floor_ok": "特困标准不低于下限", "tekun_standard_urban": "城镇", "tekun_standard_rural_centralized": "农村集中",
    "tekun_standard_rural_dispersed": "农村分散",
}  # fmt: skip
WORDS = {
    **REASONS, **ROUTES, **UPLIFTS, **WARNINGS, **PROGRAMMES,
    "none": "无", "full": "具备", "partial": "部分丧失", "person": "本人", "institution": "供养机构", "street": "街道",
    "district": "区民政局", "one_city": "一城通办", "same_office": "同一街道", "hukou_only": "只能在户籍地办理", "urban": "城镇",
    "rural": "农村", "taper": "渐退", "hold": "暂停退出，原额发放", "stays_dibao": "仍符合低保", "moratorium_hold": "暂停退出",
    "stop": "停发", "stop_and_recover": "停发并追回", "labour_capacity": "有劳动能力", "income": "收入不低于标准",
    "property": "财产不符合规定", "ratio": "比例没有达到", "supporter_able": "法定义务人有履行能力", "child_scheme": "已选择孤儿等保障",
    "imprisoned": "在监狱服刑", "already_in_programme": "已在保", "not_edge_household": "不是低保边缘家庭",
    "expenditure_not_above_income": "支出没有超过上年收入", "no_hukou_or_permit": "没有本市户籍和居住证",
    "hukou_outside_region": "户籍不在本地区", "apply_at_hukou_office": "应到户籍地街道申请", "late": "超过申领期限",
    "cremated_outside": "不在规定地点火化", "disabled": "没有启用", "not_in_programme": "不在补贴范围",
    "heating_noncentral": "非集中供热", "excluded_public_sector": "机关事业单位人员", "excluded_insured_with_funeral_money": "已有丧葬待遇",
    "excluded_tekun_support": "特困人员另有丧葬待遇", "excluded_other_funeral_payment": "已领取其他丧葬补助",
    "unemployment_benefit": "领取失业保险金人员", "preferential": "优抚对象", "orphan": "孤儿",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """Part of an answer: words by name, or a table if it has columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def name_of(key: str) -> str:
    return NAMES.get(key, key)


def words_of(value: Any) -> str:
    """A plain value in words; what has no words of its own is written as it is."""
    if value is None or value == []:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(words_of, value))
    if isinstance(value, Mapping):
        return "；".join(f"{name_of(key)} {words_of(one)}" for key, one in value.items())
    return WORDS.get(value, str(value)) if isinstance(value, str) else str(value)


def told(kind: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """What of an answer is worth a row of its own: beside a ledger only what says something that the ledger does not."""
    if kind not in SELF_EXPLAINED:
        return {"end" if name == "due" else name: value for name, value in answer.items()}
    return {name: value for name, value in answer.items() if name not in SELF_EXPLAINED[kind] and value}


def sections_of(answer: Mapping[str, Any]) -> tuple[AnswerSection, ...]:
    """What stands alone first, then every list of rows and every group as a part of its own."""
    alone = {name: value for name, value in answer.items() if not _is_part(value)}
    parts = [_part(name_of(name), value) for name, value in answer.items() if _is_part(value)]
    first = [AnswerSection("结果", (), _pairs(alone))] if alone else []
    return (*first, *(part for found in parts for part in found))


def _is_part(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    )


def _pairs(values: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    return tuple((name_of(name), words_of(value)) for name, value in values.items())


def _part(title: str, value: Any) -> list[AnswerSection]:
    if isinstance(value, Mapping):
        return [AnswerSection(title, (), _pairs(value))]
    flat = [name for name in value[0] if not any(_is_part(row.get(name)) for row in value)]
    table = AnswerSection(
        title,
        tuple(map(name_of, flat)),
        tuple(tuple(words_of(row.get(name)) for name in flat) for row in value),
    )
    below = [
        part
        for row in value
        for name, inner in row.items()
        if _is_part(inner)
        for part in _part(f"{words_of(next(iter(row.values())))}：{name_of(name)}", inner)
    ]
    return [table, *below]
