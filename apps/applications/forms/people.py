"""The grids of step 2: members, what is unusual about them, their incomes; and who supports them from outside."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from apps.applications.queries.duplicates import conflicts_of_numbers
from apps.core.chinese import date_text
from apps.core.errors import Refused
from apps.core.forms import day_field
from apps.core.names import normalise_name
from apps.core.rows import MoneyField, NumberInput, Row, RowForm, RowSet
from apps.core.shapes import GridColumn
from apps.households.indexes import clean_number
from apps.households.models import (
    Disability,
    HukouNature,
    Income,
    LabourCapacity,
    MemberStatus,
    Relation,
    Sex,
    WorkStatus,
)
from apps.households.queries.page import age_on
from apps.rules.errors import RuleError
from apps.rules.id_number import IdNumber, parse_id_number
from apps.rules.words import ILLNESS_NAMES

GRADES = dict(Disability._meta.get_field("grade").choices)
DISABILITIES = [
    ("", "无残疾"),
    *(
        (word, [(f"{code}-{grade}", f"{word}{GRADES[grade]}") for grade in GRADES])
        for code, word in Disability.TYPES
    ),
]
CHOOSE = ("", "请选择")


def parsed_or_none(number: str, on: dt.date) -> IdNumber | None:
    """What a right number says; None for a wrong one."""
    try:
        return parse_id_number(clean_number(number), on)
    except RuleError:
        return None


class MemberForm(RowForm):
    """One member. The number gives birth date, sex and age; a wrong one stays visible, to be corrected."""

    content = ("name", "id_number")

    name = forms.CharField(label="姓名", max_length=50)
    id_number = forms.CharField(label="身份证号", max_length=30, required=False, widget=NumberInput)
    relation = forms.ChoiceField(label="与申请人关系", choices=[CHOOSE, *Relation.choices])
    labour_capacity = forms.ChoiceField(label="劳动能力", choices=[CHOOSE, *LabourCapacity.choices])
    work_status = forms.ChoiceField(label="就业状况", choices=[CHOOSE, *WorkStatus.choices])
    disability = forms.ChoiceField(label="残疾", choices=DISABILITIES, required=False)
    certificate = forms.CharField(label="残疾人证号后四位", max_length=4, required=False)
    illness = forms.ChoiceField(
        label="病种", choices=[("", "无重病"), *ILLNESS_NAMES.items()], required=False
    )
    columns = (
        GridColumn("姓名", ("name",), kind="short"),
        GridColumn("身份证号", ("id_number",), kind="wide"),
        GridColumn("出生日期、性别", derived=("birth", "age", "sex")),
        GridColumn("与申请人关系", ("relation",), kind="short"),
        GridColumn("劳动能力、就业", ("labour_capacity", "work_status"), kind="wide"),
        GridColumn("残疾、证号后四位", ("disability", "certificate"), kind="wide"),
        GridColumn("病种", ("illness",), kind="short"),
    )

    def __init__(self, *args: Any, on: dt.date, unusual: dict[str, Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.unusual = unusual.get(self.typed("key"), {})
        widget = self.fields["id_number"].widget
        widget.attrs |= {"data-id-number": "", "autocomplete": "off", "data-today": on.isoformat()}
        parsed = parsed_or_none(self.typed("id_number"), on)
        if parsed:
            widget.keep("已校验")
            self.passed = {"id_number": "校验通过"}
        self.derived = self._derived(parsed)
        self.fields["certificate"].widget.attrs["placeholder"] = "证号后四位"

    def whose(self) -> str:
        name = self.typed("name") if self.is_bound else ""
        return f"{name}的" if name else ""

    def _derived(self, parsed: IdNumber | None) -> dict[str, str]:
        if not parsed:
            return {}
        born = parsed.birth_date
        return {
            "birth": date_text(born),
            "age": f"{age_on(born, self.on)} 岁",
            "sex": Sex(parsed.sex).label,
        }

    def clean_name(self) -> str:
        try:
            return normalise_name(self.cleaned_data["name"])
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    def clean_id_number(self) -> str:
        number = clean_number(self.cleaned_data["id_number"])
        if not number:
            if self.unusual.get("birth_date") and self.unusual.get("sex"):
                return ""
            raise forms.ValidationError(
                f"请填写{self.whose()}身份证号；没有号码的，在“与一般情况不同的”里填写出生日期和性别。"
            )
        try:
            return parse_id_number(number, self.on).number
        except RuleError as error:
            raise forms.ValidationError(f"{self.whose()}{error.message}") from error

    def clean_certificate(self) -> str:
        certificate = clean_number(self.cleaned_data["certificate"])
        if self.cleaned_data.get("disability") and len(certificate) != 4:
            raise forms.ValidationError(f"请填写{self.whose()}残疾人证号后四位。")
        return certificate


class MemberSet(RowSet):
    """The members together: one applicant, nobody twice, nobody in another live case or award."""

    def clean(self) -> None:
        forms_in_use = [form for form in self.forms if form.has_changed()]
        heads = [form for form in forms_in_use if form.typed("relation") == "head"]
        if len(heads) != 1:
            raise forms.ValidationError(
                f"“与申请人关系”为“本人”的须有且只有一人，现有 {len(heads)} 人；请改正。"
            )
        numbers = {form: form.cleaned_data.get("id_number", "") for form in forms_in_use}
        self._refuse_twice(numbers)
        conflicts = conflicts_of_numbers(numbers.values(), forms_in_use[0].on)
        for form, number in numbers.items():
            if number in conflicts:
                form.add_error("id_number", conflicts[number].sentence)
            elif number:
                form.passed = {"id_number": "校验通过，本市无在办"}

    def _refuse_twice(self, numbers: dict[MemberForm, str]) -> None:
        seen: set[str] = set()
        for form, number in numbers.items():
            if number and number in seen:
                form.add_error("id_number", f"{form.whose()}身份证号列了两次；请删去重复的一行。")
            seen.add(number)


class PersonRowForm(RowForm):
    """A row that belongs to a member, chosen from those of the same entry."""

    person = forms.ChoiceField(label="谁的")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [CHOOSE, *people]
        self.fields["person"].widget.attrs["data-people"] = ""


class UnusualForm(PersonRowForm):
    """What differs from the usual: city household register, living together for years, no special status."""

    content = ("person",)

    birth_date = day_field("出生日期", required=False)
    sex = forms.ChoiceField(label="性别", choices=[("", "无证件号时填"), *Sex.choices], required=False)
    hukou_nature = forms.ChoiceField(label="户口性质", choices=HukouNature.choices, required=False)
    hukou_region = forms.ChoiceField(
        label="户籍", choices=[("TJ", "本市"), ("OTHER", "外省市"), ("HB-QX", "石家庄桥西")], required=False
    )
    joint_residence_months = forms.IntegerField(
        label="共同居住月数", required=False, min_value=0, max_value=1200
    )
    co_resident = forms.ChoiceField(
        label="共同居住", choices=[("yes", "长期共同居住"), ("no", "不长期共同居住")], required=False
    )
    status = forms.ChoiceField(label="身份", choices=[("", "一般"), *MemberStatus.choices], required=False)
    severe = forms.ChoiceField(label="认定重病", choices=[("", "否"), ("yes", "已认定重病")], required=False)
    authorised = forms.ChoiceField(
        label="核对授权", choices=[("yes", "已签"), ("no", "未签")], required=False
    )
    columns = (
        GridColumn("谁", ("person",), kind="short"),
        GridColumn("无证件号：出生日期、性别", ("birth_date", "sex")),
        GridColumn("户口性质、户籍", ("hukou_nature", "hukou_region")),
        GridColumn("共同居住、月数", ("co_resident", "joint_residence_months")),
        GridColumn("身份、重病", ("status", "severe")),
        GridColumn("核对授权", ("authorised",), kind="short"),
    )


class IncomeForm(PersonRowForm):
    """One line of income."""

    content = ("amount", "note")

    type = forms.ChoiceField(label="收入种类", choices=[CHOOSE, *Income.TYPES])
    item = forms.ChoiceField(label="项目", choices=Income.ITEMS, required=False)
    period = forms.ChoiceField(label="算法", choices=[CHOOSE, *Income.PERIODS])
    amount = MoneyField(label="金额")
    tax = MoneyField(label="个税", required=False)
    social_insurance = MoneyField(label="社保", required=False)
    housing_fund = MoneyField(label="公积金", required=False)
    cost = MoneyField(label="成本", required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)
    columns = (
        GridColumn("谁的", ("person",), kind="short"),
        GridColumn("收入种类、项目", ("type", "item"), kind="wide"),
        GridColumn("算法", ("period",), kind="short"),
        GridColumn("金额", ("amount",), kind="number"),
        GridColumn("扣除：个税、社保", ("tax", "social_insurance")),
        GridColumn("公积金、成本", ("housing_fund", "cost")),
        GridColumn("说明", ("note",)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("tax", "social_insurance", "housing_fund", "cost"):
            self.fields[name].widget.attrs["placeholder"] = self.fields[name].label
