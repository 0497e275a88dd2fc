"""Which papers an application needs, and which are read from shared data and must not be asked for.

《最低生活保障审核确认办法》第十条「…能够通过国家或者地方政务服务平台查询的相关材料，不再要求重复提交」.
"""

from collections.abc import Callable
from dataclasses import dataclass

from apps.applications.entry import Entry


@dataclass(frozen=True, slots=True)
class MaterialRule:
    """A paper; `shared`: obtained from shared data as a rule; `needed`: whether this application needs it."""

    code: str
    name: str
    shared: bool = False
    needed: Callable[[Entry], bool] = lambda entry: True
    hint: str = ""


MATERIALS: tuple[MaterialRule, ...] = (
    MaterialRule("application_form", "社会救助申请表", hint="申请人签字"),
    MaterialRule("authorisation", "家庭经济状况核对授权书", hint="全体成年成员签字"),
    MaterialRule(
        "tekun_statement",
        "劳动能力、生活来源和法定义务人情况书面声明",
        needed=lambda entry: entry.programme == "tekun_support",
        hint="申请人签字；本人不便的由社区协助",
    ),
    MaterialRule(
        "supporter_authorisation",
        "法定义务人核对授权书",
        needed=lambda entry: entry.programme == "tekun_support" and bool(entry.supporters),
        hint="每位义务人签字",
    ),
    MaterialRule("pledge", "诚信承诺书", hint="申请人签字"),
    MaterialRule("id_cards", "家庭成员身份证", shared=True, hint="公安人口信息已共享"),
    MaterialRule("hukou_book", "户口簿", shared=True, hint="公安人口信息已共享"),
    MaterialRule("marriage", "婚姻状况证明", shared=True, hint="婚姻登记信息已共享"),
    MaterialRule(
        "disability_certificate",
        "残疾人证",
        shared=True,
        needed=lambda entry: any(member.disabilities for member in entry.members),
        hint="残联信息已共享",
    ),
    MaterialRule(
        "medical_records",
        "诊断证明或病历",
        needed=lambda entry: any(member.illnesses or member.severe_illness for member in entry.members),
        hint="患病成员，二级以上医院",
    ),
    MaterialRule(
        "income_statement",
        "收入证明",
        needed=lambda entry: any(income.type == "W" for income in entry.incomes),
        hint="用人单位出具；灵活就业由本人声明",
    ),
    MaterialRule(
        "residence_proof",
        "居住证明",
        needed=lambda entry: entry.residence_office != entry.hukou_office,
        hint="租房合同、房本或社区证明之一",
    ),
    MaterialRule(
        "expense_receipts", "刚性支出票据", needed=lambda entry: bool(entry.expenses), hint="近12个月"
    ),
    MaterialRule(
        "agent_authority", "代办委托书", needed=lambda entry: entry.channel == "agent", hint="申请人签字"
    ),
)
BY_CODE = {rule.code: rule for rule in MATERIALS}
OBTAINABLE_NAMES = frozenset(rule.name for rule in MATERIALS if rule.shared)
REQUIRED_NAMES = frozenset(rule.name for rule in MATERIALS)


def needed_for(entry: Entry) -> tuple[MaterialRule, ...]:
    """The papers that this application needs, in order."""
    return tuple(rule for rule in MATERIALS if rule.needed(entry))
