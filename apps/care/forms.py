"""The form of the self-care assessment: six indicators, who assessed, where the person is to be cared for."""

from typing import Any

from django import forms

from apps.care.models import Placement
from apps.care.services import SelfCareEntry
from apps.core.forms import day_field
from apps.rules.facts.tekun import INDICATORS


class SelfCareForm(forms.Form):
    """Each indicator is answered: alone, or not."""

    first_assessor = forms.CharField(label="评估人员一", max_length=50)
    second_assessor = forms.CharField(
        label="评估人员二",
        max_length=50,
        help_text="须两人以上；可以是委托的评估机构人员",
        error_messages={"required": "请填写第二名评估人员。"},
    )
    assessed_by = forms.CharField(
        label="评估机构", max_length=60, required=False, help_text="委托第三方评估的填写"
    )
    assessed_on = day_field("评估日期", error_messages={"required": "请填写评估日期。"})
    note = forms.CharField(
        label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    mode = forms.ChoiceField(
        label="供养方式",
        choices=Placement.MODES,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择集中供养或分散供养，由本人自愿选择。"},
    )
    institution = forms.CharField(
        label="供养服务机构",
        max_length=60,
        required=False,
        help_text="集中供养时填写；照料护理补贴付给该机构",
    )
    carer = forms.CharField(
        label="照料人", max_length=50, required=False, help_text="分散供养时填写，可以是亲友、村居或服务机构"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            name: forms.TypedChoiceField(
                label=label,
                choices=[("1", "能够"), ("0", "不能")],
                coerce=lambda value: value == "1",
                widget=forms.RadioSelect,
                error_messages={"required": f"请选择能不能{label}。"},
            )
            for name, label in INDICATORS.items()
        }
        self.fields = asked | self.fields
        self.fields["first_assessor"].error_messages["required"] = "请填写评估人员。"

    def entry(self) -> SelfCareEntry:
        """The assessment as the service takes it."""
        data = self.cleaned_data
        return SelfCareEntry(
            indicators={name: data[name] for name in INDICATORS},
            assessors=(data["first_assessor"], data["second_assessor"]),
            assessed_by=data["assessed_by"],
            assessed_on=data["assessed_on"],
            mode=data["mode"],
            institution=data["institution"],
            carer=data["carer"],
            note=data["note"],
        )
