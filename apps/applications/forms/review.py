"""Forms of the first review and of the decision."""

from django import forms

from apps.benefits.models import FoundByPeople


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


class DecisionForm(_Verdict):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approve"].label = "审核确认"
        self.fields["approve"].choices = [("yes", "予以确认"), ("no", "不予确认")]
        self.fields["approve"].error_messages["required"] = "请选择予以确认或不予确认。"
        self.fields["text"].label = "审核确认意见"
        self.fields["text"].error_messages["required"] = "请写明审核确认意见。"
