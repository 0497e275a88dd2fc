"""Forms of the home visit: 入户调查表, and an attempt at which nobody was met."""

from django import forms

from apps.checks.services import VisitEntry


class AttemptForm(forms.Form):
    """What a visit and an attempt have in common: when, and by whom."""

    visited_at = forms.DateTimeField(
        label="入户时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "请填写入户时间。"},
    )
    first_investigator = forms.CharField(
        label="调查人员一", max_length=50, error_messages={"required": "请填写调查人员姓名。"}
    )
    second_investigator = forms.CharField(
        label="调查人员二",
        max_length=50,
        help_text="本街道只有一人的，写邻近街道或区里指定的人员",
        error_messages={"required": "入户调查须两人以上，请填写第二名调查人员。"},
    )

    def investigators(self) -> tuple[str, ...]:
        return (self.cleaned_data["first_investigator"], self.cleaned_data["second_investigator"])


class AbsenceForm(AttemptForm):
    note = forms.CharField(
        label="未遇说明",
        max_length=200,
        help_text="例如 敲门无人应答，邻居称外出看病",
        error_messages={"required": "请写明未遇情况。"},
    )


class VisitForm(AttemptForm):
    """入户调查表."""

    present = forms.CharField(
        label="在场人员", max_length=200, error_messages={"required": "请填写在场人员。"}
    )
    members_seen = forms.IntegerField(
        label="见到人数", min_value=1, max_value=30, error_messages={"required": "请填写见到几名家庭成员。"}
    )
    living_conditions = forms.CharField(
        label="居住和生活状况",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写居住和生活状况。"},
    )
    seen_against_declared = forms.CharField(
        label="所见与申报对照",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写所见与申报是否一致。"},
    )
    neighbour_interview = forms.CharField(
        label="邻里访问", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    conclusion = forms.CharField(
        label="调查结论",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写调查结论。"},
    )
    signed_by_household = forms.CharField(
        label="家庭成员签字",
        max_length=50,
        help_text="签字人姓名",
        error_messages={"required": "入户调查表缺少家庭成员签字；补签后再提交，期限不变。"},
    )

    def entry(self) -> VisitEntry:
        """The visit as the service takes it."""
        data = self.cleaned_data
        return VisitEntry(
            visited_at=data["visited_at"],
            investigators=self.investigators(),
            present=data["present"],
            members_seen=data["members_seen"],
            living_conditions=data["living_conditions"],
            seen_against_declared=data["seen_against_declared"],
            neighbour_interview=data["neighbour_interview"],
            conclusion=data["conclusion"],
            signed_by_household=data["signed_by_household"],
        )
