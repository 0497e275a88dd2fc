"""The grids of a household that is only tried out: nobody's name or number is asked for."""

from typing import Any

from django import forms

from apps.core.forms import day_field
from apps.core.rows import MoneyField, PlainForm, RowForm
from apps.core.shapes import GridColumn
from apps.households.models import (
    Asset,
    Disability,
    Expense,
    HukouNature,
    Income,
    LabourCapacity,
    MemberStatus,
    Relation,
    WorkStatus,
)
from apps.rules.words import GRADES, ILLNESS_NAMES, PROGRAMMES

MOST_PEOPLE = 12
CHOOSE = ("", "请选择")
PEOPLE = [CHOOSE, *((str(number), f"第 {number} 行") for number in range(1, MOST_PEOPLE + 1))]
DISABILITIES = [
    ("", "无残疾"),
    *(
        (words, [(f"{code}-{grade}", f"{words}{GRADES[grade]}") for grade in range(1, 5)])
        for code, words in Disability.TYPES
    ),
]
HOMES = ("owned", "public_rental", "non_residential")
VEHICLES = (
    "car",
    "large_vehicle",
    "disabled_power_chair",
    "motorcycle",
    "electric_bicycle",
    "agricultural_vehicle",
)
OTHERS = ("luxury", "self_paid_study_abroad")
_FORMS = dict(Asset.FORMS)
WHAT = [
    CHOOSE,
    ("monetary", "货币财产"),
    ("registered_capital", "注册资本"),
    ("房产", [(f"home-{form}", _FORMS[form]) for form in HOMES]),
    ("车辆", [(f"vehicle-{form}", _FORMS[form]) for form in VEHICLES]),
    ("其他", [(f"other-{form}", _FORMS[form]) for form in OTHERS]),
]
EXEMPTIONS = [
    ("", "不豁免"),
    ("sold_only_home_for_illness", "因病出售唯一住房所得"),
    ("approved_exemption", "批准豁免"),
    ("medical_treatment", "治疗用车"),
    ("rehabilitation", "康复用车"),
]
BENEFITS = [("", "无"), ("dibao", "低保"), ("edge", "低保边缘"), ("tekun", "特困供养")]


class MonthField(forms.RegexField):
    """2025-06"""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(regex=r"^\d{4}-(0[1-9]|1[0-2])$", **kwargs)
        self.widget.attrs["placeholder"] = "2025-06"
        self.error_messages["invalid"] = "月份请写成 2025-06 的形式。"


class FlagsForm(PlainForm):
    """What is true of the household as a whole."""

    current_programme = forms.ChoiceField(
        label="目前在本件享受",
        choices=[
            (name, PROGRAMMES[name] if name != "none" else "未享受")
            for name in ("none", "dibao", "edge_household")
        ],
    )
    single_parent = forms.BooleanField(label="单亲家庭", required=False)
    no_children = forms.BooleanField(label="无子女", required=False)
    fp_special_support = forms.BooleanField(label="计划生育特别扶助", required=False)
    district_cash_condition = forms.BooleanField(label="区定其他情形", required=False)


class MemberRow(RowForm):
    """One member, called by a word (本人, 长子) and not by name."""

    content = ("person", "birth_date")

    person = forms.CharField(label="称呼", max_length=20)
    relation = forms.ChoiceField(label="与申请人关系", choices=[CHOOSE, *Relation.choices])
    birth_date = day_field("出生日期")
    labour_capacity = forms.ChoiceField(label="劳动能力", choices=[CHOOSE, *LabourCapacity.choices])
    work_status = forms.ChoiceField(label="就业状况", choices=[CHOOSE, *WorkStatus.choices])
    disability = forms.ChoiceField(label="残疾", choices=DISABILITIES, required=False)
    illness = forms.ChoiceField(
        label="病种", choices=[("", "无清单病种"), *ILLNESS_NAMES.items()], required=False
    )
    severe_illness = forms.ChoiceField(
        label="认定重病", choices=[("", "未认定"), ("yes", "已认定重病")], required=False
    )
    columns = (
        GridColumn("称呼", ("person",), kind="short"),
        GridColumn("与申请人关系", ("relation",), kind="short"),
        GridColumn("出生日期", ("birth_date",), kind="short"),
        GridColumn("劳动能力、就业", ("labour_capacity", "work_status"), kind="wide"),
        GridColumn("残疾", ("disability",), kind="short"),
        GridColumn("病种、认定重病", ("illness", "severe_illness"), kind="wide"),
    )


