"""丧葬补贴: the form that a relative hands in (D24), typed off."""

import datetime as dt
from typing import Any

from django import forms

from apps.benefits.one_time_funeral import CATEGORIES, PLACES, FuneralClaim
from apps.core.forms import WordedForm, day_field


class FuneralForm(WordedForm):
    """Months are those that the page offers; `tekun`: the deceased was supported as tekun, no other category is his."""

    claimant = forms.CharField(label="申领人", max_length=50, help_text="办理丧事的亲属或者供养、照料人")
    category = forms.ChoiceField(label="逝者类别", choices=())
    cremated_on = day_field("火化日期", help_text="以火化收据为准")
    place = forms.ChoiceField(label="火化地点", choices=tuple(PLACES.items()))
    applied_on = day_field("申领日期")
    pay_month = forms.TypedChoiceField(label="哪个月发放", coerce=dt.date.fromisoformat)
    checked = forms.BooleanField(label="已核对申领人身份证、死亡证明和火化收据")

    def __init__(self, *args: Any, months: list[dt.date], tekun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [
            (name, label) for name, label in CATEGORIES.items() if (name == "tekun_support") == tekun
        ]
        self.fields["pay_month"].choices = [
            (f"{month:%Y-%m-%d}", f"{month.year}年{month.month}月") for month in months
        ]

    def claim(self) -> FuneralClaim:
        """What was typed in."""
        data = self.cleaned_data
        names = ("claimant", "category", "cremated_on", "place", "applied_on")
        return FuneralClaim(**{name: data[name] for name in names})
