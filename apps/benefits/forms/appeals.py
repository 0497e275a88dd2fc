"""登记复议、诉讼 and its outcome, as they stand in the papers of the authority."""

from django import forms

from apps.benefits.models import AppealKind, AppealOutcome
from apps.core.forms import WordedForm, day_field


class AppealForm(WordedForm):
    kind = forms.ChoiceField(
        label="种类",
        choices=AppealKind.choices,
        initial=AppealKind.RECONSIDERATION,
        widget=forms.RadioSelect,
    )
    authority = forms.CharField(
        label="复议机关或者法院", max_length=60, help_text="行政复议为本区人民政府；行政诉讼请改写法院全称"
    )
    number = forms.CharField(label="案号", max_length=60, help_text="受理通知书或者应诉通知书上的文号")
    received_on = day_field("受理日期", help_text="受理通知书上的日期")


class CloseAppealForm(WordedForm):
    outcome = forms.ChoiceField(
        label="结果",
        choices=AppealOutcome.choices,
        widget=forms.RadioSelect,
        help_text="驳回请求的选维持；登记后不能更改",
    )
    outcome_on = day_field("结果日期", help_text="文书上的日期")
    number = forms.CharField(
        label="结果文书号", max_length=60, help_text="复议决定书、判决书、裁定书或者终止决定书的文号"
    )