class UnusualRow(RowForm):
    """What differs from the usual: local urban household register, living together for years, able supporters."""

    content = ("person",)

    person = forms.ChoiceField(label="哪个成员", choices=PEOPLE)
    hukou_region = forms.ChoiceField(
        label="户籍",
        choices=[("", "本地"), ("TJ", "天津"), ("HB-QX", "石家庄桥西"), ("OTHER", "其他地区")],
        required=False,
    )
    hukou_nature = forms.ChoiceField(label="户口性质", choices=HukouNature.choices, required=False)
    co_resident = forms.ChoiceField(
        label="共同居住", choices=[("", "长期共同居住"), ("no", "不长期共同居住")], required=False
    )
    joint_residence_months = forms.IntegerField(
        label="共同居住月数", required=False, min_value=0, max_value=1200
    )
    status = forms.ChoiceField(label="身份", choices=[("", "一般"), *MemberStatus.choices], required=False)
    supporter_status = forms.ChoiceField(
        label="法定义务人",
        choices=[("", "有能力"), ("none", "没有"), ("unable", "无履行能力")],
        required=False,
    )
    first_start = MonthField(label="首次就业月份", required=False)
    refused_jobs = forms.IntegerField(label="拒绝工作次数", required=False, min_value=0, max_value=99)
    current_benefit = forms.ChoiceField(label="在其他件享受", choices=BENEFITS, required=False)
    columns = (
        GridColumn("成员", ("person",), kind="short"),
        GridColumn("户籍、性质", ("hukou_region", "hukou_nature")),
        GridColumn("共同居住、月数", ("co_resident", "joint_residence_months")),
        GridColumn("身份、义务人", ("status", "supporter_status")),
        GridColumn("首次就业、拒绝工作次数", ("first_start", "refused_jobs")),
        GridColumn("在其他件享受", ("current_benefit",), kind="short"),
    )


class IncomeRow(RowForm):
    """One line of income of one member."""

    content = ("amount",)

    person = forms.ChoiceField(label="哪个成员", choices=PEOPLE)
    type = forms.ChoiceField(label="收入种类", choices=[CHOOSE, *Income.TYPES])
    item = forms.ChoiceField(label="项目", choices=Income.ITEMS, required=False)
    period = forms.ChoiceField(label="期间", choices=Income.PERIODS)
    amount = MoneyField(label="金额")
    tax = MoneyField(label="个税", required=False)
    social_insurance = MoneyField(label="社保", required=False)
    housing_fund = MoneyField(label="公积金", required=False)
    cost = MoneyField(label="成本", required=False)
    columns = (
        GridColumn("成员", ("person",), kind="short"),
        GridColumn("收入种类、项目", ("type", "item"), kind="wide"),
        GridColumn("期间", ("period",), kind="short"),
        GridColumn("金额（元）", ("amount",), kind="number"),
        GridColumn("扣除：个税、社保", ("tax", "social_insurance")),
        GridColumn("公积金、成本", ("housing_fund", "cost")),
    )


class AssetRow(RowForm):
    """One thing owned; an exemption of money counts as approved, a car's as written."""

    content = ("what",)

    what = forms.ChoiceField(label="财产种类", choices=WHAT)
    amount = MoneyField(label="金额", required=False)
    area = MoneyField(label="建筑面积", required=False)
    exempt_reason = forms.ChoiceField(label="豁免", choices=EXEMPTIONS, required=False)
    approved = forms.ChoiceField(
        label="车辆豁免认定", choices=[("", "未认定"), ("yes", "同意"), ("no", "不同意")], required=False
    )
    columns = (
        GridColumn("种类", ("what",)),
        GridColumn("金额（元）", ("amount",), kind="number"),
        GridColumn("建筑面积（平方米）", ("area",), kind="number"),
        GridColumn("豁免", ("exempt_reason",)),
        GridColumn("车辆豁免认定", ("approved",)),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        what = data.get("what") or ""
        if what in ("monetary", "registered_capital") and data.get("amount") is None:
            self.add_error("amount", "请填写金额。")
        if what.startswith("home-") and data.get("area") is None:
            self.add_error("area", "请填写建筑面积。")
        return data


class SupporterRow(RowForm):
    """Somebody outside the household who owes support to one member; yuan a month."""

    content = ("household_income", "household_size", "court_amount", "actual_amount")

    person = forms.ChoiceField(label="赡养、抚养哪个成员", choices=PEOPLE)
    relation = forms.ChoiceField(label="是该成员的", choices=[CHOOSE, *Relation.choices])
    household_size = forms.IntegerField(label="家庭人数", min_value=1, max_value=30)
    household_income = MoneyField(label="家庭月收入")
    children_of_supported = forms.IntegerField(label="子女数", min_value=1, max_value=20, required=False)
    court_amount = MoneyField(label="判决或协议", required=False)
    actual_amount = MoneyField(label="实际给付", required=False)
    columns = (
        GridColumn("成员", ("person",), kind="short"),
        GridColumn("义务人是其", ("relation",), kind="short"),
        GridColumn("义务人家庭人数、月收入", ("household_size", "household_income")),
        GridColumn("被赡养人子女数", ("children_of_supported",), kind="short"),
        GridColumn("每月判决或协议、实际给付", ("court_amount", "actual_amount")),
    )


class ExpenditureRow(RowForm):
    """What had to be spent."""

    content = ("amount",)

    category = forms.ChoiceField(label="支出种类", choices=[CHOOSE, *Expense.CATEGORIES])
    period = forms.ChoiceField(label="期间", choices=[*reversed(Income.PERIODS)])
    amount = MoneyField(label="金额")
    reimbursed = MoneyField(label="已报销", required=False)
    columns = (
        GridColumn("支出种类", ("category",)),
        GridColumn("期间", ("period",)),
        GridColumn("金额（元）", ("amount",), kind="number"),
        GridColumn("已报销（元）", ("reimbursed",), kind="number"),
    )
