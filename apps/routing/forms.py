"""Forms of the hand-over and of going back."""

from django import forms

from apps.rules.procedures import Procedure

DOSSIER = [
    "申请表",
    "诚信承诺书",
    "核对授权书",
    "核对报告（分析版）",
    "入户调查表",
    "身份证复印件",
    "户口簿复印件",
    "收入和财产材料",
]


class HandOverForm(forms.Form):
    items = forms.MultipleChoiceField(
        label="材料目录",
        choices=[(name, name) for name in DOSSIER],
        initial=DOSSIER,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少勾选一件材料。"},
    )
    message = forms.CharField(
        label="来件说明",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="对方初审时会看到",
    )


class ReturnForm(forms.Form):
    to = forms.MultipleChoiceField(
        label="退回哪个环节",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择要退回的环节。"},
    )
    reason = forms.CharField(
        label="退回原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明缺什么、怎么补；对方工作台会原样显示",
        error_messages={"required": "请写明退回原因，对方才知道补什么。"},
    )

    def __init__(self, *args, table: Procedure, possible: tuple[str, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(name, table.step(name).label) for name in possible]
