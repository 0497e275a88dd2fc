"""起草一次性待遇: the kind, the register, the month, and the indices of the statistics office."""

import datetime as dt
import re
from typing import Any

from django import forms

from apps.benefits.models import Kind
from apps.core.chinese import month_text
from apps.core.forms import WordedForm
from apps.offices.models import Office

_INDEX = re.compile(r"-?\d{1,3}(\.\d{1,2})?")


class RoundForm(WordedForm):
    """Offices and months are those that the page offers; the indices are needed for the price subsidy alone."""

    office = forms.ModelChoiceField(queryset=None, label="发放街道", empty_label=None)
    kind = forms.ChoiceField(
        label="种类",
        choices=[(kind.value, kind.label) for kind in (Kind.PRICE_SUBSIDY, Kind.YEAR_END, Kind.HEATING)],
    )
    register_month = forms.TypedChoiceField(
        label="按哪个月的登记簿", coerce=dt.date.fromisoformat, help_text="价格临时补贴为物价指数的月份"
    )
    pay_month = forms.TypedChoiceField(label="哪个月发放", coerce=dt.date.fromisoformat)
    cpi = forms.CharField(label="居民消费价格同比（%）", max_length=8, required=False, help_text="例如 3.6")
    food = forms.CharField(label="食品价格同比（%）", max_length=8, required=False)
    unemployment_benefit = forms.IntegerField(label="领取失业保险金（人）", min_value=0, required=False)
    preferential = forms.IntegerField(label="优抚对象（人）", min_value=0, required=False)
    orphan = forms.IntegerField(
        label="孤儿等（人）",
        min_value=0,
        required=False,
        help_text="这三类由其他部门发放，只计入统计",
    )

    central = forms.CharField(
        label="集中供热的家庭",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="采暖补助用：每行写办件编号和供热费，例如 南学低保 2026-0012 1850.00；没有写的按非集中供热定额",
    )

    def __init__(self, *args: Any, offices: Any, months: list[dt.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices if offices is not None else Office.objects.none()
        choices = [(f"{month:%Y-%m-%d}", month_text(month)) for month in months]
        for name in ("register_month", "pay_month"):
            self.fields[name].choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Kind.PRICE_SUBSIDY:
            for name in ("cpi", "food"):
                if not _INDEX.fullmatch(data.get(name) or ""):
                    self.add_error(name, f"请填写{self.fields[name].label}，例如 3.6")
        return data

    def figures(self) -> dict[str, str]:
        """The indices and the people of others, as they were typed in."""
        names = ("cpi", "food", "unemployment_benefit", "preferential", "orphan", "central")
        return {name: str(value) for name in names if (value := self.cleaned_data.get(name))}
