"""What is typed in for a review and for a decision: the words stand there already, an unchanged household needs none."""

from typing import Any

from django import forms

from apps.core.forms import WordedForm


class ProposalForm(WordedForm):
    """The opinion on what today's computation gives; `seen` is what the page showed.

    `may_wait`: a change that is not obvious may be left to the next review.
    """

    text = forms.CharField(label="核查意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    minor = forms.BooleanField(
        label="没有明显变化",
        required=False,
        help_text="核查期内不调整金额，变化照样记录，到下次定期核查时重新测算",
    )

    def __init__(self, *args, label: str = "核查意见", may_wait: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not may_wait:
            del self.fields["minor"]
        self.fields["text"].label = label
        self.fields["text"].error_messages["required"] = f"请写明{label}，审核确认以它为依据。"


class AskForm(WordedForm):
    """Which evidence, and why."""

    names = forms.MultipleChoiceField(
        label="要求什么",
        choices=[("home_visit", "入户调查"), ("economic_check", "经济状况核对")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少勾选一项。"},
    )
    reason = forms.CharField(
        label="为什么", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="居住地街道会看到"
    )


class WithdrawForm(WordedForm):
    """Why a report was a mistake."""

    reason = forms.CharField(
        label="哪里登记错了",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写进办件经过",
    )


class DecisionForm(WordedForm):
    """Agree, or send it back with the reason. `appealed`: it takes something away while an appeal runs."""

    agree = forms.TypedChoiceField(
        label="审核确认",
        choices=[("yes", "同意"), ("no", "退回重新核查")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    text = forms.CharField(label="审核确认意见", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    considered = forms.CharField(
        label="怎样考虑正在进行的复议（诉讼）",
        max_length=200,
        help_text="写一句，记入决定；退回的不必写",
    )

    def __init__(self, *args, appealed: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["considered"].error_messages["required"] = "请写一句怎样考虑了正在进行的复议（诉讼）。"
        if not appealed:
            del self.fields["considered"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("agree") is False:
            self.errors.pop("considered", None)
        return data
