"""Words that every form of ours uses, so that the error summary names its fields."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when it is nothing; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


class WordedForm(forms.Form):
    """Empty fields are refused by name: 请填写居住地址, 请选择住房, 请上传授权书."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_required_fields(self)


def day_field(label: str, **more: Any) -> forms.DateField:
    """A day with the picker of the browser, which takes no other format than this."""
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, **more)


def word_required_fields(form: forms.BaseForm) -> None:
    """For forms that cannot inherit from WordedForm (model forms): call it at the end of __init__."""
    for name, field in form.fields.items():
        label = field.label or form[name].label
        if isinstance(field, forms.FileField):
            words = f"请上传{label}"
        elif isinstance(field, forms.BooleanField):
            words = f"请确认：{label}"
        elif isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
            words = f"请选择{label}"
        else:
            words = f"请填写{label}"
        field.error_messages["required"] = words
