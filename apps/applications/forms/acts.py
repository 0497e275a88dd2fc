"""Forms of acceptance, the supplement notice, what is brought, and withdrawal."""

from typing import Any

from django import forms

from apps.applications.materials import OBTAINABLE_NAMES
from apps.applications.services.relation import KINS, NOT_CLOSE_TEXT
from apps.core.rows import PlainForm


class AcceptForm(PlainForm):
    staff_relation = forms.CharField(
        label="与经办人员的近亲属关系",
        max_length=90 + len(NOT_CLOSE_TEXT),
        required=False,
        help_text="57号 第十一条；没有就留空，有的写明与谁、什么关系",
    )
    staff_kin = forms.ChoiceField(
        label="该人员是申请人的", choices=KINS, required=False, help_text="写到两街道人员姓名的，即时备案回避"
    )


class ItemsForm(PlainForm):
    """Papers to tick."""

    items = forms.MultipleChoiceField(label="材料", widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, choices: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(name, name) for name in choices]


class SupplementForm(ItemsForm):
    note = forms.CharField(
        label="补充说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    shared_reason = forms.CharField(
        label="可共享的材料仍要求提供的理由",
        max_length=300,
        required=False,
        help_text="只在勾选了可从共享数据查询的材料时填写：查了什么、为什么查不到",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for name, _ in self.fields["items"].choices]
        obtainable = [name for name in names if name in OBTAINABLE_NAMES]
        self.fields["items"].label = "缺少的材料"
        self.fields["items"].initial = [name for name in names if name not in obtainable]
        self.fields["items"].choices = [
            (name, f"{name}（由本机关从共享数据查询，不勾选）" if name in obtainable else name)
            for name in names
        ]
        if not obtainable:
            del self.fields["shared_reason"]


class ReceivedForm(ItemsForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].label = "补来的材料"


class WithdrawForm(PlainForm):
    reason = forms.CharField(
        label="申请人撤回的原因",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="依申请人的书面说明填写",
    )
