"""追回: what the household says, what is decided, what came back."""

from typing import Any

from django import forms

from apps.core.forms import WordedForm


class HearForm(WordedForm):
    statement = forms.CharField(
        label="家庭的陈述", widget=forms.Textarea(attrs={"rows": 3}), help_text="没有意见的写“没有陈述”"
    )


class DecideForm(WordedForm):
    """The plan is equal instalments, one a month from the first day on; the last takes the odd fen."""

    recover = forms.ChoiceField(
        label="决定", choices=[("yes", "追回"), ("no", "不予追回")], widget=forms.RadioSelect
    )
    text = forms.CharField(label="决定意见", widget=forms.Textarea(attrs={"rows": 3}))
    first_day = forms.DateField(
        label="第一期应交日期", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    instalments = forms.IntegerField(label="分几期", min_value=1, max_value=36, initial=1, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("recover") == "yes" and not data.get("first_day"):
            self.add_error("first_day", "请填写第一期应交日期")
        return data


class ReceiptForm(WordedForm):
    amount = forms.DecimalField(label="金额（元）", max_digits=12, decimal_places=2)
    number = forms.CharField(label="票据号", max_length=40)
