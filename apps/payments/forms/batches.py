"""The month and the office of a new batch; the file that came back from the bank."""

import datetime as dt
from typing import Any

from django import forms

from apps.core.chinese import month_text
from apps.core.forms import WordedForm
from apps.offices.models import Office


class DraftForm(forms.Form):
    """制表: offices and months are those that the page offers."""

    office = forms.ModelChoiceField(queryset=None, label="发放街道", empty_label=None)
    month = forms.TypedChoiceField(label="月份", coerce=dt.date.fromisoformat)

    def __init__(self, *args: Any, offices: Any, months: list[dt.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices if offices is not None else Office.objects.none()
        self.fields["month"].choices = [(f"{month:%Y-%m-%d}", month_text(month)) for month in months]


class ReturnForm(WordedForm):
    """导入回盘: the file as the bank sent it."""

    MOST = 20_000_000
    file = forms.FileField(label="银行回盘文件", help_text="银行给的原文件，文本或者 Excel，不要修改")

    def clean_file(self):
        kept = self.cleaned_data["file"]
        if kept.size > self.MOST:
            raise forms.ValidationError("文件超过 20 MB，不像银行的回盘文件；请核对后重新选择")
        return kept
