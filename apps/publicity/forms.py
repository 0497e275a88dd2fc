"""Forms of posting, taking down and objecting."""

from django import forms


class PostForm(forms.Form):
    place = forms.CharField(label="张贴地点", max_length=100, error_messages={"required": "请填写张贴地点。"})
    posted_on = forms.DateField(
        label="张贴日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class RemoveForm(forms.Form):
    proof = forms.CharField(
        label="取下情况",
        max_length=200,
        initial="公示期满取下，现场照片已留存。",
        error_messages={"required": "请写明取下情况。"},
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
