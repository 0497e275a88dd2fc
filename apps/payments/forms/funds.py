"""资金: a new fund, and money that came into one."""

from typing import Any

from django import forms

from apps.benefits.models import Kind
from apps.core.forms import WordedForm
from apps.offices.models import Office
from apps.payments.forms.recovery import MonthField
from apps.payments.models import Fund, FundSource


class FundForm(WordedForm):
    """设立资金账户: offices are those that the page offers."""

    office = forms.ModelChoiceField(queryset=None, label="管理机构", empty_label=None)
    name = forms.CharField(label="名称", max_length=60, help_text="例如 2026年低保金")
    source = forms.ChoiceField(label="来源", choices=FundSource.choices)
    kinds = forms.MultipleChoiceField(label="款项", choices=Kind.choices, widget=forms.CheckboxSelectMultiple)
    since = MonthField(label="自哪个月的批次起", help_text="从这个月的批次开始，从本账户支出")

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices if offices is not None else Office.objects.none()


class FundEntryForm(WordedForm):
    """登记拨款: funds are those that the page offers."""

    fund = forms.ModelChoiceField(queryset=None, label="资金账户", empty_label=None)
    amount = forms.DecimalField(
        label="金额（元）", max_digits=14, decimal_places=2, help_text="拨入写正数，退回写负数"
    )
    text = forms.CharField(label="摘要", max_length=100, help_text="拨款文件、批次或者事由")

    def __init__(self, *args: Any, funds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fund"].queryset = funds if funds is not None else Fund.objects.none()
