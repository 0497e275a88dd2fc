"""Forms of the first review and of the decision."""

from django import forms

from apps.benefits.models import Choice, FoundByPeople
from apps.core.forms import day_field


class _Verdict(forms.Form):
    """Yes or no in words, the legal reasons that no computation finds, and the text."""

    approve = forms.TypedChoiceField(widget=forms.RadioSelect, coerce=lambda value: value == "yes")
    text = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    reasons = forms.MultipleChoiceField(
        label="测算以外的法定理由",
        choices=FoundByPeople.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="测算符合条件而不予确认时必选，并在意见中写明事实",
    )


class FirstReviewForm(_Verdict):
    seen_amount = forms.DecimalField(
        required=False, max_digits=12, decimal_places=2, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approve"].label = "初审意见"
        self.fields["approve"].choices = [("yes", "拟予确认，两地公示"), ("no", "拟不予确认")]
        self.fields["approve"].error_messages["required"] = "请选择拟予确认或拟不予确认。"
        self.fields["text"].label = "意见和理由"
        self.fields["text"].error_messages["required"] = "请写明初审意见，审核确认以它为依据。"


class SingleChoiceForm(forms.Form):
    """Which of both ways the family signed, who signed, when."""

    choice = forms.ChoiceField(
        label="申请家庭选择",
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择申请家庭签字的那一种。"},
    )
    signed_by = forms.TypedChoiceField(label="签字人", coerce=int)
    signed_on = day_field("签字日期", error_messages={"required": "请填写签字日期。"})

    def __init__(self, *args, people: list[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_by"].choices = people


class DecisionForm(_Verdict):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approve"].label = "审核确认"
        self.fields["approve"].choices = [("yes", "予以确认"), ("no", "不予确认")]
        self.fields["approve"].error_messages["required"] = "请选择予以确认或不予确认。"
        self.fields["text"].label = "审核确认意见"
        self.fields["text"].error_messages["required"] = "请写明审核确认意见。"
