"""Forms of the pages under /standards/; what they ask depends on the act, what is right the services decide."""

from collections.abc import Iterable
from typing import Any

from django import forms

from apps.core.forms import WordedForm, day_field
from apps.offices.models import Jurisdiction
from apps.standards.models import Standard, StandardCode, StandardDraft
from apps.standards.queries import GROUPS, Wanted
from apps.standards.services import Proposal, Source

Act = StandardDraft.Act
# What each act asks besides the document; the rest follows from the row.
ASKED = {
    Act.ADD: ("jurisdiction", "value", "valid_from", "valid_to"),
    Act.CORRECT: ("value", "valid_from", "valid_to"),
    Act.SUCCEED: ("value", "valid_from"),
    Act.REPLACE: ("value", "valid_from", "valid_to", "reason"),
    Act.WITHDRAW: ("reason",),
}
DOCUMENT = ("document_title", "document_number", "article", "confirmed", "note")


STATES = (
    ("open", "待确认"),
    ("missing", "没有数值"),
    ("coming", "有未生效的"),
    ("drafted", "有草案"),
)


class ListForm(forms.Form):
    """What the list of standards is narrowed to; what is not in its choices narrows nothing."""

    words = forms.CharField(label="名称", required=False, max_length=50)
    area = forms.ChoiceField(label="地区", required=False)
    group = forms.ChoiceField(
        label="项目", required=False, choices=[("", "全部项目"), *((one.name, one.title) for one in GROUPS)]
    )
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部状态"), *STATES])

    def __init__(self, *args: Any, areas: Iterable[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "全部地区"), *((one.code, one.name) for one in areas)]

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        return Wanted(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class DraftForm(WordedForm):
    """A draft of one act on one row (or, to add, on one code)."""

    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="政策区域", empty_label=None)
    value = forms.CharField(label="数值", max_length=200)
    valid_from = day_field("起始日期")
    valid_to = day_field("终止日期", required=False, help_text="空表示继续有效，或与原来相同")
    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    document_title = forms.CharField(label="文件名称", max_length=200, required=False)
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    article = forms.CharField(label="条款", max_length=60, required=False)
    confirmed = forms.BooleanField(label="有正式文件，作为已确认的标准", required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(
        self, *args: Any, act: str, code: StandardCode, row: Standard | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.act, self.code, self.row = Act(act), code, row
        asked = ASKED[self.act] + (() if self.act == Act.WITHDRAW else DOCUMENT)
        self.fields = {name: field for name, field in self.fields.items() if name in asked}
        if "jurisdiction" in self.fields:
            self.fields["jurisdiction"].queryset = Jurisdiction.objects.order_by("number")
        if "value" in self.fields:
            self.fields["value"].help_text = code.unit_label
        if self.act in (Act.REPLACE, Act.CORRECT) and row is not None:
            self.initial = {
                name: getattr(row, name) for name in ("value", "valid_from", "valid_to", *DOCUMENT)
            }

    def proposal(self) -> Proposal:
        """What the form says, for the service."""
        data, row = self.cleaned_data, self.row
        return Proposal(
            act=self.act,
            code=self.code,
            jurisdiction=row.jurisdiction if row else data["jurisdiction"],
            row=row,
            value=data.get("value", ""),
            valid_from=data.get("valid_from") or row.valid_from,
            valid_to=data.get("valid_to"),
            source=Source(
                *(data.get(name, "") for name in DOCUMENT[:3]),
                data.get("confirmed", False),
                data.get("note", ""),
            ),
            reason=data.get("reason", ""),
        )


class ConfirmForm(WordedForm):
    """A shipped default is confirmed: the same value or another one, by which document."""

    value = forms.CharField(label="确认的数值", max_length=200, help_text="与现按数值相同，或改为正确的数值")
    title = forms.CharField(label="依据文件", max_length=200)
    number = forms.CharField(label="文号", max_length=60, required=False)
    reason = forms.CharField(label="确认意见", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class SettleForm(WordedForm):
    """An open point that no standard holds."""

    text = forms.CharField(label="确认意见", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.CharField(label="依据文件", max_length=200)


class DiscardForm(WordedForm):
    reason = forms.CharField(label="作废原因", max_length=300)


class ImportForm(WordedForm):
    """The file, or its text when the preview is taken over."""

    file = forms.FileField(label="YAML 文件", required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    reason = forms.CharField(label="导入原因", max_length=300, help_text="替换已有数值时记为替换原因")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload = data.get("file")
        if upload is not None:
            try:
                data["text"] = upload.read().decode("utf-8")
            except UnicodeDecodeError:
                self.add_error("file", "文件不是 UTF-8 编码的文本；请用文本编辑器另存后再上传。")
        elif not data.get("text"):
            self.add_error("file", "请上传 YAML 文件")
        return data
