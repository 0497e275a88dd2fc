"""The query form of the work list and the search box."""

from django import forms

from apps.routing.models import Programme
from apps.rules import procedures

STEPS = list(procedures.step_labels().items())


class WorklistQuery(forms.Form):
    programme = forms.ChoiceField(
        label="事项", choices=[("", "全部事项"), *Programme.choices], required=False
    )
    step = forms.ChoiceField(label="环节", choices=[("", "全部环节"), *STEPS], required=False)
    due = forms.ChoiceField(
        label="期限", choices=[("", "全部期限"), ("soon", "3 个工作日内")], required=False
    )
    view = forms.CharField(required=False, widget=forms.HiddenInput)


class SearchForm(forms.Form):
    terms = forms.CharField(label="姓名、拼音、证件尾号、手机号、办件号", max_length=50, strip=True)


class AssignForm(forms.Form):
    """Rows chosen in the work list; choosing none does nothing and says so."""

    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)
    to = forms.CharField()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(value, value) for value in self.data.getlist("chosen")]


class DemonstrationDayForm(forms.Form):
    day = forms.DateField(
        label="演示日",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="留空则回到今天",
    )
