"""Who supports the applicant from outside: what dibao asks, and what tekun asks."""

import datetime as dt
from typing import Any

from django import forms

from apps.applications.forms.people import CHOOSE, DISABILITIES, PersonRowForm, parsed_or_none
from apps.core.forms import day_field
from apps.core.rows import MoneyField, NumberInput
from apps.core.shapes import GridColumn
from apps.households.indexes import clean_number
from apps.households.models import Relation, SupporterProgramme, SupporterStatus
from apps.rules.errors import RuleError
from apps.rules.id_number import parse_id_number


class NumberedForm(PersonRowForm):
    """A supporter, whose number may be told at once, so that the check can ask about him."""

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        widget = self.fields["id_number"].widget
        widget.attrs |= {"autocomplete": "off"}
        if parsed_or_none(self.typed("id_number"), on):
            widget.keep("已校验")

    def clean_id_number(self) -> str:
        number = clean_number(self.cleaned_data["id_number"])
        if not number:
            return ""
        try:
            return parse_id_number(number, self.on).number
        except RuleError as error:
            raise forms.ValidationError(error.message) from error


class SupporterForm(NumberedForm):
    """Somebody outside the household who owes support to one member."""

    content = ("name",)

    name = forms.CharField(label="义务人姓名", max_length=50)
    id_number = forms.CharField(label="身份证号", max_length=30, required=False, widget=NumberInput)
    relation = forms.ChoiceField(label="是被赡养人的", choices=[CHOOSE, *Relation.choices])
    household_size = forms.IntegerField(label="家庭人数", min_value=1, max_value=30)
    household_income = MoneyField(label="家庭月收入")
    children_of_supported = forms.IntegerField(label="子女数", min_value=1, max_value=20, required=False)
    court_amount = MoneyField(label="判决或协议", required=False)
    actual_amount = MoneyField(label="实际给付", required=False)
    columns = (
        GridColumn("义务人姓名", ("name",), kind="short"),
        GridColumn("身份证号（可不填）", ("id_number",), kind="wide"),
        GridColumn("赡养、抚养谁", ("person",), kind="short"),
        GridColumn("关系", ("relation",), kind="short"),
        GridColumn("家庭人数、月收入", ("household_size", "household_income")),
        GridColumn("被赡养人子女数", ("children_of_supported",), kind="short"),
        GridColumn("每月判决或协议、实际给付", ("court_amount", "actual_amount")),
    )


class TekunSupporterForm(NumberedForm):
    """A legal supporter and what the law asks to see whether he is able (《特困人员认定办法》第八条)."""

    content = ("name",)

    name = forms.CharField(label="义务人姓名", max_length=50)
    id_number = forms.CharField(label="身份证号", max_length=30, required=False, widget=NumberInput)
    relation = forms.ChoiceField(label="是被赡养人的", choices=[CHOOSE, *Relation.choices])
    birth_date = day_field("出生日期")
    programme = forms.ChoiceField(label="本人待遇", choices=SupporterProgramme.choices, required=False)
    disability = forms.ChoiceField(label="残疾", choices=DISABILITIES, required=False)
    status = forms.ChoiceField(
        label="情形", choices=[("", "没有特殊情形"), *SupporterStatus.choices], required=False
    )
    annual_income = MoneyField(label="本人年收入", required=False)
    property_ok = forms.ChoiceField(
        label="财产", choices=[("yes", "财产符合规定"), ("no", "财产超过规定")], required=False
    )
    columns = (
        GridColumn("义务人姓名", ("name",), kind="short"),
        GridColumn("身份证号（可不填）", ("id_number",), kind="wide"),
        GridColumn("是谁的义务人", ("person",), kind="short"),
        GridColumn("关系", ("relation",), kind="short"),
        GridColumn("出生日期", ("birth_date",)),
        GridColumn("本人待遇、情形", ("programme", "status")),
        GridColumn("残疾", ("disability",), kind="short"),
        GridColumn("本人年收入（元）、财产", ("annual_income", "property_ok")),
    )
