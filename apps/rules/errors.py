"""Refusals of the rules: a closed list of codes, each with a sentence that says what to do next."""

from __future__ import annotations

from datetime import date

ID_DETAILS = {
    "old_15_digit": "这是15位旧证号码，请按现行身份证录入18位号码。",
    "length": "号码不是18位，请对照证件重新录入。",
    "characters": "前17位须为数字，末位须为数字或X，请对照证件重新录入。",
    "birth_date": "号码中的出生日期不存在、早于1900年或晚于计算日，请对照证件重新录入。",
    "check_digit": "校验码不符，有一位数字录错，请对照证件重新录入。",
}

MESSAGES = {
    "no_members": "没有可计入的家庭成员，人数须至少为1。请核对家庭成员和共同生活情况。",
    "duplicate_person": "同一人（{detail}）列了两次。请删去重复的一行。",
    "invalid_id_number": "身份证号码不正确。{hint}",
    "id_number_mismatch": "{detail}的身份证号码与出生日期不一致。请对照证件改正其中一项。",
    "future_birth_date": "{detail}的出生日期晚于计算日。请核对出生日期。",
    "unknown_relation": "与申请人的关系“{detail}”不在清单内。请从清单中选择。",
    "unknown_status": "人员状态“{detail}”不在清单内。请从清单中选择。",
    "unknown_disability_type": "残疾类别“{detail}”不在清单内。请对照残疾人证选择。",
    "invalid_disability_grade": "残疾等级“{detail}”不是一至四级。请对照残疾人证填写。",
    "unknown_illness": "病种“{detail}”不在清单内。不在清单的病种请选“其他疾病”。",
    "unknown_income_type": "收入类型“{detail}”不在清单内。请选择工资、经营、财产、转移或其他。",
    "unknown_income_item": "收入项目“{detail}”不在清单内。没有对应项目的请选“一般收入”。",
    "income_without_period": "这笔收支没有写明期间。请选择“每月”或“12个月合计”。",
    "negative_amount": "金额{detail}小于零。请填写零或正数。",
    "invalid_amount": "金额“{detail}”不是最多两位小数的数字。请重新填写。",
    "missing_standard": "{region}在{day}没有生效的标准{detail}。{hint}",
    "unknown_standard": "标准表里没有代码{detail}。请核对代码。",
    "unknown_parameter": "参数{detail}不在标准表内。请核对代码，或先登记该标准。",
    "parameter_out_of_range": "参数{detail}的数值超出允许范围。请按文件核对后更正。",
    "calendar_not_available": "{day}的工作日安排还没有录入。请录入该年的放假通知；在此之前只能按平日推算预计日期。",
    "missing_month": "缺少{detail}的收入情况。请补充该月及以前的记录。",
    "duplicate_month": "{detail}列了两次。请合并为一行。",
    "incomplete_self_care": "自理能力评估须恰好填写六项指标。请补齐吃饭、穿衣、上下床、如厕、室内行走、洗澡。",
    "unknown_rule": "没有名为“{detail}”的规则。请核对规则名称。",
    "unknown_category": "没有名为“{detail}”的救助类别。请选择低保、低保边缘家庭或特困供养。",
    "unknown_change": "没有名为“{detail}”的待遇变动。请选择新增、增加、减少、停发或死亡。",
    "unknown_type": "没有名为“{detail}”的临时救助类型。请选择急难型或支出型。",
    "unknown_group": "没有名为“{detail}”的补贴人群。请从清单中选择。",
    "unknown_item": "没有名为“{detail}”的补贴项目。请选择丧葬、年终或采暖。",
    "unknown_expenditure": "没有名为“{detail}”的刚性支出类别。请从清单中选择。",
}

# Figures of the year before, published once a year: each is entered for the year that refers to it.
YEARLY = {"citywide_disposable_income"}


def how_to_enter(code: str, day: date | None) -> str:
    """Who enters a missing standard, where, and for which days."""
    if code in YEARLY and day:
        return (
            f"{day.year}年引用{day.year - 1}年的统计数：请政策管理人员在“标准”中登记新数值，"
            f"自{day.year}年1月1日至12月31日有效，由另一人批准后再测算。"
        )
    return "请政策管理人员在“标准”中登记该日适用的数值和文件，由另一人批准后再测算。"


class RuleError(Exception):
    """A rule refuses: `code` of the closed list, `detail` what it is about, `message` for the reader."""

    def __init__(self, code: str, detail: str | None = None, *, region: str = "", day: date | None = None):
        self.code = code
        self.detail = detail
        self.region = region
        self.day = day
        self.message = MESSAGES[code].format(
            detail=detail or "",
            hint=_hint(code, detail or "", day),
            region=region,
            day=f"{day:%Y}年{day.month}月{day.day}日" if day else "",
        )
        super().__init__(self.message)


def _hint(code: str, detail: str, day: date | None) -> str:
    if code == "missing_standard":
        return how_to_enter(detail, day)
    return ID_DETAILS.get(detail, "请对照证件重新录入。")
