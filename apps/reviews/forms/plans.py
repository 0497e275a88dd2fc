"""Forms of supervisors: a campaign, an exclusion, an extension, a measure of a special time."""

from django import forms

from apps.core.forms import WordedForm, day_field
from apps.routing.models import SwitchKind


class ForOffice(WordedForm):
    """A form about one of the offices for which the user may plan."""

    office = forms.TypedChoiceField(label="机关", coerce=int)

    def __init__(self, *args, offices: list[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices


class CampaignForm(ForOffice):
    title = forms.CharField(label="名称", max_length=60, help_text="例如：2026年下半年定期核查")
    due_from = day_field("应核查日自")
    due_to = day_field("应核查日至")


class ExtensionForm(ForOffice):
    due_from = day_field("应核查日自")
    due_to = day_field("应核查日至")
    extended_to = day_field("延至")
    reason = forms.CharField(label="理由", max_length=200)
    document = forms.CharField(label="文件依据", max_length=100, help_text="文件名称和文号")


class SwitchForm(ForOffice):
    kind = forms.ChoiceField(
        label="措施",
        choices=SwitchKind.choices,
        help_text="暂停退出：符合退出条件的，待遇不变。应急办理：入户调查可用电话、视频，在办件和新受理的办结期限延长至 45 个工作日。",
    )
    valid_from = day_field("自")
    document = forms.CharField(label="文件依据", max_length=100, help_text="文件名称和文号")


class EndSwitchForm(WordedForm):
    valid_to = day_field("到哪天为止")


class ExcludeForm(WordedForm):
    reason = forms.CharField(label="未列入的理由", max_length=200)


class TakeoverForm(ForOffice):
    file = forms.FileField(
        label="登记簿（xlsx）", help_text="每人一行，同一户号为一户；先预演，不会改动任何数据"
    )
