"""Forms of uploading and withdrawing pictures."""

from collections.abc import Sequence
from typing import Any

from django import forms

from apps.core.forms import WordedForm, day_field
from apps.documents import pages, pictures
from apps.documents.models import AttachmentKind, DocumentKind
from apps.documents.page_drawer import MOST_PAGES
from apps.documents.pictures import MOST_BYTES
from apps.documents.services import MOST_AT_ONCE, Upload

# What is uploaded by itself; the others belong to the pages of their steps.
FREE_KINDS = (AttachmentKind.PROOF, AttachmentKind.OTHER)


class PicturesInput(forms.ClearableFileInput):
    """Several pictures at once, from the camera or the gallery of a telephone."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": pictures.ACCEPT, "multiple": True, **(attrs or {})})


class PicturesField(forms.FileField):
    """The files as they came; what is wrong with them the service says."""

    widget = PicturesInput

    def __init__(self, **kwargs: Any) -> None:
        most = MOST_BYTES // 1024 // 1024
        kwargs.setdefault(
            "help_text", f"{pictures.TYPES_TEXT}，每张不超过 {most} MB，一次最多 {MOST_AT_ONCE} 张"
        )
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [Upload(file.name, file.read(MOST_BYTES + 1)) for file in files]


class PagesField(PicturesField):
    """Pictures, and PDF files that become one picture a page."""

    def __init__(self, **kwargs: Any) -> None:
        most = MOST_BYTES // 1024 // 1024
        words = (
            f"{pages.TYPES_TEXT}，每个不超过 {most} MB，一次最多 {MOST_AT_ONCE} 个文件、共 {MOST_PAGES} 页"
        )
        kwargs.setdefault("help_text", words)
        kwargs.setdefault("widget", PicturesInput({"accept": pages.ACCEPT}))
        super().__init__(**kwargs)


class SheetField(PagesField):
    """One file at most: a photograph, or a PDF whose pages belong together; an `Upload` or None."""

    def __init__(self, **kwargs: Any) -> None:
        one = PicturesInput({"accept": pages.ACCEPT, "multiple": False})
        super().__init__(required=False, widget=one, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Upload | None:  # type: ignore[override]
        return next(iter(super().clean(data, initial)), None)


class AttachForm(WordedForm):
    kind = forms.ChoiceField(label="种类", choices=[(kind, kind.label) for kind in FREE_KINDS])
    pictures = PagesField(label="照片或 PDF")
    note = forms.CharField(
        label="说明", max_length=100, required=False, help_text="例如 判决书第 2 页；不写完整证件号码"
    )


class WithdrawAttachmentForm(WordedForm):
    reason = forms.CharField(label="撤下的原因", max_length=200, help_text="例如 拍错了对象")


class PapersQuery(forms.Form):
    """Which papers are listed."""

    kind = forms.ChoiceField(label="种类", required=False)
    since = day_field("出具日期从", required=False)
    until = day_field("到", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "全部"), *DocumentKind.choices]

    def wanted(self) -> dict[str, Any]:
        """The filters that were filled in and make sense."""
        data = self.cleaned_data if self.is_valid() else {}
        names = {"kind": "kind", "since": "issued_on__gte", "until": "issued_on__lte"}
        return {names[name]: value for name, value in data.items() if value}


class VoidForm(WordedForm):
    reissue = forms.TypedChoiceField(
        label="怎么办",
        choices=[("1", "重新出具：内容不变，换新文号"), ("0", "只作废：不再出具")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="作废原因", max_length=200, help_text="例如 机关名称印错、缺字")
