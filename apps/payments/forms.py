"""The month and the office of a new batch."""

import datetime as dt
from typing import Any

from django import forms

from apps.offices.models import Office


class DraftForm(forms.Form):
    """制表: offices and months are those that the page offers."""

    office = forms.ModelChoiceField(queryset=None, label="发放街道", empty_label=None)
    month = forms.TypedChoiceField(label="月份", coerce=dt.date.fromisoformat)

    def __init__(self, *args: Any, offices: Any, months: list[dt.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices if offices is not None else Office.objects.none()
        self.fields["month"].choices = [
            (f"{month:%Y-%m-%d}", f"{month.year}年{month.month}月") for month in months
        ]
