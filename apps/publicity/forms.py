"""Forms of posting, taking down, withdrawing and objecting."""

from django import forms

from apps.documents.forms import PicturesField, PicturesInput
from apps.documents.services import Upload


class PhotoField(PicturesField):
    """One photograph of a board."""

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, widget=PicturesInput({"multiple": False}), **kwargs)

    def clean(self, data, initial=None) -> Upload | None:
        return next(iter(super().clean(data, initial)), None)


class PostForm(forms.Form):
    place = forms.CharField(label="张贴地点", max_length=100, error_messages={"required": "请填写张贴地点。"})
    posted_on = forms.DateField(
        label="张贴日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    posted_photo = PhotoField(label="张贴照片", help_text="拍到公示栏和公示内容")


class RemoveForm(forms.Form):
    removed_photo = PhotoField(label="取下照片", help_text="拍取下前后的公示栏")
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
            ("1", "公示内容有误（姓名、人数、金额）：两地撤回，退回初审更正"),
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
