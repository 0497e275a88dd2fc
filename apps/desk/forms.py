"""The query form of the work list and the search box."""

from django import forms

from apps.core.forms import day_field
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
    office = forms.ChoiceField(label="街道", required=False)
    view = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, offices=(), **kwargs) -> None:
        """`offices`: (id, name) of the streets that one oversees; with one street there is nothing to choose."""
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", "全部街道"), *((str(pk), name) for pk, name in offices)]
        if len(offices) < 2:
            del self.fields["office"]


class SearchForm(forms.Form):
    terms = forms.CharField(label="姓名、拼音、证件尾号、手机号、办件号", max_length=50, strip=True)


class AssignForm(forms.Form):
    """Rows chosen in the work list and who shall do them; choosing none does nothing and says so.

    `whom`: the user who asks, or one of `colleagues` (apps.offices.queries.Colleague).
    """

    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)
    to = forms.ChoiceField(choices=[("me", "由我办理"), ("colleague", "交给同事")])
    colleague = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)

    def __init__(self, *args, user, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._people = {one.user.pk: one.user for one in colleagues}
        self._user = user
        self.fields["chosen"].choices = [(value, value) for value in self.data.getlist("chosen")]
        self.fields["colleague"].choices = [(pk, pk) for pk in self._people]

    @property
    def whom(self):
        """Who shall do it; None where no colleague was chosen."""
        if not self.is_valid():
            return None
        return (
            self._user
            if self.cleaned_data["to"] == "me"
            else self._people.get(self.cleaned_data["colleague"])
        )


class DemonstrationDayForm(forms.Form):
    day = day_field("演示日", required=False, help_text="留空则回到今天")
