"""Forms of acceptance, the supplement notice, what is brought, and withdrawal."""

from typing import Any

from django import forms

from apps.core.rows import PlainForm


class AcceptForm(PlainForm):
    staff_relation = forms.CharField(
        label="与经办人员的近亲属关系",
        max_length=100,
        required=False,
        help_text="57号 第十一条；没有就留空，有的写明与谁、什么关系，将登记备案",
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].label = "缺少的材料"
        self.fields["items"].initial = [name for name, _ in self.fields["items"].choices]


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
