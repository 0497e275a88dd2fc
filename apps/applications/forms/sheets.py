"""The fields that a form of the file is filled in with."""

from collections.abc import Iterable

from django import forms

from apps.applications.sheets import Field
from apps.core.forms import WordedForm, word_required_fields


class SheetForm(WordedForm):
    """One text field for each; none for a form that is made from the case alone."""

    def __init__(self, *args, fields: Iterable[Field], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in fields:
            widget = forms.Textarea(attrs={"rows": 3}) if field.long else forms.TextInput
            self.fields[field.name] = forms.CharField(
                label=field.label,
                help_text=field.hint,
                required=not field.optional,
                max_length=500,
                widget=widget,
            )
        word_required_fields(self)
