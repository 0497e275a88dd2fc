"""Steps 1, 3, 4 and 5: the request itself, property, expenses and causes, papers."""

import datetime as dt
from itertools import groupby
from typing import Any

from django import forms

from apps.applications.forms.people import CHOOSE, PersonRowForm
from apps.applications.materials import MATERIALS, MaterialRule
from apps.applications.models import Material
from apps.applications.services.relation import KINS
from apps.benefits.models import Choice
from apps.core.forms import day_field
from apps.core.rows import MoneyField, NumberInput, PlainForm, RowForm
from apps.core.shapes import GridColumn
from apps.households.indexes import clean_number
from apps.households.models import Asset, Expense, Income
from apps.offices.models import Community, Level, Office
from apps.routing.models import Programme

KIND_FORMS = {
    "monetary": ("deposit", "securities", "insurance", "internet_fin"),
    "home": ("owned", "public_rental", "non_residential"),
    "vehicle": (
        "car", "large_vehicle", "disabled_power_chair", "motorcycle", "electric_bicycle", "agricultural_vehicle",
    ),
    "registered_capital": ("company",),
    "other": ("luxury", "self_paid_study_abroad"),
}  # fmt: skip
_KINDS, _FORMS = dict(Asset.KINDS), dict(Asset.FORMS)
WHAT = [
    CHOOSE,
    *(
        (_KINDS[kind], [(f"{kind}-{form}", _FORMS[form]) for form in forms_of])
        for kind, forms_of in KIND_FORMS.items()
    ),
]
CAUSES = [
    ("illness", "因病"),
    ("disability", "因残"),
    ("unemployment", "失业"),
    ("elderly", "年老"),
    ("single_parent", "单亲抚养"),
    ("education", "因学"),
    ("disaster", "因灾"),
    ("accident", "意外事故"),
    ("other", "其他"),
]
CONDITIONS = [
    ("single_parent", "单亲家庭"),
    ("no_children", "无子女"),
    ("fp_special_support", "计划生育特别扶助"),
    ("district_cash_condition", "区定其他情形"),
    ("contracted_land", "有承包土地"),
    ("collective_distribution", "参加农村集体经济收益分配"),
    ("child_scheme_chosen", "已选择孤儿、事实无人抚养儿童保障"),
]


def streets_by_district() -> list[tuple[str, list[tuple[int, str]]]]:
    """All streets under their districts, as the choices of a select."""
    streets = Office.objects.filter(level=Level.STREET).select_related("parent").order_by("code")
    return [
        (str(district or "其他"), [(street.pk, street.name) for street in group])
        for district, group in groupby(streets, key=lambda street: street.parent)
    ]


