"""起草一次性待遇: the kind, the register, the month, and the indices of the statistics office."""

import datetime as dt
from typing import Any

from django import forms

from apps.benefits.models import Kind
from apps.core.chinese import month_text
from apps.core.forms import WordedForm
from apps.offices.models import Office


class _OfKind(forms.BoundField):
    """A field that says which kind asks for it; the style sheet shows it with that kind."""

    def css_classes(self, extra_classes: Any = None) -> str:
        return " ".join(f"field--{kind}" for kind, names in self.form.OF_KIND.items() if self.name in names)


def _index(label: str) -> forms.RegexField:
    """A growth in per cent as the statistics office publishes it."""
    words = f"请填写{label}，例如 3.6".replace("%", "%%")  # Django fills in what a per cent sign announces
    return forms.RegexField(
        r"^-?\d{1,3}(\.\d{1,2})?\Z",
        label=label,
        max_length=8,
        help_text="例如 3.6",
        error_messages={"invalid": words},
    )


def _people(label: str, **more: Any) -> forms.IntegerField:
    """People who get theirs from another department."""
    return forms.IntegerField(label=label, min_value=0, required=False, **more)


class RoundForm(WordedForm):
    """Offices and months are those that the page offers; what another kind asks for is not looked at."""

    bound_field_class = _OfKind
    OF_KIND = {
        Kind.PRICE_SUBSIDY: ("cpi", "food", "unemployment_benefit", "preferential", "orphan"),
        Kind.YEAR_END: (),
        Kind.HEATING: ("central",),
    }

    office = forms.ModelChoiceField(queryset=None, label="发放街道", empty_label=None)
    kind = forms.ChoiceField(label="种类", choices=[(kind.value, kind.label) for kind in OF_KIND])
    register_month = forms.TypedChoiceField(
        label="按哪个月的登记簿", coerce=dt.date.fromisoformat, help_text="价格临时补贴为物价指数的月份"
    )
    pay_month = forms.TypedChoiceField(label="哪个月发放", coerce=dt.date.fromisoformat)
    cpi = _index("居民消费价格同比（%）")
    food = _index("食品价格同比（%）")
    unemployment_benefit = _people("领取失业保险金（人）")
    preferential = _people("优抚对象（人）")
    orphan = _people("孤儿等（人）", help_text="这三类由其他部门发放，只计入统计")
    central = forms.CharField(
        label="集中供热的家庭",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行写办件编号和供热费，例如 南学低保 2026-0012 1850.00；没有写的按非集中供热定额",
    )

    def __init__(self, *args: Any, offices: Any, months: list[dt.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices if offices is not None else Office.objects.none()
        choices = [(f"{month:%Y-%m-%d}", month_text(month)) for month in months]
        for name in ("register_month", "pay_month"):
            self.fields[name].choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        for name in (name for other, names in self.OF_KIND.items() if other != kind for name in names):
            data.pop(name, None)
            self.errors.pop(name, None)
        return data

    def figures(self) -> dict[str, str]:
        """What the kind asks for, as it was typed in."""
        names = self.OF_KIND[self.cleaned_data["kind"]]
        return {name: str(value) for name in names if (value := self.cleaned_data.get(name))}
