"""Forms of posting, taking down, withdrawing and objecting."""

import re

from django import forms

from apps.core.forms import WordedForm, day_field
from apps.documents.forms import SheetField
from apps.publicity.models import AppraisalMember
from apps.publicity.services import AppraisalEntry, MemberEntry


class PostForm(forms.Form):
    place = forms.CharField(label="张贴地点", max_length=100, error_messages={"required": "请填写张贴地点。"})
    posted_on = day_field("张贴日期")
    posted_photo = SheetField(label="张贴照片", help_text="拍到公示栏和公示内容；也可以是 PDF")


class RemoveForm(forms.Form):
    removed_photo = SheetField(label="取下照片", help_text="拍取下前后的公示栏；也可以是 PDF")
    proof = forms.CharField(
        label="取下情况",
        max_length=200,
        required=False,
        initial="公示期满取下。",
        help_text="没有照片的，写明原因和见证人",
    )


class WithdrawNoticeForm(forms.Form):
    content_wrong = forms.TypedChoiceField(
        label="哪里有误",
        choices=[
            ("0", "本街道张贴有误（贴错地方、印错、被遮挡）：本处重贴，7 天重新计算"),
            ("1", "公示内容有误（姓名、人数、金额）：两地撤回，退回更正"),
        ],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择哪里有误。"},
    )
    reason = forms.CharField(
        label="撤回原因", max_length=200, error_messages={"required": "请写明哪里有误。"}
    )


class ObjectionForm(forms.Form):
    content = forms.CharField(
        label="异议内容",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="加密保存，只有办理人员可见；可不写反映人姓名",
        error_messages={"required": "请写明异议内容。"},
    )


class AnnounceForm(forms.Form):
    place = forms.CharField(label="公布地点", max_length=100, error_messages={"required": "请填写公布地点。"})


class HandleObjectionsForm(WordedForm):
    way = forms.ChoiceField(
        label="怎么处理",
        choices=[
            ("appraisal", "组织民主评议：户籍地街道组织，在居住地举行"),
            ("resurvey", "重新入户调查：居住地街道再查一次"),
        ],
        widget=forms.RadioSelect,
    )
    plan = forms.CharField(
        label="要查清什么",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="承办街道会看到；不写反映人是谁",
    )


class ConveneForm(WordedForm):
    held_at = forms.DateTimeField(
        label="评议时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label="评议地点", max_length=100)
    host = forms.CharField(label="主持人", max_length=50)


class MembersForm(forms.Form):
    """Four boxes, one name a line: quicker than a grid, and a list can be pasted."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for role, label in AppraisalMember.ROLES:
            self.fields[role] = forms.CharField(
                label=label,
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text="每行一个姓名" + ("，不少于三分之二" if role == "representative" else ""),
            )

    def entries(self) -> list[MemberEntry]:
        """Every name with its role."""
        return [
            MemberEntry(name.strip(), role)
            for role, _ in AppraisalMember.ROLES
            for name in re.split(r"[\n、，,]", self.cleaned_data[role])
            if name.strip()
        ]


class RecordAppraisalForm(WordedForm):
    """评议记录: who came, what was said, how they voted, the signed minutes."""

    attended = forms.MultipleChoiceField(label="到会人员", widget=forms.CheckboxSelectMultiple)
    policy_talk = forms.CharField(label="宣讲政策", widget=forms.Textarea(attrs={"rows": 2}))
    situation = forms.CharField(label="介绍情况", widget=forms.Textarea(attrs={"rows": 2}))
    discussion = forms.CharField(label="评议情况", widget=forms.Textarea(attrs={"rows": 3}))
    dissent = forms.CharField(label="不同意见", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    votes_for = forms.IntegerField(label="赞成票", min_value=0, max_value=200)
    votes_against = forms.IntegerField(label="反对票", min_value=0, max_value=200)
    abstentions = forms.IntegerField(label="弃权票", min_value=0, max_value=200)
    minutes = SheetField(label="评议记录照片", help_text="到会人员签好字的记录；也可以是扫描的 PDF")

    def __init__(self, *args, members, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attended"].choices = [
            (str(member.pk), f"{member.name}（{member.get_role_display()}）") for member in members
        ]

    def entry(self) -> AppraisalEntry:
        """The minutes as the service takes them."""
        data = self.cleaned_data
        words = ("policy_talk", "situation", "discussion", "dissent")
        counts = ("votes_for", "votes_against", "abstentions")
        return AppraisalEntry(
            attended=[int(pk) for pk in data["attended"]],
            **{name: data[name] for name in (*words, *counts)},
        )