class ApplicationForm(PlainForm):
    """Step 1: who handles it, how it came, what was signed."""

    programme = forms.ChoiceField(
        label="申请类别",
        choices=Programme.choices,
        help_text="特困供养按人认定，一件只登记申请人一人",
    )
    residence_office = forms.ModelChoiceField(
        label="居住地街道", queryset=Office.objects.filter(level=Level.STREET)
    )
    residence_community = forms.CharField(label="居住地社区", max_length=50, required=False)
    hukou_office = forms.ModelChoiceField(
        label="户籍地街道", queryset=Office.objects.filter(level=Level.STREET)
    )
    hukou_community = forms.CharField(label="户籍地社区", max_length=50, required=False)
    address = forms.CharField(label="居住地址", max_length=200)
    phone = forms.CharField(label="申请人手机", max_length=20, required=False, widget=NumberInput)
    channel = forms.ChoiceField(
        label="申请方式",
        choices=[("window", "窗口"), ("online", "网上"), ("agent", "代办"), ("community", "社区协助")],
    )
    agent_name = forms.CharField(label="代办人", max_length=50, required=False, help_text="代办时填写")
    authorised_on = day_field(
        "核对授权书签字日期", help_text="全体成年成员签字；未签的人在“与一般情况不同的”里选“未签”"
    )
    authorisation_form = forms.ChoiceField(
        label="授权形式", choices=[("paper", "纸质"), ("electronic", "电子")]
    )
    staff_relation = forms.CharField(
        label="与经办人员的近亲属关系",
        max_length=90,
        required=False,
        help_text="没有就留空；有的写明与谁、什么关系，例如 何立群的哥哥",
    )
    staff_kin = forms.ChoiceField(
        label="该人员是申请人的", choices=KINS, required=False, help_text="写到本街道人员姓名的，即时备案回避"
    )
    bank = forms.CharField(label="开户银行", max_length=60, required=False)
    account_number = forms.CharField(
        label="银行账号", max_length=40, required=False, widget=NumberInput, help_text="户名为申请人"
    )
    single_choice = forms.ChoiceField(
        label="符合单人户条件时的选择",
        choices=[("", "看到测算后再选"), *Choice.choices],
        required=False,
        help_text="重残、重病成员可能符合单人户；这里只是意愿，测算后另行签字",
    )
    pledged = forms.BooleanField(label="申请人已签诚信承诺书", required=False)

    def __init__(self, *args: Any, office: Office, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.on = office, on
        streets = [CHOOSE, *streets_by_district()]
        for name in ("residence_office", "hukou_office"):
            self.fields[name].choices = streets
            self.fields[name].error_messages["required"] = f"请选择{self.fields[name].label}。"
        for name in ("residence_community", "hukou_community"):
            self.fields[name].widget.attrs["list"] = "communities"
        self._hide_right_numbers()

    def _hide_right_numbers(self) -> None:
        for name in ("phone", "account_number") if self.is_bound else ():
            number = clean_number(str(self.data.get(name, "")))
            if len(number) > 8 and name not in self.errors:
                self.fields[name].widget.keep(f"已填，尾号 {number[-4:]}；改号请重新输入")

    def clean_phone(self) -> str:
        phone = clean_number(self.cleaned_data["phone"])
        if phone and not (phone.isdigit() and 7 <= len(phone) <= 12):
            raise forms.ValidationError("手机号应为 11 位数字，座机连区号；请核对。")
        return phone

    def clean_account_number(self) -> str:
        number = clean_number(self.cleaned_data["account_number"])
        if number and not (number.isdigit() and 10 <= len(number) <= 30):
            raise forms.ValidationError("银行账号应为 10 至 30 位数字；请对照存折或银行卡填写。")
        return number

    def clean_authorised_on(self) -> dt.date:
        day = self.cleaned_data["authorised_on"]
        if day > self.on:
            raise forms.ValidationError("核对授权书签字日期晚于今天；请核对。")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        here = {data.get("residence_office"), data.get("hukou_office")}
        if None not in here and self.office not in here:
            self.add_error(
                "residence_office",
                f"居住地街道和户籍地街道都不是{self.office}；请改正，或请申请人到其中之一申请。",
            )
        if data.get("channel") == "agent" and not data.get("agent_name"):
            self.add_error("agent_name", "代办申请请填写代办人姓名。")
        if data.get("account_number") and not data.get("bank"):
            self.add_error("bank", "填了银行账号，请填写开户银行。")
        for side in ("residence", "hukou"):
            data[f"{side}_community"] = self._community(side, data)
        return data

    def _community(self, side: str, data: dict[str, Any]) -> Community | None:
        name, office = (data.get(f"{side}_community") or "").strip(), data.get(f"{side}_office")
        if not name or office is None:
            return None
        found = Community.objects.filter(office=office, name=name).first()
        if found is None:
            self.add_error(f"{side}_community", f"{office}没有名为“{name}”的社区；请从清单选择，或者留空。")
        return found


class AssetForm(PersonRowForm):
    """One thing owned: money needs an amount, a home its area."""

    content = ("what", "amount", "area", "note")

    what = forms.ChoiceField(label="财产种类", choices=WHAT)
    amount = MoneyField(label="金额", required=False, max_digits=14)
    area = forms.DecimalField(
        label="建筑面积",
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    exempt_reason = forms.ChoiceField(
        label="申请豁免",
        choices=[("", "不申请"), *Asset._meta.get_field("exempt_reason").choices],
        required=False,
    )
    note = forms.CharField(label="说明", max_length=200, required=False)
    columns = (
        GridColumn("种类", ("what",)),
        GridColumn("谁的", ("person",), kind="short"),
        GridColumn("金额（元）", ("amount",), kind="number"),
        GridColumn("建筑面积（平方米）", ("area",), kind="number"),
        GridColumn("申请豁免", ("exempt_reason",)),
        GridColumn("说明", ("note",)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].required = False
        self.fields["person"].choices = [("", "全家"), *self.fields["person"].choices[1:]]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        kind = (data.get("what") or "").partition("-")[0]
        if kind in ("monetary", "registered_capital") and data.get("amount") is None:
            self.add_error("amount", f"请填写{_KINDS[kind]}的金额。")
        if kind == "home" and data.get("area") is None:
            self.add_error("area", "请填写住房的建筑面积。")
        return data


class ExpenseForm(RowForm):
    """What had to be spent."""

    content = ("amount",)

    category = forms.ChoiceField(label="支出种类", choices=[CHOOSE, *Expense.CATEGORIES])
    period = forms.ChoiceField(label="期间", choices=[*reversed(Income.PERIODS)])
    amount = MoneyField(label="金额")
    reimbursed = MoneyField(label="已报销", required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)
    columns = (
        GridColumn("支出种类", ("category",)),
        GridColumn("期间", ("period",)),
        GridColumn("金额（元）", ("amount",), kind="number"),
        GridColumn("已报销（元）", ("reimbursed",), kind="number"),
        GridColumn("说明", ("note",)),
    )


class HardshipForm(PlainForm):
    """Why it is hard, and what is true of the whole household."""

    causes = forms.MultipleChoiceField(
        label="困难原因", choices=CAUSES, widget=forms.CheckboxSelectMultiple, help_text="可选几项"
    )
    conditions = forms.MultipleChoiceField(
        label="家庭情形", choices=CONDITIONS, widget=forms.CheckboxSelectMultiple, required=False
    )


class MaterialsForm(PlainForm):
    """Which papers are there. What shared data give is not asked for."""

    def __init__(self, *args: Any, rules: tuple[MaterialRule, ...] = MATERIALS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        for rule in rules:
            label, hint = rule.name, rule.hint
            self.fields[rule.code] = forms.ChoiceField(
                label=label,
                help_text=hint,
                choices=[CHOOSE, *Material.STATES],
                initial="shared" if rule.shared else "",
                error_messages={"required": f"请选择“{label}”的状态。"},
            )
