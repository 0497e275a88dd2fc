"""Forms of the authorisation: day, scope, period; a supporter's identity; a withdrawal."""

import datetime as dt
from typing import Any

from django import forms

from apps.checks.models import Authorisation, Source
from apps.core.forms import day_field


class AuthoriseForm(forms.Form):
    """A signed form: from when, until when, how, for which sources."""

    signed_on = day_field("签字日期", error_messages={"required": "请填写签字日期。"})
    valid_until = day_field("有效期至", required=False, help_text="依授权书填写")
    form = forms.ChoiceField(label="形式", choices=Authorisation.FORMS[:2], initial="paper")
    scope = forms.MultipleChoiceField(
        label="授权范围",
        choices=Source.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="授权书有保留的，去掉不同意查询的来源",
    )

    def __init__(self, *args: Any, on: dt.date, until: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = on
        self.fields["valid_until"].initial = until
        self.fields["scope"].initial = Source.values

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in self.cleaned_data}


class AuthoriseSupporterForm(AuthoriseForm):
    """An obliged supporter signs outside the household: he is known by his identity number."""

    form = forms.ChoiceField(label="形式", choices=Authorisation.FORMS, initial="paper")
    id_number = forms.CharField(
        label="身份证号", max_length=20, required=False, help_text="依授权书填写，用于查询"
    )
    note = forms.CharField(
        label="未能取得授权的原因",
        max_length=200,
        required=False,
        help_text="只在未能取得时填写：联系过几次，对方怎样答复",
    )

    def __init__(self, *args: Any, known: str = "", refused: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if refused:  # that it could not be had is known; only a signature is news
            self.fields["form"].choices = Authorisation.FORMS[:2]
            del self.fields["note"]
        if known:
            self.fields["id_number"].help_text = f"申请时已登记，尾号 {known}；相同的不用再填"

    field_order = ("form", "id_number", "signed_on", "valid_until", "scope", "note")


class WithdrawAuthorisationForm(forms.Form):
    reason = forms.CharField(
        label="书面撤回说明",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明书面撤回的内容；终止办理以它为据。"},
    )
