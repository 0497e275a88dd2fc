"""登记变更: each kind asks only for what it needs."""

import datetime as dt

from django import forms

from apps.core.forms import WordedForm, day_field
from apps.households.models import Income, LabourCapacity, Relation, Sex, WorkStatus
from apps.reviews.models import ChangeKind, Found

FIELDS: dict[str, tuple[str, ...]] = {
    ChangeKind.BIRTH: ("name", "sex", "id_number"),
    ChangeKind.DEATH: ("person",),
    ChangeKind.MOVE_IN: ("name", "id_number", "relation", "labour_capacity", "work_status"),
    ChangeKind.MOVE_OUT: ("person",),
    ChangeKind.JOB_START: ("person", "amount", "first_job", "note"),
    ChangeKind.JOB_END: ("person",),
    ChangeKind.INCOME: ("person", "type", "amount"),
    ChangeKind.PROPERTY: ("amount",),
    ChangeKind.RESIDENCE: ("office", "address"),
    ChangeKind.HUKOU: ("office",),
    ChangeKind.REFUSED_JOB: ("person",),
    ChangeKind.SELF_CARE: ("person",),
}
OPTIONAL = ("id_number", "note", "first_job", "address")
AMOUNT = {
    ChangeKind.JOB_START: "月工资（元）",
    ChangeKind.INCOME: "每月金额（元）",
    ChangeKind.PROPERTY: "存款等货币财产合计（元）",
}
ALWAYS = ("happened_on", "found", "evidence")


class ChangeForm(WordedForm):
    """One change. The day of the event is asked first, since everything is computed from it."""

    happened_on = day_field("发生日期")
    person = forms.TypedChoiceField(label="谁", coerce=int)
    name = forms.CharField(label="姓名", max_length=50)
    sex = forms.ChoiceField(label="性别", choices=Sex.choices, widget=forms.RadioSelect)
    id_number = forms.CharField(label="身份证号", max_length=30, help_text="还没有办理的可以空着")
    relation = forms.ChoiceField(
        label="与户主关系", choices=[one for one in Relation.choices if one[0] != "head"]
    )
    labour_capacity = forms.ChoiceField(label="劳动能力", choices=LabourCapacity.choices)
    work_status = forms.ChoiceField(label="就业状况", choices=WorkStatus.choices)
    type = forms.ChoiceField(label="收入种类", choices=Income.TYPES)
    amount = forms.DecimalField(label="金额（元）", min_value=0, max_digits=12, decimal_places=2)
    first_job = forms.BooleanField(label="首次就业", help_text="首次就业的，12 个月内扣减就业成本")
    note = forms.CharField(label="单位或者说明", max_length=200)
    office = forms.ChoiceField(label="迁入的街道")
    address = forms.CharField(label="新住址", max_length=200)
    found = forms.ChoiceField(
        label="怎样知道的", choices=Found.choices, initial=Found.REPORTED, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label="凭据", max_length=200, required=False, help_text="例如出生医学证明；能共享查询的不用家庭提供"
    )

    def __init__(
        self, *args, kind: str, people: list[tuple[int, str]], streets: list[tuple[str, str]], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name not in (*ALWAYS, *FIELDS[kind]):
                del self.fields[name]
        for name in OPTIONAL:
            if name in self.fields:
                self.fields[name].required = False
        if "person" in self.fields:
            self.fields["person"].choices = people
        if "office" in self.fields:
            self.fields["office"].choices = streets
        if "amount" in self.fields:
            self.fields["amount"].label = AMOUNT[kind]
            self.fields["amount"].error_messages["required"] = f"请填写{AMOUNT[kind].split('（')[0]}。"
        if kind in (ChangeKind.BIRTH, ChangeKind.DEATH, ChangeKind.RESIDENCE, ChangeKind.HUKOU):
            self.fields["found"].widget = forms.HiddenInput()

    def told(self) -> dict[str, object]:
        """What the kind asked for, without the fields that every change has."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in (*ALWAYS, "person")}
        return {name: value for name, value in data.items() if not isinstance(value, dt.date)}
